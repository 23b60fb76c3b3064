-- One row per rule that a row of an import breaks. The table that the row was meant for could not take it.
create table set_aside (
    -- the table it was meant for, and the SELECT of that name in the import; cell: one cell of a sheet
    table_name  text not null,
    row_number  bigint not null,            -- its position among the rows that the SELECT gave, or in the sheet, from 1
    -- the columns of its key, in order, or the column of the cell; null: part of the key is missing
    key_value   text,
    rule        text not null,              -- the rule it breaks
    value       text,                       -- what the columns of the rule held, in order; null: nothing
    -- where it stands in the publisher's files, e.g. 'results.csv, row 17' (row 1 is the header); null: the import does
    -- not say
    found_at    text
);
