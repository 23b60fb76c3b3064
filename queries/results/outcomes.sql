-- Outcome of every contestant
--
-- The figures the database goes by, and where each was printed. Votes and share of a contestant come from the
-- highest ranked return that gives either, its seats from the highest ranked one that gives seats. A contestant's votes
-- and share are never mixed from two returns. A share is votes per 100 valid votes of the same return. Where one of
-- these is not known, or where they do not give the share that is printed, it is as printed. Where no source gives an
-- alliance's figure but each of its members has one, it is theirs added up. A member of an alliance has a row of its
-- own: add up the rows with is_counted.
--
-- share_origin says whether the share is as printed, was computed from votes, is the sum of an alliance's members, or
-- is implied: 0, where the votes of the others are all valid votes. seats_origin likewise: 0 is implied where others
-- fill the chamber or the alliance. Where the members have figures from several returns, the return is null.
--
-- key: contestant_id
select
    standings.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    standings.contestant_id,
    standings.contestant,
    standings.kind,
    standings.identity,
    contestants.colour,                                         -- colour printed beside it; null: none
    standings.alliance_contestant_id,
    standings.alliance,
    standings.alliance_contestant_id is null and standings.is_valid
        as is_counted,
    standings.votes,
    standings.vote_share_pct,
    standings.exact_share_pct,
    standings.share_base,
    standings.share_origin,                                     -- printed, computed or added up; null: no share
    standings.share_slack_pct,
    standings.votes_return_id,                                  -- return that gives votes and share
    standings.votes_source_id,                                  -- source of that return
    standings.votes_stage,                                      -- stage of that return
    standings.seats,
    cast(round(cast(100.0 * standings.seats / nullif(election_context.seats, 0) as decimal(38, 12)), 2) as double)
        as seat_share_pct,                                      -- seats per 100 seats at stake
    standings.seats_origin,                                     -- printed or added up; null: no seats
    standings.seats_return_id,                                  -- return that gives the seats
    standings.seats_source_id,                                  -- source of that return
    standings.seats_stage                                       -- stage of that return
from standings
join election_context on election_context.election_id = standings.election_id
join contestants
    on contestants.election_id = standings.election_id
    and contestants.contestant_id = standings.contestant_id
where not standings.is_previous
order by
    election_context.country,
    election_context.first_polling_on,
    standings.seats desc nulls last,
    standings.votes desc nulls last,
    standings.contestant_id
