-- What does not add up
--
-- Each printed figure that breaks a rule of arithmetic, with what the rule expects. Nothing is corrected: a row
-- whose reason stands in the table accepted_discrepancies is known, understood and stays; any other one is news, and
-- fails the tests.
--
-- The rules: seats of a return that means to be complete, and of the outcome, add up to the chamber; an alliance has
-- the seats of its members; ballots cast are valid and invalid ones; turnout is ballots by register, within its
-- printed decimals; a share is votes by its base, within its printed decimals; votes are no more than valid votes;
-- shares are no more than 100; ballots are no more than the register; a change that a source prints is the change
-- between the figures the database goes by; registers of two elections of one country within 100 days of each other
-- differ by less than 5 per cent; the votes of an area are its valid votes where the return means to be complete, and
-- no more than these anywhere; an area has what the areas inside it have, and no less where some of them are missing;
-- the areas of one level have no more votes for a contestant than the return gives it as a whole.
--
-- key: rule, subject
with whole_rows as (
    select results.*
    from results
    left join alliance_members on alliance_members.contestant_id = results.contestant_id
    left join results as alliance_rows
        on alliance_rows.return_id = results.return_id
        and alliance_rows.contestant_id = alliance_members.alliance_contestant_id
    where alliance_rows.contestant_id is null
),
sums as (
    select return_id, sum(votes) as votes, sum(vote_share_pct) as share_pct, count(vote_share_pct) as shares, sum(seats) as seats
    from whole_rows
    group by return_id
),
printed_base as (
    select
        return_id,
        case share_base when 'valid votes' then valid_votes when 'all ballots' then ballots_cast end as base
    from returns
),
standing as (
    select election_id, contestant_id, alliance_contestant_id, seats
    from standings
    where not is_previous
),
same_source as (
    select
        later.election_id,
        later.return_id,
        earlier.return_id as earlier_return_id,
        cast(later.turnout_pct as double) as turnout_pct,
        cast(earlier.turnout_pct as double) as turnout_before_pct,
        greatest(case coalesce(later.turnout_decimals, 2) when 0 then 1.0 when 1 then 0.1 else 0.01 end, case coalesce(earlier.turnout_decimals, 2) when 0 then 1.0 when 1 then 0.1 else 0.01 end) as unit
    from returns as later
    join predecessors on predecessors.election_id = later.election_id
    join returns as earlier
        on earlier.election_id = predecessors.previous_election_id
        and earlier.source_id = later.source_id
        and earlier.stage = 'retrospective'
),
inside_rows as (
    select members.return_id, members.area_id, members.contestant_id
    from alliance_members
    join area_results as members on members.contestant_id = alliance_members.contestant_id
    join area_results as alliance_rows
        on alliance_rows.return_id = members.return_id
        and alliance_rows.area_id = members.area_id
        and alliance_rows.contestant_id = alliance_members.alliance_contestant_id
),
area_sums as (
    select
        area_results.election_id,
        area_results.return_id,
        area_results.area_id,
        sum(area_results.votes) as all_votes,
        sum(case when contestants.kind <> 'option' then area_results.votes end) as votes
    from area_results
    join contestants on contestants.contestant_id = area_results.contestant_id
    left join inside_rows
        on inside_rows.return_id = area_results.return_id
        and inside_rows.area_id = area_results.area_id
        and inside_rows.contestant_id = area_results.contestant_id
    where inside_rows.contestant_id is null
    group by area_results.election_id, area_results.return_id, area_results.area_id
),
siblings as (
    select area_parents.parent_area_id, areas.kind as level, count(*) as areas
    from area_parents
    join areas on areas.area_id = area_parents.area_id
    group by area_parents.parent_area_id, areas.kind
),
results_inside as (
    select
        area_results.election_id,
        area_results.return_id,
        area_parents.parent_area_id as area_id,
        area_results.contestant_id,
        areas.kind as level,
        sum(area_results.votes) as votes,
        sum(area_results.seats) as seats,
        count(area_results.votes) as with_votes,
        count(area_results.seats) as with_seats
    from area_results
    join area_parents on area_parents.area_id = area_results.area_id
    join areas on areas.area_id = area_results.area_id
    group by area_results.election_id, area_results.return_id, area_parents.parent_area_id, area_results.contestant_id, areas.kind
),
result_families as (
    select
        area_results.*,
        results_inside.level,
        results_inside.votes as votes_inside,
        results_inside.seats as seats_inside,
        results_inside.with_votes,
        results_inside.with_seats
    from results_inside
    join area_results
        on area_results.election_id = results_inside.election_id
        and area_results.return_id = results_inside.return_id
        and area_results.area_id = results_inside.area_id
        and area_results.contestant_id = results_inside.contestant_id
),
ballots_inside as (
    select
        area_ballots.election_id,
        area_ballots.return_id,
        area_parents.parent_area_id as area_id,
        areas.kind as level,
        sum(area_ballots.registered_voters) as registered_voters,
        sum(area_ballots.ballots_cast) as ballots_cast,
        sum(area_ballots.valid_votes) as valid_votes,
        count(area_ballots.registered_voters) as with_registered_voters,
        count(area_ballots.ballots_cast) as with_ballots_cast,
        count(area_ballots.valid_votes) as with_valid_votes
    from area_ballots
    join area_parents on area_parents.area_id = area_ballots.area_id
    join areas on areas.area_id = area_ballots.area_id
    group by area_ballots.election_id, area_ballots.return_id, area_parents.parent_area_id, areas.kind
),
ballot_families as (
    select
        area_ballots.*,
        ballots_inside.level,
        ballots_inside.registered_voters as registered_voters_inside,
        ballots_inside.ballots_cast as ballots_cast_inside,
        ballots_inside.valid_votes as valid_votes_inside,
        ballots_inside.with_registered_voters,
        ballots_inside.with_ballots_cast,
        ballots_inside.with_valid_votes
    from ballots_inside
    join area_ballots
        on area_ballots.election_id = ballots_inside.election_id
        and area_ballots.return_id = ballots_inside.return_id
        and area_ballots.area_id = ballots_inside.area_id
),
families as (
    select election_id, return_id, area_id, level, contestant_id || ' votes' as figure, votes as figure_of_area, votes_inside as figure_inside, with_votes as counted from result_families
    union all
    select election_id, return_id, area_id, level, contestant_id || ' seats', seats, seats_inside, with_seats from result_families
    union all
    select election_id, return_id, area_id, level, 'registered voters', registered_voters, registered_voters_inside, with_registered_voters from ballot_families
    union all
    select election_id, return_id, area_id, level, 'ballots cast', ballots_cast, ballots_cast_inside, with_ballots_cast from ballot_families
    union all
    select election_id, return_id, area_id, level, 'valid votes', valid_votes, valid_votes_inside, with_valid_votes from ballot_families
),
level_sums as (
    select area_results.election_id, area_results.return_id, areas.kind as level, area_results.contestant_id, sum(area_results.votes) as votes
    from area_results
    join areas on areas.area_id = area_results.area_id
    left join inside_rows
        on inside_rows.return_id = area_results.return_id
        and inside_rows.area_id = area_results.area_id
        and inside_rows.contestant_id = area_results.contestant_id
    where inside_rows.contestant_id is null
    group by area_results.election_id, area_results.return_id, areas.kind, area_results.contestant_id
),
offenders as (
    select 'seats add up to the chamber' as rule, returns.return_id as subject, returns.election_id, cast(elections.seats as double) as expected, cast(sums.seats as double) as found
    from returns
    join elections on elections.election_id = returns.election_id
    join sums on sums.return_id = returns.return_id
    where returns.is_complete and returns.tier = 'whole' and sums.seats <> elections.seats
    union all
    select 'seats of the outcome add up to the chamber', elections.election_id, elections.election_id, cast(elections.seats as double), cast(sum(standing.seats) as double)
    from elections
    join standing on standing.election_id = elections.election_id
    where standing.alliance_contestant_id is null
    group by elections.election_id, elections.seats
    having sum(standing.seats) <> elections.seats
    union all
    select 'an alliance has the seats of its members', alliances.contestant_id, alliances.election_id, cast(sum(members.seats) as double), cast(max(alliances.seats) as double)
    from standing as alliances
    join standing as members on members.alliance_contestant_id = alliances.contestant_id
    where alliances.seats is not null
    group by alliances.contestant_id, alliances.election_id
    having sum(members.seats) <> max(alliances.seats)
    union all
    select 'ballots cast are valid and invalid ones', return_id, election_id, cast(valid_votes + invalid_votes as double), cast(ballots_cast as double)
    from returns
    where abs(ballots_cast - valid_votes - invalid_votes) >= counts_rounded_to
    union all
    select 'ballots are no more than the register', return_id, election_id, cast(registered_voters as double), cast(coalesce(ballots_cast, valid_votes) as double)
    from returns
    where coalesce(ballots_cast, valid_votes) > registered_voters
    union all
    select 'turnout is ballots by register', return_id, election_id, cast(round(cast(100.0 * ballots_cast / nullif(registered_voters, 0) as decimal(18, 6)), 2) as double), cast(turnout_pct as double)
    from returns
    where
        counts_rounded_to = 1
        and abs(cast(turnout_pct as double) - 100.0 * ballots_cast / nullif(registered_voters, 0)) > case turnout_decimals when 0 then 0.5 when 1 then 0.05 else 0.005 end + 0.000001
    union all
    select 'a share is votes by its base', results.return_id || ' ' || results.contestant_id, results.election_id, cast(round(cast(100.0 * results.votes / nullif(printed_base.base, 0) as decimal(18, 6)), 2) as double), cast(results.vote_share_pct as double)
    from results
    join returns on returns.return_id = results.return_id
    join printed_base on printed_base.return_id = results.return_id
    where
        returns.counts_rounded_to = 1
        and abs(cast(results.vote_share_pct as double) - 100.0 * results.votes / nullif(printed_base.base, 0)) > case returns.share_decimals when 0 then 0.5 when 1 then 0.05 else 0.005 end + 0.000001
    union all
    select 'votes are no more than valid votes', returns.return_id, returns.election_id, cast(returns.valid_votes as double), cast(sums.votes as double)
    from returns
    join sums on sums.return_id = returns.return_id
    where sums.votes >= returns.valid_votes + returns.counts_rounded_to
    union all
    select 'shares are no more than 100', returns.return_id, returns.election_id, 100.0, cast(sums.share_pct as double)
    from returns
    join sums on sums.return_id = returns.return_id
    where sums.share_pct > 100 + sums.shares * case returns.share_decimals when 0 then 0.5 when 1 then 0.05 else 0.005 end
    union all
    select 'a printed change in turnout is the change', same_source.return_id || ' ' || same_source.earlier_return_id, same_source.election_id, turnout_change.turnout_change_pp, cast(round(cast(same_source.turnout_pct - same_source.turnout_before_pct as decimal(18, 6)), 2) as double)
    from same_source
    join turnout_change on turnout_change.election_id = same_source.election_id
    where abs(same_source.turnout_pct - same_source.turnout_before_pct - turnout_change.turnout_change_pp) >= same_source.unit
    union all
    select 'a printed change in seats is the change', same_source.return_id || ' ' || now.contestant_id, same_source.election_id, cast(same_name_pairs.seats - same_name_pairs.seats_before as double), cast(now.seats - earlier.seats as double)
    from same_source
    join results as now on now.return_id = same_source.return_id
    join same_name_pairs on same_name_pairs.contestant_id = now.contestant_id
    join results as earlier
        on earlier.return_id = same_source.earlier_return_id
        and earlier.contestant_id = same_name_pairs.previous_contestant_id
    where now.seats - earlier.seats <> same_name_pairs.seats - same_name_pairs.seats_before
    union all
    select 'two registers weeks apart are alike', later.election_id || ' ' || earlier.election_id, later.election_id, cast(earlier.registered_voters as double), cast(later.registered_voters as double)
    from turnout as later
    join turnout as earlier
        on earlier.country = later.country
        and earlier.election_id <> later.election_id
        and date_diff('day', earlier.first_polling_on, later.first_polling_on) between 0 and 100
    where abs(later.registered_voters - earlier.registered_voters) > 0.05 * earlier.registered_voters
    union all
    select 'the votes of an area are its valid votes', area_sums.return_id || ' ' || area_sums.area_id, area_sums.election_id, cast(coalesce(area_ballots.valid_votes, area_ballots.ballots_cast) as double), cast(case when area_ballots.valid_votes is null then area_sums.all_votes else area_sums.votes end as double)
    from area_sums
    join area_ballots
        on area_ballots.election_id = area_sums.election_id
        and area_ballots.return_id = area_sums.return_id
        and area_ballots.area_id = area_sums.area_id
    join returns on returns.election_id = area_sums.election_id and returns.return_id = area_sums.return_id
    where
        case when area_ballots.valid_votes is null then area_sums.all_votes else area_sums.votes end > coalesce(area_ballots.valid_votes, area_ballots.ballots_cast)
        or (returns.is_complete and case when area_ballots.valid_votes is null then area_sums.all_votes else area_sums.votes end < coalesce(area_ballots.valid_votes, area_ballots.ballots_cast))
    union all
    select 'an area has what the areas inside it have', families.return_id || ' ' || families.area_id || ' ' || families.figure, families.election_id, cast(families.figure_inside as double), cast(families.figure_of_area as double)
    from families
    join siblings on siblings.parent_area_id = families.area_id and siblings.level = families.level
    where
        families.figure_of_area < families.figure_inside
        or (families.figure_of_area > families.figure_inside and families.counted = siblings.areas)
    union all
    select 'the areas of a level have no more than the whole', level_sums.return_id || ' ' || level_sums.level || ' ' || level_sums.contestant_id, level_sums.election_id, cast(results.votes as double), cast(level_sums.votes as double)
    from level_sums
    join results on results.return_id = level_sums.return_id and results.contestant_id = level_sums.contestant_id
    where level_sums.votes > results.votes
)
select
    offenders.rule,                                             -- the rule that is broken
    offenders.subject,                                          -- what breaks it: a return, a contestant, an election, or two of these
    offenders.election_id,                                      -- the election
    elections.election,                                 -- its name
    offenders.expected,                                         -- what the rule expects
    offenders.found,                                            -- what is printed
    cast(round(cast(offenders.found - offenders.expected as decimal(18, 6)), 2) as double) as difference,  -- found less expected
    accepted_discrepancies.reason is not null as is_accepted,       -- true: known, understood and kept; false: news
    accepted_discrepancies.reason                                   -- why it is kept; null when it is news
from offenders
join elections on elections.election_id = offenders.election_id
left join accepted_discrepancies
    on accepted_discrepancies.rule = offenders.rule
    and accepted_discrepancies.subject = offenders.subject
order by is_accepted, offenders.rule, offenders.election_id, offenders.subject
