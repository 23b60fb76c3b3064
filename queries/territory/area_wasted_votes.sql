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
    -- The one seat of an area is won by its winner, which a later round may still change.
    select
        area_winners_by_number.*,
        coalesce(
            seats_filled = 1 and winner_position is not null and decided_by <> 'a later round', false
        ) as is_seat_decided
    from area_winners_by_number
),
votes_by_area as (
    select
        election_id,
        area_number,
        valid_votes,
        coalesce(votes_of_losers, 0)
        - case when is_seat_decided and is_winner_in_doubt then coalesce(votes, 0) else 0 end
            as wasted_votes,
        case
            when not has_known_votes then 'no votes by contestant'
            when is_seat_in_doubt and not are_all_seats_given and not is_seat_decided
            then 'seats not known of every contestant'
            when not is_somebody_seated and not (is_seat_decided and is_winner_in_doubt)
            then 'nobody won a seat there'
            when are_independents_seated then 'which of the independents won a seat is not known'
            when is_loser_without_votes and not (is_seat_decided and is_winner_in_doubt and votes is null)
            then 'votes not known of everyone without a seat'
            when valid_votes is null then 'valid votes not known'
            when votes_left > rounded_votes then 'nobody named has some of the valid votes'
            when votes_left > 0 and not names_everyone
            then 'whether anybody else has votes is not known of rounded counts'
        end as missing
    from contests
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
