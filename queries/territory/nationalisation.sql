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
with named as (
    select election_id, contestant_id, identity, case kind when 'candidate' then identity else contestant end as contestant
    from entries
    where not is_previous and kind <> 'option'
),
entrants as (  -- numbers, which are compared faster than names
    select
        named.*,
        row_number() over (partition by election_id order by contestant, contestant_id) as place,
        dense_rank() over (partition by election_id order by identity) as family
    from named
),
votes as (
    select area_standings.election_id, area_standings.area_id, entrants.family, min(entrants.place) as place, sum(area_standings.votes) as votes
    from area_standings
    join entrants
        on entrants.election_id = area_standings.election_id
        and entrants.contestant_id = area_standings.contestant_id
    where not area_standings.is_inside and area_standings.votes is not null
    group by area_standings.election_id, area_standings.area_id, entrants.family
),
totals as (
    select area_standings.election_id, area_standings.area_id, sum(area_standings.votes) as votes
    from area_standings
    join contestants on contestants.contestant_id = area_standings.contestant_id
    where not area_standings.is_inside and contestants.kind <> 'option'
    group by area_standings.election_id, area_standings.area_id
    having sum(area_standings.votes) > 0
),
weights as (
    select
        totals.*,
        areas.kind as level,
        count(*) over (partition by totals.election_id, areas.kind) as areas,
        sum(totals.votes) over (partition by totals.election_id, areas.kind) as all_votes
    from totals
    join areas on areas.area_id = totals.area_id
),
shares as (
    select
        votes.election_id,
        weights.level,
        votes.family,
        votes.place,
        votes.votes,
        weights.areas,
        weights.all_votes,
        cast(votes.votes as double) / nullif(weights.votes, 0) as share
    from votes
    join weights on weights.election_id = votes.election_id and weights.area_id = votes.area_id
),
placed as (  -- equal shares in any order, for their sum is the same
    select shares.*, row_number() over (partition by election_id, level, family order by share desc) as place_from_top
    from shares
),
scores as (
    select
        election_id,
        level,
        min(place) as place,
        max(areas) as areas,
        max(all_votes) as all_votes,
        count(case when votes > 0 then 1 end) as areas_with_votes,
        sum(votes) as votes,
        1 - (2.0 * sum((areas + 1 - place_from_top) * share) / nullif(max(areas) * sum(share), 0) - (max(areas) + 1.0) / nullif(max(areas), 0)) as score
    from placed
    group by election_id, level, family
),
weighed as (
    select
        scores.*,
        sum(score * votes) over (partition by election_id, level) as sum_of_scores,
        sum(case when score is not null then votes end) over (partition by election_id, level) as sum_of_weights
    from scores
)
select
    weighed.election_id,                                        -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    weighed.level,                                              -- the level whose areas are compared
    entrants.identity,                                          -- the parties behind it, an alliance's name, or independents together
    entrants.contestant,                                        -- its name
    cast(weighed.areas as bigint) as areas,                     -- areas of the level with votes
    cast(weighed.areas_with_votes as bigint) as areas_with_votes,  -- those in which it has votes
    cast(weighed.votes as bigint) as votes,                     -- its votes in them
    cast(round(cast(100.0 * weighed.votes / nullif(weighed.all_votes, 0) as decimal(18, 6)), 2) as double) as vote_share_pct,  -- its votes per 100 of all in these areas
    cast(round(cast(weighed.score as decimal(18, 6)), 3) as double) as nationalisation,  -- party nationalisation score, 0 to 1; null: no votes
    cast(round(cast(weighed.sum_of_scores / nullif(weighed.sum_of_weights, 0) as decimal(18, 6)), 3) as double) as party_system_nationalisation  -- mean over all parties, weighted by votes; the same in each row of an election and level
from weighed
join entrants on entrants.election_id = weighed.election_id and entrants.place = weighed.place
join elections on elections.election_id = weighed.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
order by weighed.election_id, weighed.level, weighed.votes desc, entrants.identity
