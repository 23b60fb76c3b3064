-- Votes for losers in every area
--
-- Votes for those who won no seat in the area they stood in (the narrow meaning: a winner's surplus is not counted).
-- Who won is told by the seats of the area; where these are not given but the area fills one seat, the seat is the
-- first one's by votes.
--
-- key: election_id, area_id
with one_seat as (
    select election_id, area_id
    from area_seats
    where seats = 1
),
standing as (
    select
        area_standings.election_id,
        area_standings.area_id,
        area_standings.votes,
        coalesce(
            area_standings.seats > 0,
            case when one_seat.area_id is not null and not area_winners.is_tied
                then area_winners.contestant_id = coalesce(area_standings.alliance_contestant_id, area_standings.contestant_id) end
        ) as is_elected
    from area_standings
    join contestants on contestants.contestant_id = area_standings.contestant_id
    join area_winners
        on area_winners.election_id = area_standings.election_id
        and area_winners.area_id = area_standings.area_id
    left join one_seat
        on one_seat.election_id = area_standings.election_id
        and one_seat.area_id = area_standings.area_id
    where not area_standings.is_inside and contestants.kind <> 'option'
),
sums as (
    select
        election_id,
        area_id,
        sum(votes) as votes,
        sum(case when not is_elected then votes end) as wasted,
        count(case when is_elected is null then 1 end) as unknown,
        count(case when is_elected then 1 end) as elected
    from standing
    group by election_id, area_id
)
select
    sums.election_id,                                           -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    sums.area_id,                                               -- the area
    areas.area,                                         -- its name
    areas.kind as level,                                        -- what sort of unit it is
    cast(sums.votes as bigint) as votes,                        -- votes of all who stood there; null: not known
    case when sums.unknown = 0 and sums.elected > 0 and sums.votes is not null then cast(coalesce(sums.wasted, 0) as bigint) end as wasted_votes,  -- votes for those who won no seat there; null: see missing
    case when sums.unknown = 0 and sums.elected > 0 then cast(round(cast(100.0 * coalesce(sums.wasted, 0) / nullif(sums.votes, 0) as decimal(18, 6)), 2) as double) end
        as wasted_votes_pct,                                    -- the same per 100 votes
    case
        when sums.votes is null then 'no votes by contestant'
        when sums.unknown > 0 then 'seats not known of every contestant'
        when sums.elected = 0 then 'nobody won a seat there'
    end as missing                                              -- why there is no value; null when there is one
from sums
join elections on elections.election_id = sums.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join areas on areas.area_id = sums.area_id
order by sums.election_id, areas.kind, sums.area_id
