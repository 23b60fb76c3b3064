-- One row per territorial unit, from the country down to the polling station; area_parents says which lies in which.
-- Keys are verified and not declared, for the reason that stands in area_results: polling stations are many, too.
--
-- key:    area_id
-- refers: countries (country_id)
-- refers: sources (source_id)
-- refers: sources (native_name_source_id as source_id)
create table areas (
    area_id      text not null,                             -- slug: country and name, e.g. 'sy-aleppo'
    country_id   text not null,                             -- the country it lies in
    -- what sort of unit it is, and so its level: no area lies inside another of its kind
    kind         text not null check (
        kind in (
            'country', 'region', 'state', 'province', 'governorate', 'county', 'district', 'constituency',
            'municipality', 'ward', 'polling station'
        )
    ),
    -- English name, as its source spells it; another area of its kind may have it where area_parents puts both into
    -- different larger ones
    area         text not null,
    native_name  text,                                      -- name in the country's own language; null when not known
    source_id    text not null,                             -- where it was read
    locator      text not null,                             -- where in the source
    -- where the native name was read; null when the source above prints it, or when there is none
    native_name_source_id  text,
    native_name_locator    text,                            -- where in that source
    check (native_name_source_id is null or native_name is not null),
    check ((native_name_source_id is null) = (native_name_locator is null))
);
