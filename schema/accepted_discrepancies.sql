-- One row per row of arithmetic_checks that is known, understood and stays: the source prints it so.
create table accepted_discrepancies (
    rule     text not null,                                 -- the rule, as arithmetic_checks names it
    subject  text not null,                                 -- the subject, as arithmetic_checks names it
    reason   text not null,                                 -- why it stands, in own words
    primary key (rule, subject)
);
