-- Competitors under every convention
--
-- Vote and seat shares of those who compete for a chamber, prepared for the indices. The answer of an index depends on
-- how three things are treated, so each treatment is a convention with rows of its own; is_default marks the usual one.
--   usual: alliances stand for their members, all independents together are one competitor, and votes that no source
--     attributes to anybody are left out.
--   others as one: what the shares lack to 100 is one more competitor.
--   independents each: every independent elected is a competitor; how their votes divide is not known.
--   independents left out: the shares of all others stay what they are.
--   members: the members of an alliance take its place.
-- Nothing is renormalised. Vote shares are given only where they are shares of valid votes. Where the seats that are known
-- fill the chamber, those whose seats no source gives have none; else they are not known, and neither are those of others.
--
-- key: election_id, convention, competitor_id
with conventions as (
    select 'usual' as convention, true as is_default
    union all select 'others as one', false
    union all select 'independents each', false
    union all select 'independents left out', false
    union all select 'members', false
),
chambers as (
    select elections.election_id, cast(elections.seats as double) as seats
    from elections
    join bodies on bodies.body_id = elections.body_id
    where bodies.kind = 'legislature'
),
known as (
    select
        outcomes.*,
        chambers.seats as chamber,
        case
            when
                outcomes.seats is null and outcomes.alliance_contestant_id is null
                and sum(case when outcomes.alliance_contestant_id is null then outcomes.seats end) over (partition by outcomes.election_id) = chambers.seats
            then 0
            else outcomes.seats
        end as seats_won
    from outcomes
    join chambers on chambers.election_id = outcomes.election_id
    where outcomes.kind <> 'option'
),
standing as (
    select
        known.election_id,
        known.contestant_id,
        known.contestant,
        known.kind,
        known.alliance_contestant_id is not null as is_member,
        alliances.contestant_id is not null as has_members,
        known.votes,
        case when known.share_base = 'valid votes' then known.vote_share_pct end as vote_share_pct,
        known.seats_won as seats,
        100.0 * known.seats_won / nullif(known.chamber, 0) as seat_share_pct
    from known
    left join (select distinct alliance_contestant_id as contestant_id from alliance_members) as alliances
        on alliances.contestant_id = known.contestant_id
),
listed as (
    select
        standing.election_id,
        conventions.convention,
        conventions.is_default,
        standing.contestant_id as competitor_id,
        standing.contestant as competitor,
        standing.kind,
        standing.votes,
        standing.vote_share_pct,
        standing.seats,
        standing.seat_share_pct,
        case when conventions.convention = 'independents each' and standing.kind = 'independents' then greatest(standing.seats, 1) else 1 end as parts
    from standing
    cross join conventions
    where
        (case when conventions.convention = 'members' then not standing.has_members else not standing.is_member end)
        and not (conventions.convention = 'independents left out' and standing.kind = 'independents')
),
rest as (
    select
        election_id,
        100 - cast(sum(vote_share_pct) as decimal(18, 6)) as vote_share_pct,
        case when count(seat_share_pct) = count(*) then round(cast(greatest(100.0 - sum(seat_share_pct), 0.0) as decimal(18, 6)), 4) end as seat_share_pct
    from listed
    where convention = 'usual'
    group by election_id
    having cast(sum(vote_share_pct) as decimal(18, 6)) < 100
)
select
    listed.election_id,                                         -- the election
    listed.convention,                                          -- how others, independents and alliances are treated
    listed.is_default,                                          -- true for the usual convention
    listed.competitor_id,                                          -- the contestant; 'others' for what no source attributes
    listed.competitor,                                                -- its name
    listed.kind,                                                -- party list, alliance, joint list, independents or others
    cast(listed.votes as bigint) as votes,                      -- votes; null: not known
    cast(listed.vote_share_pct as double) as vote_share_pct,    -- votes per 100 valid votes; null: not known, or a share of something else
    cast(listed.seats as bigint) as seats,                      -- seats; null: not known
    cast(listed.seat_share_pct as double) as seat_share_pct,    -- seats per 100 at stake, not rounded; null: not known
    cast(listed.parts as bigint) as parts                       -- competitors of equal size that this row stands for; more than 1 only for independents each
from listed
union all
select
    rest.election_id,
    'others as one',
    false,
    'others',
    'Others',
    'others',
    cast(null as bigint),
    cast(rest.vote_share_pct as double),
    cast(null as bigint),
    cast(rest.seat_share_pct as double),
    cast(1 as bigint)
from rest
order by election_id, convention, competitor_id
