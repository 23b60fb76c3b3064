-- Outcome of every contestant
--
-- The figures the database goes by, and where each was printed. Votes and share of a contestant come from the
-- highest ranked return that gives either, its seats from the highest ranked one that gives seats; never are a
-- contestant's votes and share mixed from two. A share is as printed or, where none is printed, votes per 100 valid
-- votes of the same return. Where no source gives an alliance's figure but each of its members has one, it is theirs
-- added up. A member of an alliance has a row of its own: leave out the rows with an alliance_contestant_id where
-- you add up.
--
-- key: contestant_id
select
    standings.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    standings.contestant_id,                                    -- the contestant
    standings.contestant,                                       -- its name as printed
    standings.kind,                                             -- party list, alliance, joint list, independents, candidate or option
    standings.identity,                                         -- the same at each election in which this contestant stood: its parties, an alliance's name, or all independents together
    contestants.colour,                                         -- colour printed beside it; null when none is
    standings.alliance_contestant_id,                           -- alliance in whose row it is counted too; null when it stands for itself
    standings.alliance,                                         -- that alliance's name
    standings.votes,                                            -- votes it won; null: no source says
    standings.vote_share_pct,                                   -- votes per 100 of share_base; null: no source says
    standings.share_base,                                       -- what the share is a share of: valid votes, all ballots or other
    standings.share_origin,                                     -- whether the source prints the share, it was computed from votes, or it is the sum of an alliance's members
    standings.votes_return_id,                                  -- return that gives votes and share; null also where the members of an alliance have several
    standings.votes_source_id,                                  -- source of that return
    standings.votes_stage,                                      -- stage of that return
    standings.seats,                                            -- seats it won; null: no source says
    cast(round(cast(100.0 * standings.seats / nullif(elections.seats, 0) as decimal(18, 6)), 2) as double)
        as seat_share_pct,                                      -- seats per 100 seats at stake
    standings.seats_origin,                                     -- whether the source prints the seats, or they are the sum of an alliance's members
    standings.seats_return_id,                                  -- return that gives the seats; null also where the members of an alliance have several
    standings.seats_source_id,                                  -- source of that return
    standings.seats_stage                                       -- stage of that return
from standings
join elections on elections.election_id = standings.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join contestants
    on contestants.election_id = standings.election_id
    and contestants.contestant_id = standings.contestant_id
where not standings.is_previous
order by countries.country, elections.first_polling_on, standings.seats desc nulls last, standings.votes desc nulls last, standings.contestant_id
