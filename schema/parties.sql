-- One row per party, across elections.
-- Abbreviations collide between countries (PT, MDS and PJD each name two parties), so no abbreviation is a key.
create table parties (
    party_id         text primary key,                      -- slug: country and short name, e.g. 'dz-fln'
    country_id       text not null references countries,    -- where it stands
    party            text not null,                         -- English name
    abbreviation     text,                                  -- usual abbreviation; null when it has none or no source
    -- name in the country's own language or, failing that, in French; null when no source of ours prints it
    native_name      text,
    founded_year     integer check (founded_year between 1600 and 2100),    -- year it was founded; null when not known
    -- year it ended, merged or was renamed; null when it still exists or when not known
    dissolved_year   integer check (dissolved_year between 1600 and 2100),
    source_id        text not null references sources,      -- where its identity was read
    locator          text not null,                         -- where in the source
    -- where the abbreviation was read; null when the source above prints it, or when there is none
    abbreviation_source_id  text references sources,
    abbreviation_locator    text,                           -- where in that source
    -- where the native name was read; null when the source above prints it, or when there is none
    native_name_source_id   text references sources,
    native_name_locator     text,                           -- where in that source
    unique (country_id, party),
    check (abbreviation_source_id is null or abbreviation is not null),
    check ((abbreviation_source_id is null) = (abbreviation_locator is null)),
    check (native_name_source_id is null or native_name is not null),
    check ((native_name_source_id is null) = (native_name_locator is null)),
    check (founded_year <= dissolved_year)
);
