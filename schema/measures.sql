-- One row per kind of count that the data knows.
create table measures (
    measure_id   text primary key,                          -- the measure's name, e.g. 'women_elected'
    -- what is counted
    unit         text not null check (
        unit in ('persons', 'seats', 'lists', 'parties', 'areas', 'ballots', 'boxes', 'US dollars', 'percent')
    ),
    description  text not null unique                       -- what is counted, in one sentence
);
