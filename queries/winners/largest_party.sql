-- Who came first, by seats and by votes
--
-- Who came first, by seats and by votes, in each election to a chamber; parties that tie are all given. An alliance
-- stands for its members. Independents are no party and are never first, however many they are. An election whose
-- votes (or seats) nobody has published has a row that says so.
--
-- key: election_id, measure, contestant_id
with yardsticks as (
    select 'seats' as measure
    union all select 'votes'
),
contenders as (
    select
        outcomes.election_id,
        outcomes.contestant_id,
        outcomes.contestant,
        outcomes.kind,
        yardsticks.measure,
        case yardsticks.measure
            when 'seats' then cast(outcomes.seats as double)
            else coalesce(cast(outcomes.votes as double), outcomes.vote_share_pct)
        end as amount,
        case yardsticks.measure when 'seats' then outcomes.seat_share_pct else outcomes.vote_share_pct end
            as share_pct,
        case yardsticks.measure when 'seats' then cast(outcomes.seats as double) else outcomes.exact_share_pct end
            as exact_share,
        case
            when yardsticks.measure = 'seats' then 2 * outcomes.seats > election_context.seats
            when outcomes.share_origin = 'printed' and outcomes.exact_share_pct = 50 then cast(null as boolean)
            else outcomes.exact_share_pct > 50
        end as has_majority,
        case yardsticks.measure when 'seats' then outcomes.seats_source_id else outcomes.votes_source_id end
            as source_id
    from outcomes
    join election_context on election_context.election_id = outcomes.election_id
    cross join yardsticks
    where
        outcomes.alliance_contestant_id is null
        and outcomes.kind not in ('independents', 'option', 'others', 'none of the above', 'blank votes')
),
winners as (
    select
        contenders.*,
        count(*) over (partition by election_id, measure, exact_share, amount) as tied
    from contenders
    where amount is not null
    qualify rank() over (partition by election_id, measure order by exact_share desc nulls last, amount desc) = 1
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    yardsticks.measure,                                         -- first by what: seats or votes
    winners.contestant_id,                                      -- who came first; null: not known
    winners.contestant,                                         -- its name
    winners.kind,                                               -- party list, alliance or joint list
    winners.amount,                                             -- its seats or votes; its share if no votes are printed
    winners.share_pct,                                          -- seats per 100 at stake, or votes per 100 of the base
    winners.has_majority,                                       -- more than half; null: a printed 50 does not decide
    winners.tied > 1 as is_tied,                                -- true: another is level with it
    winners.source_id,                                          -- who prints its figure
    case when winners.contestant_id is null then 'no source gives ' || yardsticks.measure || ' by party' end
        as missing                                              -- why nobody is named; null when somebody is
from election_context
cross join yardsticks
left join winners
    on winners.election_id = election_context.election_id
    and winners.measure = yardsticks.measure
where election_context.body_kind = 'legislature'
order by
    election_context.country,
    election_context.first_polling_on,
    election_context.election_id,
    yardsticks.measure,
    winners.contestant_id
