-- One row per rule that a row of an import breaks. The table that the row was meant for could not take it.
create table set_aside (
    table_name  text not null,              -- the table it was meant for, and the SELECT of that name in the import
    row_number  bigint not null,            -- its position among the rows that the SELECT gave, from 1
    key_value   text,                       -- the columns of its key, in order; null: part of the key is missing
    rule        text not null,              -- the rule it breaks
    value       text,                       -- what the columns of the rule held, in order; null: nothing
    -- where it stands in the publisher's files, e.g. 'results.csv, row 17' (row 1 is the header); null: the import does
    -- not say
    found_at    text
);
