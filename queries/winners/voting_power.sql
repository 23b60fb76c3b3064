-- How often a party's seats decide
--
-- How often a party's seats decide, where more than half of the chamber is needed. A swing is a set of the others
-- that loses without the party and wins with it. Banzhaf: a party's share of all swings. Shapley-Shubik: the share
-- of all orders of joining in which the party is the one that makes the majority. An alliance stands for its members.
-- Independents are one player together (usual), players of one seat each, or left out: three conventions.
--
-- Losing sets are counted by their seats and size, player after player: the product of a generating function. Sets
-- without a party follow by dividing its factor out again, a series of changing sign, of which only the sets that the
-- party would make win are needed. One election takes as long as all of them, for no filter goes into the recursion.
--
-- key:     election_id, convention, competitor_id
-- cite:    Banzhaf (1965), Weighted voting doesn't work
-- cite:    Shapley and Shubik (1954), A Method for Evaluating the Distribution of Power in a Committee System, American Political Science Review 48
-- portable: no, because it sums inside a recursion, which only DuckDB allows
with recursive players as (
    select
        competitors.election_id,
        competitors.convention,
        competitors.is_default,
        competitors.competitor_id,
        competitors.competitor,
        cast(competitors.seats / nullif(competitors.parts, 0) as integer) as weight,
        floor(elections.seats / 2.0) + 1 as quota,
        unnest(generate_series(1, cast(competitors.parts as integer))) as copy
    from competitors
    join elections on elections.election_id = competitors.election_id
    where
        competitors.seats > 0
        and competitors.convention in ('usual', 'independents each', 'independents left out')
),
numbered as (
    select *, row_number() over (partition by election_id, convention order by weight desc, competitor_id, copy) as place
    from players
),
sets as (
    select election_id, convention, cast(0 as bigint) as place, 0 as seats, 0 as size, cast(1 as hugeint) as ways
    from numbered
    where place = 1
    union all
    select grown.election_id, grown.convention, grown.place, grown.seats, grown.size, cast(sum(grown.ways) as hugeint) as ways
    from (
        select sets.election_id, sets.convention, numbered.place, sets.seats + numbered.weight * joins.yes as seats, sets.size + joins.yes as size, sets.ways
        from sets
        join numbered
            on numbered.election_id = sets.election_id
            and numbered.convention = sets.convention
            and numbered.place = sets.place + 1
        cross join (select 0 as yes union all select 1) as joins
        where sets.seats + numbered.weight * joins.yes < numbered.quota
    ) as grown
    group by grown.election_id, grown.convention, grown.place, grown.seats, grown.size
),
all_sets as (
    select sets.*
    from sets
    join (select election_id, convention, max(place) as players from numbered group by election_id, convention) as whole
        on whole.election_id = sets.election_id
        and whole.convention = sets.convention
        and whole.players = sets.place
),
weights as (
    select election_id, convention, is_default, weight, max(quota) as quota, count(*) as players
    from numbered
    group by election_id, convention, is_default, weight
),
steps as (
    select
        weights.election_id,
        weights.convention,
        weights.weight,
        weights.quota,
        all_sets.seats,
        all_sets.size,
        all_sets.ways,
        cast(floor((weights.quota - 1 - all_sets.seats) / nullif(weights.weight, 0)) as integer) as n
    from weights
    join all_sets
        on all_sets.election_id = weights.election_id
        and all_sets.convention = weights.convention
),
without_one as (
    select
        election_id,
        convention,
        weight,
        seats + n * weight as seats,
        size + n as size,
        sum(case when n % 2 = 0 then ways else -ways end) as ways
    from steps
    group by election_id, convention, weight, seats + n * weight, size + n
    having sum(case when n % 2 = 0 then ways else -ways end) <> 0
),
player_counts as (
    select election_id, convention, count(*) as players from numbered group by election_id, convention
),
swings as (
    select
        weights.election_id,
        weights.convention,
        weights.weight,
        sum(without_one.ways) as swings,
        sum(cast(without_one.ways as double) * exp(lgamma(without_one.size + 1.0) + lgamma(player_counts.players - without_one.size) - lgamma(player_counts.players + 1.0))) as orders
    from weights
    join player_counts
        on player_counts.election_id = weights.election_id
        and player_counts.convention = weights.convention
    join without_one
        on without_one.election_id = weights.election_id
        and without_one.convention = weights.convention
        and without_one.weight = weights.weight
    group by weights.election_id, weights.convention, weights.weight
),
powers as (
    select
        numbered.election_id,
        numbered.convention,
        numbered.is_default,
        numbered.competitor_id,
        numbered.competitor,
        sum(numbered.weight) as seats,
        count(*) as players,
        sum(coalesce(swings.swings, 0)) as swings,
        sum(coalesce(swings.orders, 0)) as orders,
        sum(sum(coalesce(swings.swings, 0))) over (partition by numbered.election_id, numbered.convention) as all_swings
    from numbered
    left join swings
        on swings.election_id = numbered.election_id
        and swings.convention = numbered.convention
        and swings.weight = numbered.weight
    group by numbered.election_id, numbered.convention, numbered.is_default, numbered.competitor_id, numbered.competitor
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    powers.convention,                                          -- how independents are treated: usual (one player), independents each, independents left out
    powers.is_default,                                          -- true for the usual convention
    powers.competitor_id,                                          -- the contestant
    powers.competitor,                                                -- its name
    cast(powers.players as bigint) as players,                  -- players that this row stands for; more than 1 only for independents each
    cast(powers.seats as bigint) as seats,                      -- its seats
    cast(powers.swings as double) as swings,                    -- sets of the others in which it decides; of all its players together
    cast(round(cast(cast(powers.swings as double) / nullif(cast(powers.all_swings as double), 0) as decimal(18, 6)), 4) as double)
        as banzhaf,                                             -- Banzhaf index, 0 to 1; adds to 1 over the players; null: nobody can win
    cast(round(cast(powers.orders as decimal(18, 6)), 4) as double)
        as shapley_shubik                                       -- Shapley-Shubik index, 0 to 1; adds to 1 over the players
from powers
join elections on elections.election_id = powers.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
order by elections.election_id, powers.convention, powers.seats desc, powers.competitor_id
