-- Women elected: share and change
--
-- Women elected to a chamber, by the source the database goes by, their share of the seats at stake, and the change
-- against the previous election.
--
-- key: election_id
with counts_of_women as (
    select election_id, value, source_id, source
    from figures
    where figure = 'women_elected' and contestant_id is null and is_used
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    cast(now.value as bigint) as women_elected,                 -- women elected; null: no source gives a number
    cast(election_context.seats as bigint) as seats,            -- seats at stake
    cast(round(cast(100.0 * now.value / nullif(election_context.seats, 0) as decimal(38, 12)), 2) as double)
        as women_share_pct,                                     -- women per 100 seats at stake
    cast(earlier.value as bigint) as women_elected_before,      -- women at the previous election; null: not known
    cast(now.value - earlier.value as bigint) as change,        -- more women than before; null: one is not known
    now.source_id,
    now.source,
    case when now.election_id is null then 'no source gives a number' end
        as missing
from election_context
left join counts_of_women as now on now.election_id = election_context.election_id
left join predecessors on predecessors.election_id = election_context.election_id
left join counts_of_women as earlier on earlier.election_id = predecessors.previous_election_id
where election_context.body_kind = 'legislature'
order by election_context.election_id
