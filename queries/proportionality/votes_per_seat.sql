-- Votes behind each seat
--
-- How many votes a contestant won for each of its seats. Of several rounds that fill a chamber together, none says it.
--
-- key: contestant_id
select
    outcomes.election_id,
    outcomes.election,
    outcomes.country,
    outcomes.first_polling_on,
    outcomes.contestant_id,
    outcomes.contestant,
    outcomes.alliance,
    outcomes.votes,
    outcomes.seats,
    case when final_rounds.is_whole
        then cast(
            round(cast(cast(outcomes.votes as double) / nullif(outcomes.seats, 0) as decimal(38, 12)), 0) as bigint
        ) end
        as votes_per_seat,                                      -- rounded to whole votes; null: see missing
    case
        when not final_rounds.is_whole then 'a round that does not fill the chamber'
        when outcomes.votes is null then 'votes not known'
        when outcomes.seats is null then 'seats not known'
        when outcomes.seats = 0 then 'no seat'
    end as missing
from outcomes
join election_context on election_context.election_id = outcomes.election_id
join final_rounds on final_rounds.election_id = outcomes.election_id
where election_context.body_kind = 'legislature'
order by outcomes.election_id, votes_per_seat nulls last, outcomes.contestant_id
