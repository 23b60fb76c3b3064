-- Outcome of every contestant
--
-- The figures the database goes by, and where each was printed. Votes and share of a contestant come from the
-- highest ranked return that gives either, its seats from the highest ranked one that gives seats. A contestant's votes
-- and share are never mixed from two returns. A share is votes per 100 valid votes of the same return. Where one of
-- these is not known, or where they do not give the share that is printed, it is as printed. Where no source gives an
-- alliance's figure but each of its members has one, it is theirs added up. A member of an alliance has a row of its
-- own: add up the rows with is_counted. These are the alliances or, where the votes of an alliance are known of some
-- of its members only, its members.
--
-- share_origin says whether the share is as printed, was computed from votes, is the sum of an alliance's members, or
-- is implied: 0, where the votes of the others are all valid votes. seats_origin likewise: 0 is implied where others
-- fill the chamber or the alliance. Where the members have figures from several returns, the return is null.
--
-- key:  contestant_id
-- kept: as a table, because many other questions read it
with standings_now as (
    select
        standings.*,
        max(case when alliance_contestant_id is null and coalesce(votes, exact_share_pct) is not null then 1 else 0 end)
            over whole_alliance = 1 as has_alliance_votes,
        count(case when alliance_contestant_id is not null then coalesce(votes, exact_share_pct) end)
            over whole_alliance > 0 as has_votes_of_members,
        coalesce(
            max(case when alliance_contestant_id is null then seats end) over whole_alliance
            <> sum(case when alliance_contestant_id is not null then seats end) over whole_alliance,
            max(case when alliance_contestant_id is null then seats end) over whole_alliance is not null
        ) as has_other_seats
    from standings
    where not is_previous
    window whole_alliance as (partition by election_id, coalesce(alliance_contestant_id, contestant_id))
),
counted_rows as (
    -- Members stand in for an alliance whose votes are known of some of them only, if their seats are the alliance's.
    select
        standings_now.*,
        not has_alliance_votes and has_votes_of_members and not has_other_seats as are_members_counted
    from standings_now
)
select
    counted_rows.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    counted_rows.contestant_id,
    counted_rows.contestant,
    counted_rows.kind,
    counted_rows.identity,
    contestants.colour,                                         -- colour printed beside it; null: none
    counted_rows.alliance_contestant_id,
    counted_rows.alliance,
    counted_rows.is_valid
    and (counted_rows.alliance_contestant_id is not null) = counted_rows.are_members_counted
        as is_counted,
    counted_rows.votes,
    counted_rows.vote_share_pct,
    counted_rows.exact_share_pct,
    counted_rows.share_base,
    counted_rows.share_origin,                                  -- printed, computed, added up, implied; null: no share
    counted_rows.share_slack_pct,
    counted_rows.votes_return_id,                               -- return that gives votes and share
    counted_rows.votes_source_id,                               -- source of that return
    counted_rows.votes_stage,                                   -- stage of that return
    counted_rows.seats,
    case when final_rounds.seats_given <= election_context.seats then cast(round(
        cast(100.0 * counted_rows.seats / nullif(election_context.seats, 0) as decimal(38, 12)), 2
    ) as double) end
        as seat_share_pct,                                      -- seats per 100 at stake; null: not known, or too many
    counted_rows.seats_origin,                                  -- printed, added up or implied; null: no seats
    counted_rows.seats_return_id,                               -- return that gives the seats
    counted_rows.seats_source_id,                               -- source of that return
    counted_rows.seats_stage                                    -- stage of that return
from counted_rows
join election_context on election_context.election_id = counted_rows.election_id
join final_rounds on final_rounds.election_id = counted_rows.election_id
join contestants
    on contestants.election_id = counted_rows.election_id
    and contestants.contestant_id = counted_rows.contestant_id
order by
    election_context.country,
    election_context.first_polling_on,
    counted_rows.seats desc nulls last,
    counted_rows.votes desc nulls last,
    counted_rows.contestant_id
