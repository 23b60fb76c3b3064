-- Who came first in every area
--
-- Who came first by votes in each area, who second, and by how much. The lines of one candidate on several parties'
-- tickets (an alliance with no row of its own) count together. Independents taken together, Others and votes for nobody
-- are never first. Where an answer such as "against" has most votes, no candidate came first. Where somebody's votes
-- are not known, only the one who has more than the valid votes leave for others is first. Where counts are rounded,
-- sums of them are sure only as far as that goes, and two that are level may differ. A tie is decided by the seat, and
-- stays open where no seat is given. Where one seat is filled, whoever has it has won it. If nobody is given that seat,
-- or it is not known how many are filled, the first must have more than all of Others or all independents together, and
-- more than the votes that the return has for nobody with a name, since one of these may have won. Where candidates
-- and lists have more than the valid votes together, they stood on two ballots, and nobody is first of both. What
-- decided_by says:
--   most votes, or unopposed: nobody else stood, and the return names everyone.
--   a seat given otherwise: by lot, by a later decision or by another rule.
--   the seat: it is not known who had most votes.
--   a later round: the first here need not be the one who won there. Where the file has a later round, but not of this
--     area of a chamber, whoever has more than half of the valid votes needed none.
--
-- key:   election_id, area_id
-- order: none, because putting millions of areas in order would cost more than finding their winners
select
    contests.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    numbered_areas.area_id,
    numbered_areas.area,
    numbered_areas.level,
    winners.contestant_id,                                      -- who came first or has the one seat; null: see missing
    winners.contestant,                                         -- its name
    contests.votes,                                             -- its votes, or those of each in an open tie
    runners_up.contestant_id as second_contestant_id,           -- who came second, or tied; null: nobody, or not known
    runners_up.contestant as second_contestant,                 -- its name
    contests.other_votes as second_votes,                       -- its votes; those of each, where several are second
    contests.votes - contests.other_votes as margin_votes,      -- between the two; below 0: a seat given otherwise
    cast(round(cast(
        100.0 * (contests.votes - contests.other_votes) / nullif(contests.valid_votes, 0) as decimal(38, 12)
    ), 2) as double) as margin_pp,                              -- the same per 100 valid votes
    contests.valid_votes,                                       -- of the area or, where not given, of all who are named
    case when contests.is_certain then contests.firsts > 1 end
        as is_tied,                                             -- true: another has as many; null: not known
    contests.competitors,                                       -- contestants there
    contests.decided_by,                                        -- what decided it; null: see missing
    case
        when contests.winner_position is null and contests.competitors = 0 then 'nobody named stood there'
        when contests.winner_position is null and contests.firsts = 0 then 'no votes by contestant'
        when contests.winner_position is null and not contests.is_certain
        then case
            when contests.is_competitor_without_votes then 'somebody whose votes are not known may have as many'
            when coalesce(contests.first_votes, 0) = 0 then 'nobody has any votes'
            when contests.is_of_two_ballots then 'candidates and lists have more than the valid votes'
            when contests.is_answer_first then 'no candidate came first'
            when contests.firsts > 1 and contests.is_too_close then 'level only as printed'
            when contests.is_too_close then 'not decided by rounded figures'
            else 'somebody without a name may have as many'
        end
        when contests.winner_position is null then 'a tie, and no seat says who won'
        when contests.decided_by = 'unopposed' then 'nobody else stood'
        when contests.competitors <= 1 and contests.other_votes is null then 'nobody else is named'
        when contests.votes is null then 'votes of the winner not known'
        when contests.other_votes is null then 'somebody else may have as many as the second'
    end as missing                                              -- why there is no winner or margin; null when both are
from area_winners_by_number as contests
join election_context on election_context.election_id = contests.election_id
join numbered_areas on numbered_areas.area_number = contests.area_number
left join numbered_contestants as winners
    on winners.election_id = contests.election_id
    and winners.position_in_election = contests.winner_position
left join numbered_contestants as runners_up
    on runners_up.election_id = contests.election_id
    and runners_up.position_in_election = contests.other_position
