-- One row per person named in the data.
create table people (
    person_id    text primary key,                          -- slug: country and name, e.g. 'sy-bashar-al-assad'
    person       text not null,                             -- name in Latin letters, as its source spells it
    native_name  text,                                      -- name in the person's own script; null when not known
    source_id    text not null references sources,          -- where the name was read
    locator      text not null                              -- where in the source
);
