-- One row per publication that a figure was read from.
create table sources (
    source_id     text primary key,      -- slug: publisher, country, year, e.g. 'ipu-sy-2007'
    -- who speaks: official, international organisation, dataset, observer, press or encyclopaedia
    kind          text not null references source_kinds,
    publisher     text not null,         -- who stands behind the publication
    source        text not null,         -- title of the page, article or table
    -- ISO 639-1 code of the language it was read in; ISO 639-3 where that has none
    language      text not null,
    published_on  date,                  -- day of publication; null when not known
    url           text,                  -- address it was read at, copies and mirrors included; null when only on paper
    -- licence of the publication; null when it states none. Single figures are facts and carry no licence
    licence       text,
    -- sources with the same word here copy from one another, as the pages of one encyclopaedia do, and count as one
    -- witness even where they differ; null for a witness of its own
    lineage       text
);
