-- How often a party's seats decide
--
-- How often a party's seats decide, where more than half of the chamber is needed. A swing is a set of the others
-- that loses without the party and wins with it. Banzhaf: a party's share of all swings. Shapley-Shubik: the share
-- of all orders of joining in which the party is the one that makes the majority. An alliance stands for its members.
-- There are three conventions: independents are one player together (usual), players of one seat each, or left out.
--
-- One election takes as long as all of them, because a filter on elections does not reach into the recursion.
--
-- key:     election_id, convention, competitor_id
-- cite:    Banzhaf (1965), Weighted voting doesn't work
-- cite:    Shapley and Shubik (1954), A Method for Evaluating the Distribution of Power in a Committee System,
--          American Political Science Review 48
-- portable: no, because it sums inside a recursion, which only DuckDB allows
with recursive players as (
    -- Independents each are as many players as they have seats. weight is the number of seats of one player.
    select
        competitors.election_id,
        competitors.convention,
        competitors.is_default,
        competitors.competitor_id,
        competitors.competitor,
        cast(competitors.seats / nullif(competitors.parts, 0) as integer) as weight,
        floor(elections.seats / 2.0) + 1 as quota,
        unnest(generate_series(1, cast(competitors.parts as integer))) as player
    from competitors
    join elections on elections.election_id = competitors.election_id
    where
        competitors.seats > 0
        and competitors.convention in ('usual', 'independents each', 'independents left out')
),
players_in_order as (
    select
        players.*,
        row_number() over (
            partition by election_id, convention
            order by weight desc, competitor_id, player
        ) as position
    from players
),
player_counts as (
    select election_id, convention, count(*) as players
    from players
    group by election_id, convention
),
choices as (
    -- Each player stays out of a set, or joins it with its seats.
    select election_id, convention, position, quota, 0 as joins, 0 as seats
    from players_in_order
    union all
    select election_id, convention, position, quota, 1, weight
    from players_in_order
),
losing_sets as (
    -- Sets without a majority, counted by their seats and their number of players. The recursion takes one player after
    -- the other: each set of the players so far goes on both without the next player and with it, as long as it loses.
    -- Sets alike in seats and size become one row, and ways says how many they are: with every player the number of
    -- sets doubles, but that of rows cannot pass quota times players. (This multiplies out a generating function, the
    -- product of 1 + y * x^weight over all players.)
    select election_id, convention, cast(0 as bigint) as position, 0 as seats, 0 as size, cast(1 as hugeint) as ways
    from player_counts
    union all
    select
        losing_sets.election_id,
        losing_sets.convention,
        choices.position,
        losing_sets.seats + choices.seats as seats,
        losing_sets.size + choices.joins as size,
        cast(sum(losing_sets.ways) as hugeint) as ways
    from losing_sets
    join choices
        on choices.election_id = losing_sets.election_id
        and choices.convention = losing_sets.convention
        and choices.position = losing_sets.position + 1
    where losing_sets.seats + choices.seats < choices.quota
    group by
        losing_sets.election_id,
        losing_sets.convention,
        choices.position,
        losing_sets.seats + choices.seats,
        losing_sets.size + choices.joins
),
losing_sets_of_all as (
    -- Those of the last round, when every player has had its choice.
    select losing_sets.*, player_counts.players
    from losing_sets
    join player_counts
        on player_counts.election_id = losing_sets.election_id
        and player_counts.convention = losing_sets.convention
        and player_counts.players = losing_sets.position
),
weights as (
    -- Players of one weight decide equally often.
    select distinct election_id, convention, weight, quota
    from players
),
removals as (
    -- The sets that one player of a weight is not in. Those of s seats are all sets of s seats, less those that it is
    -- in; and these are the sets of s - weight seats that it is not in, with the player added. Followed downwards, each
    -- set counts at its own seats, at one weight more, at two more and so on, with alternating sign. (This divides the
    -- player's factor out of the product.) Only sets that the player makes win are needed: those that lack no more than
    -- its weight to the quota. Each set counts at exactly one such number of seats: its own and times_weight the
    -- weight, which is as often as it fits below the quota.
    select
        weights.election_id,
        weights.convention,
        weights.weight,
        losing_sets_of_all.players,
        losing_sets_of_all.size,
        losing_sets_of_all.ways,
        cast(floor((weights.quota - 1 - losing_sets_of_all.seats) / nullif(weights.weight, 0)) as integer)
            as times_weight
    from weights
    join losing_sets_of_all
        on losing_sets_of_all.election_id = weights.election_id
        and losing_sets_of_all.convention = weights.convention
),
swings_by_size as (
    -- Sets of the others that one player of this weight makes win, counted by their number of players.
    select
        election_id,
        convention,
        weight,
        players,
        size + times_weight as size,
        sum(case when times_weight % 2 = 0 then ways else -ways end) as swings
    from removals
    group by election_id, convention, weight, players, size + times_weight
),
swings_by_weight as (
    -- In size! * (players - size - 1)! of the players! orders, just the players of a set come before the player.
    -- lgamma(n + 1) is the logarithm of n!.
    select
        election_id,
        convention,
        weight,
        sum(swings) as swings,
        sum(cast(swings as double) * exp(lgamma(size + 1.0) + lgamma(players - size) - lgamma(players + 1.0)))
            as share_of_orders
    from swings_by_size
    where swings <> 0
    group by election_id, convention, weight
),
powers_by_competitor as (
    -- A competitor has the power of all its players together.
    select
        players.election_id,
        players.convention,
        players.is_default,
        players.competitor_id,
        players.competitor,
        count(*) as players,
        sum(players.weight) as seats,
        sum(coalesce(swings_by_weight.swings, 0)) as swings,
        sum(coalesce(swings_by_weight.share_of_orders, 0)) as share_of_orders
    from players
    left join swings_by_weight
        on swings_by_weight.election_id = players.election_id
        and swings_by_weight.convention = players.convention
        and swings_by_weight.weight = players.weight
    group by players.election_id, players.convention, players.is_default, players.competitor_id, players.competitor
),
powers as (
    -- A step of its own, because DuckDB 1.4.0 refuses a sum over a window inside nullif.
    select
        powers_by_competitor.*,
        sum(swings) over (partition by election_id, convention) as swings_of_all
    from powers_by_competitor
)
select
    powers.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    powers.convention,                                          -- usual, independents each, or independents left out
    powers.is_default,
    powers.competitor_id,                                       -- the contestant
    powers.competitor,
    cast(powers.players as bigint) as players,                  -- above 1 only for independents each
    cast(powers.seats as bigint) as seats,                      -- its seats
    cast(powers.swings as double) as swings,                    -- sets of others in which it decides, or its players do
    cast(
        round(
            cast(
                cast(powers.swings as double) / nullif(cast(powers.swings_of_all as double), 0)
                as decimal(38, 12)
            ),
            4
        ) as double
    ) as banzhaf,                                               -- 0 to 1; adds to 1 over all; null: nobody can win
    cast(round(cast(powers.share_of_orders as decimal(38, 12)), 4) as double)
        as shapley_shubik                                       -- 0 to 1; adds to 1 over all
from powers
join election_context on election_context.election_id = powers.election_id
order by powers.election_id, powers.convention, powers.seats desc, powers.competitor_id
