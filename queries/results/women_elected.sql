-- Women elected: share and change
--
-- Women elected to a chamber, by the source the database goes by, their share of the seats at stake, and the change
-- against the previous election. There is no change where one of the two is annulled, or where they are unlike: a
-- by-election beside a general election, or a first round beside a second.
--
-- key: election_id
with counts_of_women as (
    select election_id, value, unit, qualifier, source_id, source
    from figures
    where figure = 'women_elected' and contestant_id is null and is_used
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    election_context.scope,                                     -- general, by-election or partial renewal
    election_context.round,                                     -- 1: the only round or the first; 2: the second
    election_context.is_annulled,                               -- true: declared void
    cast(now.value as bigint) as women_elected,                 -- women elected; null: no source gives a number
    now.qualifier,
    cast(now.unit as bigint) as rounded_to,                     -- 1: exact; else what the number is rounded to
    cast(election_context.seats as bigint) as seats,            -- seats at stake
    cast(round(cast(100.0 * now.value / nullif(election_context.seats, 0) as decimal(38, 12)), 2) as double)
        as women_share_pct,                                     -- women per 100 seats at stake
    cast(earlier.value as bigint) as women_elected_before,      -- women at the previous election; null: not known
    case
        when
            previous.scope = election_context.scope
            and previous.round = election_context.round
            and not previous.is_annulled
            and not election_context.is_annulled
        then cast(now.value - earlier.value as bigint)
    end as change,                                              -- more women than before; null: not known, or unlike
    now.source_id,
    now.source,
    case when now.election_id is null then 'no source gives a number' end
        as missing
from election_context
left join counts_of_women as now on now.election_id = election_context.election_id
left join predecessors on predecessors.election_id = election_context.election_id
left join election_context as previous on previous.election_id = predecessors.previous_election_id
left join counts_of_women as earlier on earlier.election_id = predecessors.previous_election_id
where election_context.body_kind = 'legislature'
order by election_context.election_id
