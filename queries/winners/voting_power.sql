-- How often a party's seats decide
--
-- How often a party's seats decide, where more than half of the chamber is needed. A swing is a set of the others
-- that loses without the party and wins with it. Banzhaf: a party's share of all swings. Shapley-Shubik: the share
-- of all orders of joining in which the party is the one that makes the majority. An alliance stands for its members,
-- and the largest of several lists for all of a party. Independents never vote as one: they are players of one seat
-- each (the usual convention), or left out. It is computed where the seats of the whole chamber are known; where they
-- are not, a row says so.
--
-- Nothing is counted one by one. Let every other player join with chance p, and read the seats that join as a wave: the
-- product of one factor for each player, 1 - p + p * exp(i * angle * weight). The chance of just so many seats is the
-- mean of the wave over angles (a Fourier transform); with p = 1/2 that gives Banzhaf. The mean over all p gives
-- Shapley-Shubik (Owen's multilinear extension); it is exact, since the chance is a polynomial in p, and there are as
-- many values of p as it needs (Fejér's rule).
--
-- key:      election_id, convention, competitor_id
-- cite:     Banzhaf (1965), Weighted voting doesn't work
-- cite:     Shapley and Shubik (1954), A Method for Evaluating the Distribution of Power in a Committee System,
--           American Political Science Review 48
-- cite:     Owen (1972), Multilinear Extensions of Games, Management Science 18
-- portable: no, because it takes series of numbers, which only DuckDB makes
with conventions as (
    select 'independents each' as convention, true as is_default
    union all select 'independents left out', false
),
chambers as (
    select
        election_context.election_id,
        outcomes.contestant_id,
        outcomes.kind,
        sum(outcomes.seats) over one_party as seats,
        cast(election_context.chamber_seats as bigint) as chamber_seats,
        sum(outcomes.seats) over whole_chamber as seats_of_all,
        coalesce(sum(case outcomes.kind when 'independents' then outcomes.seats end) over whole_chamber, 0)
            as seats_of_independents,
        coalesce(sum(case outcomes.kind when 'others' then outcomes.seats end) over whole_chamber, 0)
            as seats_of_others,
        row_number() over (
            partition by election_context.election_id, outcomes.identity
            order by outcomes.seats desc nulls last, outcomes.contestant_id
        ) as rank_in_party,
        row_number() over (
            partition by election_context.election_id
            order by outcomes.seats desc, outcomes.contestant_id
        ) as rank_by_seats
    from election_context
    left join outcomes
        on outcomes.election_id = election_context.election_id
        and outcomes.alliance_contestant_id is null
        and outcomes.kind not in ('none of the above', 'blank votes')
    where election_context.body_kind = 'legislature'
    window
        whole_chamber as (partition by election_context.election_id),
        one_party as (partition by election_context.election_id, outcomes.identity)
),
chambers_with_reasons as (
    select
        chambers.*,
        case
            when chamber_seats is null then 'the number of seats in the chamber is not known'
            when coalesce(seats_of_all, 0) < chamber_seats then 'seats not known of the whole chamber'
            when seats_of_all > chamber_seats then 'the seats add up to more than the chamber'
            when seats_of_others > 0 then 'nobody says whose the seats of Others are'
        end as missing
    from chambers
),
players as (
    -- weight is the number of seats of one player. Where no independent has a seat, one game serves both conventions.
    select
        chambers_with_reasons.*,
        conventions.convention,
        conventions.is_default,
        floor(chamber_seats / 2.0) + 1 as quota,
        conventions.is_default or seats_of_independents = 0 as is_whole,
        case when missing is null then case kind when 'independents' then seats else 1 end end as players,
        case when missing is null then case kind when 'independents' then 1 else seats end end as weight
    from chambers_with_reasons
    cross join conventions
    where
        (missing is null and seats > 0 and rank_in_party = 1 and (conventions.is_default or kind <> 'independents'))
        or (missing is not null and rank_by_seats = 1 and conventions.is_default)
),
games as (
    -- Players of one weight decide equally often: the first of them stands for all.
    select
        players.*,
        sum(players) over (partition by election_id, is_default) as players_of_all,
        sum(players * weight) over (partition by election_id, is_default) as weight_of_all,
        sum(players) over (partition by election_id, is_default, weight) as players_of_weight,
        max(weight) over (partition by election_id, is_default) as largest_weight,
        row_number() over (
            partition by election_id, is_whole, weight
            order by is_default desc, contestant_id
        ) as rank_in_weight
    from players
),
games_of_size as (
    select
        games.*,
        -- So many angles do not tell k seats from k + 2 * angles + 1 or more. They need not: all k asked for lie below
        -- the quota, and the others never have so many more or fewer than these.
        floor(quota / 2.0) as angles,
        weight_of_all = 2 * quota - 1 as is_mirrored,
        sum(case when rank_in_weight = 1 then 1 else 0 end) over (partition by election_id, is_whole)
            * (players_of_all + 1) * greatest(weight_of_all, players_of_all) / 2.0 as work
    from games
),
games_with_reasons as (
    -- Whoever has a majority alone always decides, and nobody else does.
    select
        games_of_size.*,
        missing is null and weight_of_all >= quota and largest_weight < quota and work <= 2000000 as is_computed,
        case
            when missing is not null then missing
            when weight_of_all < quota then 'all together have no majority'
            when largest_weight < quota and work > 2000000 then 'too many players of too many sizes'
        end as reason
    from games_of_size
),
numbered_chances as (
    -- The values of p are numbered. The first is 1/2, for Banzhaf alone. Where just one of a set and all others has a
    -- majority, p and 1 - p give the same, and half of the values are enough.
    select
        games_with_reasons.*,
        is_computed and rank_in_weight = 1 as is_wave,
        unnest(generate_series(
            0,
            case
                when not is_computed or rank_in_weight > 1 then 0
                when is_mirrored then cast(floor((players_of_all + 1) / 2.0) as integer)
                else cast(players_of_all as integer)
            end
        )) as number
    from games_with_reasons
),
terms_of_chances as (
    select
        numbered_chances.*,
        unnest(generate_series(0, case when is_wave then cast(floor(players_of_all / 2.0) as integer) else 0 end))
            as term
    from numbered_chances
),
chances as (
    select
        election_id,
        is_default,
        contestant_id,
        number,
        max(is_whole) as is_whole,
        max(is_wave) as is_wave,
        max(players) as players,
        max(weight) as weight,
        max(quota) as quota,
        max(largest_weight) as largest_weight,
        max(players_of_all) as players_of_all,
        max(players_of_weight) as players_of_weight,
        max(angles) as angles,
        max(reason) as reason,
        case when number = 0 then 0.5 else (1 + cos(pi() * (2 * number - 1) / (2 * max(players_of_all)))) / 2 end as p,
        case when number = 0 then 0
            else (
                1 - 2 * sum(
                    case when term = 0 then 0
                        else cos(pi() * term * (2 * number - 1) / players_of_all) / (4.0 * term * term - 1) end
                )
            ) / max(players_of_all)
            * case when max(is_mirrored) and 2 * number - 1 < max(players_of_all) then 2 else 1 end
        end as share_of_mean
    from terms_of_chances
    group by election_id, is_default, contestant_id, number
),
waves as (
    select
        chances.*,
        unnest(generate_series(0, case when is_wave then cast(angles as integer) else 0 end)) as angle_number
    from chances
),
angles_of_waves as (
    select
        waves.*,
        2 * pi() * angle_number / (2 * angles + 1) as angle
    from waves
),
factors as (
    -- The factor of one player: the logarithm of its length, and its direction. wave_number is the same for all players
    -- of a game at one p and one angle. sum_of_seats adds up what belongs to quota - weight up to quota - 1 seats, and
    -- middle is the direction of the middle of them. Angles come in pairs of opposite sign.
    select
        election_id,
        is_default,
        contestant_id,
        is_whole,
        players,
        weight,
        quota,
        largest_weight,
        players_of_all,
        reason,
        case when number = 0 then 1 else 0 end as share_of_banzhaf,
        share_of_mean,
        2 * (number * (angles + 1) + angle_number) + case when is_whole then 1 else 0 end as wave_number,
        players_of_weight,
        case when is_wave then ln(1 - 2 * p * (1 - p) * (1 - cos(angle * weight))) / 2 end as length,
        case when is_wave then atan2(p * sin(angle * weight), 1 - p + p * cos(angle * weight)) end as direction,
        angle * (quota - weight + (weight - 1) / 2.0) as middle,
        case when angle_number = 0 then weight else 2 * sin(weight * angle / 2) / sin(angle / 2) end
            / (2 * angles + 1) as sum_of_seats
    from angles_of_waves
),
factors_of_all as (
    -- A window would sort millions of rows for this.
    select
        election_id,
        wave_number,
        sum(players_of_weight * length) as length_of_all,
        sum(players_of_weight * direction) as direction_of_all
    from factors
    group by election_id, wave_number
),
parts_of_mean as (
    -- The chance that the others have so many seats that the player decides, taken apart by angle.
    select
        factors.*,
        exp(length_of_all - length) * cos(direction_of_all - direction - middle) * sum_of_seats as part
    from factors
    left join factors_of_all
        on factors_of_all.election_id = factors.election_id and factors_of_all.wave_number = factors.wave_number
),
powers_of_first as (
    select
        election_id,
        is_default,
        contestant_id,
        max(is_whole) as is_whole,
        max(players) as players,
        max(weight) as weight,
        max(quota) as quota,
        max(largest_weight) as largest_weight,
        max(players_of_all) as players_of_all,
        max(reason) as reason,
        sum(share_of_banzhaf * part) as absolute_banzhaf,
        sum(share_of_mean * part) as shapley_shubik
    from parts_of_mean
    group by election_id, is_default, contestant_id
),
powers as (
    select
        powers_of_first.*,
        case
            when reason is not null then null
            when weight >= quota then 1
            when largest_weight >= quota then 0
            else max(absolute_banzhaf) over one_weight
        end as decides,
        case
            when reason is not null then null
            when weight >= quota then 1
            when largest_weight >= quota then 0
            else max(shapley_shubik) over one_weight
        end as share_of_orders
    from powers_of_first
    window one_weight as (partition by election_id, is_whole, weight)
),
powers_of_all as (
    -- A step of its own, because DuckDB 1.4.0 refuses a sum over a window inside nullif.
    select
        powers.*,
        sum(players * decides) over (partition by election_id, is_default) as decides_of_all
    from powers
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    conventions.convention,                                     -- independents each, or independents left out
    conventions.is_default,
    contestants.contestant_id as competitor_id,                 -- the contestant; null: see missing
    contestants.contestant as competitor,
    cast(powers_of_all.players as bigint) as players,           -- above 1 only for independents
    cast(powers_of_all.players * powers_of_all.weight as bigint) as seats,  -- its seats
    case when powers_of_all.players_of_all <= 40
        then abs(round(powers_of_all.players * powers_of_all.decides * pow(2.0, powers_of_all.players_of_all - 1))) end
        as swings,                                              -- its swings; null: above 40 players, too many to count
    cast(round(cast(powers_of_all.decides as decimal(38, 12)), 4) as double)
        as absolute_banzhaf,                                    -- share of sets of others in which one player decides
    cast(round(cast(
        powers_of_all.players * powers_of_all.decides / nullif(powers_of_all.decides_of_all, 0) as decimal(38, 12)
    ), 4) as double) as banzhaf,                                -- 0 to 1; adds to 1 over all; null: see missing
    cast(round(cast(powers_of_all.players * powers_of_all.share_of_orders as decimal(38, 12)), 4) as double)
        as shapley_shubik,                                      -- 0 to 1; adds to 1 over all; null: see missing
    powers_of_all.reason as missing
from powers_of_all
join election_context on election_context.election_id = powers_of_all.election_id
join conventions on conventions.is_default = powers_of_all.is_default
left join contestants
    on contestants.election_id = powers_of_all.election_id
    and contestants.contestant_id = powers_of_all.contestant_id
    and powers_of_all.players is not null
order by election_context.election_id, conventions.convention, seats desc, contestants.contestant_id
