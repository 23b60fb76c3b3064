-- One row per country that has held an election.
create table countries (
    -- ISO 3166-1 alpha-2 code in lower case, e.g. 'sy'; of a country that is no more, the code of four letters of
    -- ISO 3166-3, e.g. 'cshh'; of a state without a code, one that the standard leaves to users: 'xa' to 'xz'
    country_id   text primary key,
    -- ISO 3166-1 alpha-3 code in capitals, the code of most map charts and data sets
    alpha_3      text not null unique check (length(alpha_3) = 3),
    country      text not null unique,        -- short English name
    native_name  text not null                -- short name in the country's own language
);
