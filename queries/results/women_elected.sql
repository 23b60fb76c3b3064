-- Women elected, their share and the change
--
-- Women elected to a chamber, by the source the database goes by, their share of the seats at stake, and the change
-- against the previous election.
--
-- key: election_id
with counted as (
    select election_id, value, qualifier, source_id, source
    from figures
    where figure = 'women_elected' and contestant_id is null and is_used
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    cast(counted.value as bigint) as women_elected,             -- women elected; null: no source gives a number
    cast(elections.seats as bigint) as seats,                   -- seats at stake
    cast(round(cast(100.0 * counted.value / nullif(elections.seats, 0) as decimal(18, 6)), 2) as double)
        as women_share_pct,                                     -- women per 100 seats at stake
    cast(previous.value as bigint) as women_elected_before,     -- women elected at the previous election; null: not known
    cast(counted.value - previous.value as bigint) as change,   -- more women than before; below 0: fewer; null: one of the two is not known
    counted.source_id,                                          -- who counted
    counted.source,                                             -- title of the publication
    case when counted.election_id is null then 'no source gives a number' end as missing  -- why there is none; null when there is one
from elections
join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
join countries on countries.country_id = bodies.country_id
left join counted on counted.election_id = elections.election_id
left join predecessors on predecessors.election_id = elections.election_id
left join counted as previous on previous.election_id = predecessors.previous_election_id
order by elections.election_id
