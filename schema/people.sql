-- One row per person named in the data.
create table people (
    person_id    text primary key,                          -- slug: country and name, e.g. 'sy-bashar-al-assad'
    person       text not null,                             -- name in Latin letters, as its source spells it
    native_name  text,                                      -- name in the person's own script; null when not known
    source_id    text not null references sources,          -- where the name was read
    locator      text not null,                             -- where in the source
    -- where the native name was read; null when the source above prints it, or when there is none
    native_name_source_id  text references sources,
    native_name_locator    text,                            -- where in that source
    check (native_name_source_id is null or native_name is not null),
    check ((native_name_source_id is null) = (native_name_locator is null))
);
