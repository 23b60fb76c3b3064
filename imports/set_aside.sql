-- One row per rule that a row of an import breaks, so that the table it was meant for could not take it.
create table set_aside (
    table_name  text not null,              -- the table it was meant for, and so the SELECT in the import's folder
    row_number  bigint not null,            -- its position among the rows that SELECT gave, from 1
    key_value   text,                       -- its key, the columns one after the other; null where part of the key is
    rule        text not null,              -- the rule it breaks
    -- what stood in the columns of the rule, one after the other; null where nothing did
    value       text,
    -- where in the publisher's files, e.g. 'results.csv, row 17', row 1 being the header; null where the import does
    -- not say
    found_at    text
);
