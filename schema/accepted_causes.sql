-- One row per rule of arithmetic_checks or plausibility_checks that figures of a collection break, for one cause that
-- is known and understood: the publisher prints it so. A collection has too many of them for accepted_discrepancies.
-- As many as are said here are accepted. Where a release has more or fewer, none of that cause is, and the build says
-- how many are news.
create table accepted_causes (
    collection  text not null,                              -- the collection, with which its ids begin
    rule        text not null,                              -- the rule, as the view names it, or 'two names look alike'
    cause       text not null,                              -- the cause, as the view names it
    breaches    integer not null check (breaches > 0),      -- how many rows of the view have this cause
    reason      text not null,                              -- why they stand, in own words
    primary key (collection, rule, cause)
);
