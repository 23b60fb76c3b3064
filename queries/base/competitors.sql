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
-- Nothing is renormalised. Vote shares are given only where they are shares of valid votes. Answers such as "against",
-- none of the above and blank votes are no competitors, and neither is Others where it is not one. Where the votes of a
-- competitor are not known, most_vote_share_pct says how many it can have at most: what the known shares lack to 100,
-- or the share of its alliance. Whoever no return names is among those that nobody attributes votes to.
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
shares_left as (
    -- What the shares of everyone lack to 100, votes for nobody included. Shares that are only printed may lack a
    -- hundredth each.
    select
        election_id,
        100 - sum(cast(exact_share_pct as decimal(38, 12))) as share_left_pct,
        greatest(100 - sum(cast(exact_share_pct as decimal(38, 12))), 0)
        + count(case when share_origin in ('printed', 'added up') then 1 end) / 100.0 as most_share_left_pct
    from standings
    where not is_previous and alliance_contestant_id is null and is_valid and share_base = 'valid votes'
    group by election_id
),
contestants_of_chambers as (
    select
        standings.election_id,
        standings.contestant_id,
        standings.contestant,
        standings.kind,
        standings.alliance_contestant_id is not null as is_member,
        alliances.alliance_contestant_id is not null as has_members,
        standings.votes,
        case when standings.share_base = 'valid votes' then standings.exact_share_pct end as vote_share_pct,
        case
            when standings.share_base = 'valid votes' then standings.exact_share_pct
            when standings.share_base is null and standings.is_reported
            then coalesce(
                case when alliance_standings.share_base = 'valid votes' then alliance_standings.exact_share_pct end,
                cast(shares_left.most_share_left_pct as double)
            )
        end as most_vote_share_pct,
        cast(election_context.seats as double) as seats_at_stake,
        standings.seats
    from standings
    join election_context
        on election_context.election_id = standings.election_id
        and election_context.body_kind = 'legislature'
    left join alliances on alliances.alliance_contestant_id = standings.contestant_id
    left join standings as alliance_standings
        on alliance_standings.election_id = standings.election_id
        and alliance_standings.contestant_id = standings.alliance_contestant_id
        and not alliance_standings.is_previous
    left join shares_left on shares_left.election_id = standings.election_id
    where
        not standings.is_previous
        and not standings.is_only_elsewhere
        and standings.kind not in ('option', 'none of the above', 'blank votes')
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
        contestants_of_chambers.most_vote_share_pct,
        contestants_of_chambers.seats,
        case when contestants_of_chambers.seats <= contestants_of_chambers.seats_at_stake
            then 100.0 * contestants_of_chambers.seats / nullif(contestants_of_chambers.seats_at_stake, 0) end
            as seat_share_pct,
        case when conventions.convention = 'independents each' and contestants_of_chambers.kind = 'independents'
            then greatest(contestants_of_chambers.seats, 1) else 1 end as parts
    from contestants_of_chambers
    cross join conventions
    where
        contestants_of_chambers.kind <> 'others'
        and case when conventions.convention = 'members'
            then not contestants_of_chambers.has_members else not contestants_of_chambers.is_member end
        and not (conventions.convention = 'independents left out' and contestants_of_chambers.kind = 'independents')
),
shares_of_others as (
    -- What the usual shares lack to 100, less votes for nobody. It is not known where the votes of a competitor are
    -- not.
    select
        competitors_by_convention.election_id,
        case
            when count(
                case
                    when
                        competitors_by_convention.vote_share_pct is null
                        and competitors_by_convention.most_vote_share_pct is not null
                    then 1
                end
            ) = 0
            then cast(
                round(
                    cast(
                        max(shares_left.share_left_pct) + coalesce(max(rows_of_others.share_pct), 0)
                        as decimal(38, 12)
                    ),
                    4
                ) as double
            )
        end as vote_share_pct,
        case when count(competitors_by_convention.seat_share_pct) = count(*)
            then round(
                cast(greatest(100.0 - sum(competitors_by_convention.seat_share_pct), 0.0) as decimal(38, 12)), 4
            ) end as seat_share_pct
    from competitors_by_convention
    join shares_left on shares_left.election_id = competitors_by_convention.election_id
    left join (
        select election_id, sum(cast(vote_share_pct as decimal(38, 12))) as share_pct
        from contestants_of_chambers
        where kind = 'others'
        group by election_id
    ) as rows_of_others on rows_of_others.election_id = competitors_by_convention.election_id
    where competitors_by_convention.convention = 'usual'
    group by competitors_by_convention.election_id
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
    cast(most_vote_share_pct as double) as most_vote_share_pct,  -- the same or, where not known, its upper limit
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
    cast(vote_share_pct as double),
    cast(null as bigint),
    cast(seat_share_pct as double),
    cast(1 as bigint)
from shares_of_others
where vote_share_pct > 0
order by election_id, convention, competitor_id
