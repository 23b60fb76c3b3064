-- One row per question that the file answers; each is a view of that name. Answers come by subject, building blocks last.
create table query_catalog (
    subject      text not null,     -- what the question is about: results, winners, turnout …; base for building blocks
    kind         text not null check (kind in ('answer', 'building block')),  -- answer: for a reader; building block: what other questions are made of
    name         text primary key,  -- name of the view
    title        text not null,     -- what it answers, in one line
    description  text not null,     -- how it answers, what is left out
    key          text not null,     -- columns that identify a row, with commas between
    citation     text,              -- where a borrowed definition stands; null when nothing is borrowed
    columns      text not null      -- every column in its order, with commas between
);
