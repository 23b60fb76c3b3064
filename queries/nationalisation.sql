-- How evenly a party's support is spread
--
-- How evenly a party's support is spread over the areas of one level: 1 less the Gini coefficient of its vote shares
-- in them. 1: the same share everywhere; near 0: all of it in one place. With x the shares from the smallest to the
-- largest, i their places and n the number of areas, Gini is 2 * sum(i * x) / (n * sum(x)) - (n + 1) / n. Areas count
-- alike, large or small; where the party did not stand its share is 0. The score of the party system is the mean of
-- the parties' scores, each weighted by its votes.
--
-- key:  election_id, level, identity
-- cite: Jones and Mainwaring (2003), The Nationalization of Parties and Party Systems, Party Politics 9(2)
with votes as (
    select
        area_outcomes.election_id,
        area_outcomes.area_id,
        area_outcomes.level,
        standings.identity,
        min(case standings.kind when 'candidate' then standings.identity else area_outcomes.contestant end) as contestant,
        sum(area_outcomes.votes) as votes
    from area_outcomes
    join standings
        on standings.election_id = area_outcomes.election_id
        and standings.contestant_id = area_outcomes.contestant_id
        and not standings.is_previous
    where not area_outcomes.is_inside and area_outcomes.kind <> 'option' and area_outcomes.votes is not null
    group by area_outcomes.election_id, area_outcomes.area_id, area_outcomes.level, standings.identity
),
totals as (
    select election_id, area_id, level, sum(votes) as votes
    from area_outcomes
    where not is_inside and kind <> 'option'
    group by election_id, area_id, level
    having sum(votes) > 0
),
weights as (
    select totals.*, count(*) over (partition by election_id, level) as areas, sum(votes) over (partition by election_id, level) as all_votes
    from totals
),
placed as (
    select
        votes.election_id,
        votes.level,
        votes.identity,
        votes.contestant,
        votes.votes,
        weights.areas,
        weights.all_votes,
        cast(votes.votes as double) / nullif(weights.votes, 0) as share,
        row_number() over (partition by votes.election_id, votes.level, votes.identity order by cast(votes.votes as double) / nullif(weights.votes, 0) desc, votes.area_id) as place_from_top
    from votes
    join weights on weights.election_id = votes.election_id and weights.area_id = votes.area_id
),
scores as (
    select
        election_id,
        level,
        identity,
        max(areas) as areas,
        max(all_votes) as all_votes,
        min(contestant) as contestant,
        count(case when votes > 0 then 1 end) as areas_with_votes,
        sum(votes) as votes,
        1 - (2.0 * sum((areas + 1 - place_from_top) * share) / nullif(max(areas) * sum(share), 0) - (max(areas) + 1.0) / nullif(max(areas), 0)) as score
    from placed
    group by election_id, level, identity
),
systems as (
    select election_id, level, sum(score * votes) / nullif(sum(case when score is not null then votes end), 0) as score
    from scores
    group by election_id, level
)
select
    scores.election_id,                                         -- the election
    elections.name as election,                                 -- its name
    countries.name as country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    scores.level,                                               -- the level whose areas are compared
    scores.identity,                                            -- the parties behind it, an alliance's name, or independents together
    scores.contestant,                                          -- its name
    cast(scores.areas as bigint) as areas,                      -- areas of the level with votes
    cast(scores.areas_with_votes as bigint) as areas_with_votes,  -- those in which it has votes
    cast(scores.votes as bigint) as votes,                      -- its votes in them
    cast(round(cast(100.0 * scores.votes / nullif(scores.all_votes, 0) as decimal(18, 6)), 2) as double) as vote_share_pct,  -- its votes per 100 of all in these areas
    cast(round(cast(scores.score as decimal(18, 6)), 3) as double) as nationalisation,  -- party nationalisation score, 0 to 1; null: no votes
    cast(round(cast(systems.score as decimal(18, 6)), 3) as double) as nationalisation_of_the_system  -- mean over all parties, weighted by votes; the same in each row of an election and level
from scores
join systems on systems.election_id = scores.election_id and systems.level = scores.level
join elections on elections.election_id = scores.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
order by scores.election_id, scores.level, scores.votes desc, scores.identity
