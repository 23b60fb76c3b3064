-- Who came first, by seats and by votes
--
-- Who came first, by seats and by votes, in each election to a chamber; parties that tie are all given. An alliance
-- stands for its members. Independents are no party and are never first, however many they are. An election whose
-- votes (or seats) nobody has published has a row that says so.
--
-- key: election_id, measure, contestant_id
with contenders as (
    select
        outcomes.election_id,
        outcomes.contestant_id,
        outcomes.contestant,
        outcomes.kind,
        by_what.measure,
        case by_what.measure when 'seats' then cast(outcomes.seats as double) else coalesce(cast(outcomes.votes as double), outcomes.vote_share_pct) end as amount,
        case by_what.measure when 'seats' then outcomes.seat_share_pct else outcomes.vote_share_pct end as share_pct,
        case by_what.measure when 'seats' then outcomes.seats_source_id else outcomes.votes_source_id end as source_id
    from outcomes
    cross join (select 'seats' as measure union all select 'votes') as by_what
    where
        outcomes.alliance_contestant_id is null
        and outcomes.kind not in ('independents', 'option')
        and case by_what.measure when 'seats' then cast(outcomes.seats as double) else coalesce(cast(outcomes.votes as double), outcomes.vote_share_pct) end is not null
),
first_ones as (
    select *, count(*) over (partition by election_id, measure) as tied
    from (
        select *
        from contenders
        qualify rank() over (partition by election_id, measure order by share_pct desc nulls last, amount desc) = 1
    ) as foremost
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    by_what.measure,                                           -- first by what: seats or votes
    first_ones.contestant_id,                                   -- who came first; null: not known
    first_ones.contestant,                                      -- its name
    first_ones.kind,                                            -- party list, alliance or joint list
    first_ones.amount,                                          -- its seats or votes; its share where no votes are printed
    first_ones.share_pct,                                       -- its seats per 100 at stake, or its votes per 100 of the share's base
    first_ones.share_pct > 50 as has_majority,                  -- true when it has more than half
    first_ones.tied > 1 as is_tied,                             -- true when another is level with it
    first_ones.source_id,                                       -- who prints its figure
    case when first_ones.contestant_id is null then 'no source gives ' || by_what.measure || ' by party' end
        as missing                                              -- why nobody is named; null when somebody is
from elections
join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
join countries on countries.country_id = bodies.country_id
cross join (select 'seats' as measure union all select 'votes' as measure) as by_what
left join first_ones on first_ones.election_id = elections.election_id and first_ones.measure = by_what.measure
order by countries.country, elections.first_polling_on, elections.election_id, by_what.measure, first_ones.contestant_id
