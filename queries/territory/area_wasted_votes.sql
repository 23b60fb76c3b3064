-- Votes for losers in every area
--
-- Votes for those who won no seat in the area they stood in (the narrow meaning: a winner's surplus is not counted).
-- The seats of the area say who won. Where these are not given but the area fills one seat, area_winners says who has
-- won it. Votes for nobody, answers and Others are never wasted here, since nobody stands behind them; they are among
-- the votes of the area all the same, if they are valid.
--
-- key: election_id, area_id
with one_seat_areas as (
    select election_id, area_id
    from area_seats
    where seats = 1
),
area_competitors as (
    select
        area_standings.election_id,
        area_standings.area_id,
        case when area_standings.votes < 100000000000 then area_standings.votes end as votes,
        contestants.is_valid,
        contestants.kind not in ('option', 'others', 'none of the above', 'blank votes') as can_win,
        area_winners.valid_votes,
        case
            when area_standings.seats is not null
            then area_standings.seats > 0
            when one_seat_areas.area_id is not null and area_winners.decided_by <> 'a later round'
            then area_winners.contestant_id
                = coalesce(area_standings.alliance_contestant_id, area_standings.contestant_id)
        end as is_elected
    from area_standings
    join contestants
        on contestants.election_id = area_standings.election_id
        and contestants.contestant_id = area_standings.contestant_id
    join area_winners
        on area_winners.election_id = area_standings.election_id
        and area_winners.area_id = area_standings.area_id
    left join one_seat_areas
        on one_seat_areas.election_id = area_standings.election_id
        and one_seat_areas.area_id = area_standings.area_id
    where not area_standings.is_inside
),
votes_by_area as (
    select
        election_id,
        area_id,
        max(valid_votes) as valid_votes,
        coalesce(sum(case when can_win and not is_elected then votes end), 0) as wasted_votes,
        case
            when count(case when can_win then votes end) = 0 then 'no votes by contestant'
            when count(case when can_win and is_elected is null then 1 end) > 0
            then 'seats not known of every contestant'
            when count(case when can_win and is_elected then 1 end) = 0 then 'nobody won a seat there'
            when count(case when can_win and not is_elected and votes is null then 1 end) > 0
            then 'votes not known of everyone without a seat'
            when max(valid_votes) is null then 'valid votes not known'
        end as missing
    from area_competitors
    group by election_id, area_id
)
select
    votes_by_area.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    votes_by_area.area_id,
    areas.area,
    areas.kind as level,
    cast(votes_by_area.valid_votes as bigint) as valid_votes,   -- of the area or, where not given, of all who are named
    case
        when votes_by_area.missing is null
        then cast(votes_by_area.wasted_votes as bigint)
    end as wasted_votes,                                        -- for those who won no seat there; null: see missing
    case
        when votes_by_area.missing is null
        then cast(round(cast(
            100.0 * votes_by_area.wasted_votes / nullif(votes_by_area.valid_votes, 0) as decimal(38, 12)
        ), 2) as double)
    end as wasted_votes_pct,                                    -- the same per 100 valid votes
    votes_by_area.missing
from votes_by_area
join election_context on election_context.election_id = votes_by_area.election_id
join areas on areas.area_id = votes_by_area.area_id
order by votes_by_area.election_id, areas.kind, votes_by_area.area_id
