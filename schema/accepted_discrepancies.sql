-- One row per row of arithmetic_checks or plausibility_checks that is known, understood and stays: the source prints it
-- so. And one for two names that look alike and are both right; their rule is 'two names look alike', their subject the
-- two ids in their order with a blank between.
create table accepted_discrepancies (
    rule     text not null,                                 -- the rule, as the view names it
    subject  text not null,                                 -- the subject, as the view names it
    reason   text not null,                                 -- why it stands, in own words
    primary key (rule, subject)
);
