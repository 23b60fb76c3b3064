-- Votes for losers in every area
--
-- Votes for those who won no seat in the area they stood in (the narrow meaning: a winner's surplus is not counted).
-- The seats of the area say who won; where those that are given are all the seats of the area, nobody else has one.
-- Where these are not given but the area fills one seat, area_winners says who has won it. The members of an alliance
-- are taken together, as if it had a row there. Of independents taken together, some may have a seat and others none.
-- Votes for nobody, answers and Others are never wasted here, since nobody stands behind them; they are among the votes
-- of the area all the same, if they are valid. Rounded counts are taken as printed, where a return names everyone.
--
-- key:   election_id, area_id
-- order: none, because putting millions of areas in order would cost more than adding up their votes
with contests as (
    select
        election_id,
        area_number,
        winner_position,
        decided_by,
        valid_votes,
        votes_left,
        rounded_votes,
        names_everyone
    from area_winners_by_number
),
numbered_area_seats as (
    select area_seats.election_id, numbered_areas.area_number, area_seats.seats
    from area_seats
    join numbered_areas on numbered_areas.area_id = area_seats.area_id
),
winners_of_the_seat as (
    select contests.election_id, contests.area_number, numbered_contestants.contestant_number
    from numbered_area_seats
    join contests
        on contests.election_id = numbered_area_seats.election_id
        and contests.area_number = numbered_area_seats.area_number
        and contests.decided_by <> 'a later round'
    join numbered_contestants
        on numbered_contestants.election_id = contests.election_id
        and numbered_contestants.position_in_election = contests.winner_position
    where numbered_area_seats.seats = 1
),
figures_by_area as (
    -- seats_of_all: what it has, if the seats of all of its members are known or one of them has a seat.
    select
        area_standings_by_number.election_id,
        area_standings_by_number.area_number,
        area_standings_by_number.contestant_number,
        numbered_contestants.is_somebody as can_win,
        numbered_contestants.kind = 'independents' as is_several,
        area_standings_by_number.countable_votes as votes,
        area_standings_by_number.seats,
        area_standings_by_number.seats as seats_of_all
    from area_standings_by_number
    join numbered_contestants
        on numbered_contestants.contestant_number = area_standings_by_number.contestant_number
    where not area_standings_by_number.is_inside and numbered_contestants.alliance_number is null
    union all
    select
        area_standings_by_number.election_id,
        area_standings_by_number.area_number,
        numbered_contestants.alliance_number,
        true,
        false,
        case when count(*) = count(area_standings_by_number.countable_votes)
            then cast(sum(area_standings_by_number.countable_votes) as bigint) end,
        cast(sum(area_standings_by_number.seats) as bigint),
        case when count(*) = count(area_standings_by_number.seats) or max(area_standings_by_number.seats) > 0
            then cast(sum(area_standings_by_number.seats) as bigint) end
    from area_standings_by_number
    join numbered_contestants
        on numbered_contestants.contestant_number = area_standings_by_number.contestant_number
    where not area_standings_by_number.is_inside and numbered_contestants.alliance_number is not null
    group by
        area_standings_by_number.election_id,
        area_standings_by_number.area_number,
        numbered_contestants.alliance_number
),
area_competitors as (
    select
        figures_by_area.election_id,
        figures_by_area.area_number,
        figures_by_area.votes,
        figures_by_area.seats,
        figures_by_area.can_win,
        figures_by_area.is_several,
        case
            when figures_by_area.seats_of_all is not null then figures_by_area.seats_of_all > 0
            else winners_of_the_seat.contestant_number = figures_by_area.contestant_number
        end as is_elected
    from figures_by_area
    left join winners_of_the_seat
        on winners_of_the_seat.election_id = figures_by_area.election_id
        and winners_of_the_seat.area_number = figures_by_area.area_number
),
sums_by_area as (
    select
        election_id,
        area_number,
        sum(seats) as seats,
        coalesce(sum(case when can_win and not is_elected then votes end), 0) as votes_without_seats,
        coalesce(sum(case when can_win and is_elected is null then votes end), 0) as votes_in_doubt,
        count(case when can_win then votes end) as with_votes,
        count(case when can_win and is_elected is null then 1 end) as in_doubt,
        count(case when can_win and is_elected then 1 end) as elected,
        count(case when is_several and is_elected and coalesce(votes, 1) > 0 then 1 end) as elected_among_several,
        count(case when can_win and not is_elected and votes is null then 1 end) as not_elected_without_votes,
        count(case when can_win and is_elected is null and votes is null then 1 end) as in_doubt_without_votes
    from area_competitors
    group by election_id, area_number
),
sums_with_all_seats as (
    select
        sums_by_area.*,
        coalesce(sums_by_area.seats = numbered_area_seats.seats, false) as has_all_seats
    from sums_by_area
    left join numbered_area_seats
        on numbered_area_seats.election_id = sums_by_area.election_id
        and numbered_area_seats.area_number = sums_by_area.area_number
),
votes_by_area as (
    select
        sums_with_all_seats.election_id,
        sums_with_all_seats.area_number,
        contests.valid_votes,
        sums_with_all_seats.votes_without_seats
        + case when sums_with_all_seats.has_all_seats then sums_with_all_seats.votes_in_doubt else 0 end
            as wasted_votes,
        case
            when sums_with_all_seats.with_votes = 0 then 'no votes by contestant'
            when sums_with_all_seats.in_doubt > 0 and not sums_with_all_seats.has_all_seats
            then 'seats not known of every contestant'
            when sums_with_all_seats.elected = 0 then 'nobody won a seat there'
            when sums_with_all_seats.elected_among_several > 0
            then 'which of the independents won a seat is not known'
            when sums_with_all_seats.not_elected_without_votes + sums_with_all_seats.in_doubt_without_votes > 0
            then 'votes not known of everyone without a seat'
            when contests.valid_votes is null then 'valid votes not known'
            when contests.votes_left > contests.rounded_votes then 'nobody named has some of the valid votes'
            when contests.votes_left > 0 and not contests.names_everyone
            then 'whether anybody else has votes is not known of rounded counts'
        end as missing
    from sums_with_all_seats
    join contests
        on contests.election_id = sums_with_all_seats.election_id
        and contests.area_number = sums_with_all_seats.area_number
)
select
    votes_by_area.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    numbered_areas.area_id,
    numbered_areas.area,
    numbered_areas.level,
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
join numbered_areas on numbered_areas.area_number = votes_by_area.area_number
