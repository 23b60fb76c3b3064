-- One row per chamber or office that elections fill.
create table bodies (
    body_id      text primary key,                          -- slug: country and body, e.g. 'sy-assembly'
    country_id   text not null references countries,        -- whose chamber or office it is
    -- a chamber of members, or an office of one person
    kind         text not null check (kind in ('legislature', 'presidency')),
    body         text not null,                             -- English name
    native_name  text not null                              -- name in the country's own language
);
