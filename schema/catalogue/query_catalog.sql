-- One row per question that the file answers; each is a view of that name. Answers come by subject, building blocks
-- last.
-- It has few and narrow columns, so that a shell shows it whole; query_details has the rest.
create table query_catalog (
    subject  text not null,     -- what the question is about: results, winners, turnout …; base for building blocks
    -- answer: for a reader; block: a building block, of which other questions are made
    kind     text not null check (kind in ('answer', 'block')),
    name     text primary key,  -- name of the view
    title    text not null      -- what it answers, in one line
);
