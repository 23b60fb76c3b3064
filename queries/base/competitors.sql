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
-- Nothing is renormalised. Vote shares are given only where they are shares of valid votes. Where the seats that are
-- known fill the chamber, those whose seats no source gives have none. Where they do not, these seats are not known,
-- and neither are those of 'others'.
--
-- key: election_id, convention, competitor_id
with conventions as (
    select 'usual' as convention, true as is_default
    union all select 'others as one', false
    union all select 'independents each', false
    union all select 'independents left out', false
    union all select 'members', false
),
alliances as (
    select distinct alliance_contestant_id
    from alliance_members
),
contestants_of_chambers as (
    -- Where the seats that are known fill the chamber, seats_won is 0 instead of null.
    select
        outcomes.election_id,
        outcomes.contestant_id,
        outcomes.contestant,
        outcomes.kind,
        outcomes.alliance_contestant_id is not null as is_member,
        alliances.alliance_contestant_id is not null as has_members,
        outcomes.votes,
        case when outcomes.share_base = 'valid votes' then outcomes.exact_share_pct end as vote_share_pct,
        cast(election_context.seats as double) as seats_at_stake,
        case
            when
                outcomes.seats is null
                and outcomes.alliance_contestant_id is null
                and sum(case when outcomes.alliance_contestant_id is null then outcomes.seats end)
                    over (partition by outcomes.election_id) = election_context.seats
            then 0
            else outcomes.seats
        end as seats_won
    from outcomes
    join election_context
        on election_context.election_id = outcomes.election_id
        and election_context.body_kind = 'legislature'
    left join alliances on alliances.alliance_contestant_id = outcomes.contestant_id
    where outcomes.kind not in ('option', 'others', 'none of the above', 'blank votes')
),
competitors_by_convention as (
    select
        contestants_of_chambers.election_id,
        conventions.convention,
        conventions.is_default,
        contestants_of_chambers.contestant_id as competitor_id,
        contestants_of_chambers.contestant as competitor,
        contestants_of_chambers.kind,
        contestants_of_chambers.votes,
        contestants_of_chambers.vote_share_pct,
        contestants_of_chambers.seats_won as seats,
        100.0 * contestants_of_chambers.seats_won / nullif(contestants_of_chambers.seats_at_stake, 0) as seat_share_pct,
        case when conventions.convention = 'independents each' and contestants_of_chambers.kind = 'independents'
            then greatest(contestants_of_chambers.seats_won, 1) else 1 end as parts
    from contestants_of_chambers
    cross join conventions
    where
        case when conventions.convention = 'members'
            then not contestants_of_chambers.has_members else not contestants_of_chambers.is_member end
        and not (conventions.convention = 'independents left out' and contestants_of_chambers.kind = 'independents')
),
unattributed_shares as (
    -- What the usual shares lack to 100.
    select
        election_id,
        cast(100 - round(cast(sum(vote_share_pct) as decimal(38, 12)), 4) as double) as vote_share_pct,
        case when count(seat_share_pct) = count(*)
            then round(cast(greatest(100.0 - sum(seat_share_pct), 0.0) as decimal(38, 12)), 4) end as seat_share_pct
    from competitors_by_convention
    where convention = 'usual'
    group by election_id
)
select
    election_id,
    convention,                                                 -- how others, independents and alliances are treated
    is_default,
    competitor_id,
    competitor,
    kind,                                                       -- kind of contestant, or others
    cast(votes as bigint) as votes,
    cast(vote_share_pct as double) as vote_share_pct,           -- per 100 valid votes, not rounded; null: not known
    cast(seats as bigint) as seats,
    cast(seat_share_pct as double) as seat_share_pct,           -- seats per 100 at stake, not rounded; null: not known
    cast(parts as bigint) as parts                              -- above 1 only for independents each, of equal size
from competitors_by_convention
union all
select
    election_id,
    'others as one',
    false,
    'others',
    'Others',
    'others',
    cast(null as bigint),
    cast(vote_share_pct as double),
    cast(null as bigint),
    cast(seat_share_pct as double),
    cast(1 as bigint)
from unattributed_shares
where vote_share_pct > 0
order by election_id, convention, competitor_id
