-- What does not add up
--
-- Each printed figure that breaks a rule of arithmetic, with what the rule expects. Nothing is corrected: a row whose
-- reason is in the table accepted_discrepancies is known, understood and kept; so are rows of a collection whose cause
-- is in accepted_causes, with as many rows as there are. Any other row is news, and fails the tests. The rules:
--   seats add up to the chamber: those of a return that means to be complete, where no annulled poll left them empty.
--   seats of the outcome add up to the chamber: those that the database goes by; no more where some are not known.
--   an alliance has the seats of its members; likewise the votes and the vote share, within one return: no more where
--     those of a member are not known.
--   ballots cast are valid and invalid ones; in an area too, as in the next two.
--   ballots are no more than the register.
--   valid votes are no more than ballots: nor are invalid ones.
--   turnout is ballots by register: within its printed decimals.
--   a share is votes by its base: within its printed decimals.
--   votes are no more than valid votes: or than the votes counted, where a ballot holds several.
--   votes are no more than the ballots hold: valid ballots times the votes that a ballot holds.
--   the votes of all contestants are the valid votes: no less where a return names everyone and gives all votes.
--   shares are no more than 100: within their printed decimals.
--   a printed change in turnout is the change: between the figures that the database goes by.
--   a printed change in seats is the change: between the figures that the database goes by.
--   two registers weeks apart are alike: those of two general elections within 100 days differ by less than 5 per cent.
--     Two elections of different bodies are compared only where the country has one legislature and one office, since
--     several legislatures may be those of its regions.
--   two general elections of one body lie 60 days apart: else they are two rounds, unless one is annulled.
--   a party is not called Others: such a row is of another kind, as schema/contestants.sql lists them; likewise None of
--     the above and blank votes.
--   the votes of an area are its valid votes: no more anywhere, and no less where the return names everyone.
--   an area has what the areas inside it have: no less, and no more where all of them are given.
--   the areas of a level have no more than the whole: no more votes or seats for a contestant than the return gives it.
--   the seats of the areas are those of the chamber: those of one level, or of all levels together.
--   an area has no more winners than seats.
--
-- The cause says more of two of these rules, and is 'as printed' elsewhere. Of a share: 'printed with one decimal',
-- where others have two; 'rounded another way', by one unit of the last decimal; 'of all ballots'; 'of another number
-- of valid votes', one that fits all shares of the return, or that of the contestant with the most votes within 0.05;
-- 'a single figure', where no other share of the return remains; else 'several figures'. Of votes: 'a ballot holds
-- several votes', where there are 20 per cent more of them than ballots.
--
-- key: rule, subject
with returns_with_units as (
    -- A percentage is right when it is within half a unit of its last printed decimal.
    select
        returns.*,
        case share_base when 'valid votes' then valid_votes when 'all ballots' then ballots_cast end as base_of_shares,
        case share_decimals when 0 then 1.0 when 1 then 0.1 else 0.01 end as share_unit,
        case turnout_decimals when 0 then 1.0 when 1 then 0.1 else 0.01 end as turnout_unit
    from returns
),
percentages as (
    select
        'turnout' as figure,
        return_id as subject,
        election_id,
        cast(turnout_pct as double) as printed_pct,
        100.0 * ballots_cast / nullif(registered_voters, 0) as computed_pct,
        turnout_unit as unit
    from returns_with_units
    where counts_rounded_to = 1
    union all
    select
        'share',
        results.return_id || ' ' || results.contestant_id,
        results.election_id,
        cast(results.vote_share_pct as double),
        100.0 * results.votes / nullif(returns_with_units.base_of_shares, 0),
        returns_with_units.share_unit
    from results
    join returns_with_units on returns_with_units.return_id = results.return_id
    where returns_with_units.counts_rounded_to = 1
),
wrong_percentages as (
    select
        figure,
        subject,
        election_id,
        printed_pct,
        cast(round(cast(computed_pct as decimal(38, 12)), 2) as double) as computed_pct
    from percentages
    where abs(printed_pct - computed_pct) > 0.5 * unit + 0.000001  -- the last term is for the rounding of doubles
),
seats_of_the_outcome as (
    select election_id, contestant_id, alliance_contestant_id, seats
    from standings
    where not is_previous
),
members_by_return as (
    -- What a return gives the members of an alliance together.
    select
        results.return_id,
        alliance_members.alliance_contestant_id as contestant_id,
        count(results.votes) as with_votes,
        count(results.vote_share_pct) as with_share,
        count(results.seats) as with_seats,
        count(case when results.seats > 0 then 1 end) as with_seats_won,
        sum(results.votes) as votes,
        sum(results.vote_share_pct) as vote_share_pct,
        sum(results.seats) as seats
    from alliance_members
    join results
        on results.election_id = alliance_members.election_id
        and results.contestant_id = alliance_members.contestant_id
    group by results.return_id, alliance_members.alliance_contestant_id
),
members_by_alliance as (
    select
        alliance_contestant_id as contestant_id,
        count(*) as members,
        count(*) - count(case when seats = 0 then 1 end) as members_with_seats
    from seats_of_the_outcome
    where alliance_contestant_id is not null
    group by alliance_contestant_id
),
members_beside_alliances as (
    select
        results.return_id || ' ' || results.contestant_id as subject,
        results.election_id,
        results.votes,
        results.vote_share_pct,
        results.seats,
        members_by_return.votes as votes_of_members,
        members_by_return.vote_share_pct as share_of_members_pct,
        members_by_return.seats as seats_of_members,
        members_by_return.with_votes = members_by_alliance.members as has_all_votes,
        members_by_return.with_share = members_by_alliance.members as has_all_shares,
        members_by_return.with_seats = members_by_alliance.members
        or members_by_return.with_seats_won = members_by_alliance.members_with_seats
            as has_all_seats,
        case returns_with_units.counts_rounded_to
            when 1 then 1 else 0.5 * returns_with_units.counts_rounded_to * (members_by_return.with_votes + 1) end
            as least_wrong_votes,
        0.5 * returns_with_units.share_unit * (members_by_return.with_share + 1) as most_rounding_pct
    from members_by_return
    join members_by_alliance on members_by_alliance.contestant_id = members_by_return.contestant_id
    join results
        on results.return_id = members_by_return.return_id
        and results.contestant_id = members_by_return.contestant_id
    join returns_with_units on returns_with_units.return_id = results.return_id
),
results_beside_alliances as (
    -- Each result, with what the return gives its alliance and its members.
    select
        results.return_id,
        results.votes,
        results.vote_share_pct,
        results.seats,
        contestants.is_valid,
        alliance_rows.votes as votes_of_alliance,
        alliance_rows.vote_share_pct as share_of_alliance_pct,
        alliance_rows.seats as seats_of_alliance,
        members_by_return.votes as votes_of_members
    from results
    join contestants on contestants.contestant_id = results.contestant_id
    left join alliance_members on alliance_members.contestant_id = results.contestant_id
    left join results as alliance_rows
        on alliance_rows.return_id = results.return_id
        and alliance_rows.contestant_id = alliance_members.alliance_contestant_id
    left join members_by_return
        on members_by_return.return_id = results.return_id
        and members_by_return.contestant_id = results.contestant_id
),
sums_by_return as (
    -- A member's figure is added up where its alliance has none in the return.
    select
        results_beside_alliances.return_id,
        sum(
            case when results_beside_alliances.is_valid and results_beside_alliances.votes_of_alliance is null
                then results_beside_alliances.votes end
        ) as votes,
        count(
            case when results_beside_alliances.is_valid and results_beside_alliances.votes_of_alliance is null
                then results_beside_alliances.votes end
        ) as with_votes,
        count(
            case
                when
                    results_beside_alliances.is_valid
                    and results_beside_alliances.votes is null
                    and results_beside_alliances.votes_of_alliance is null
                    and results_beside_alliances.votes_of_members is null
                then 1
            end
        ) as without_votes,
        sum(
            case
                when
                    (results_beside_alliances.is_valid or returns.share_base <> 'valid votes')
                    and results_beside_alliances.share_of_alliance_pct is null
                then results_beside_alliances.vote_share_pct
            end
        ) as share_pct,
        count(results_beside_alliances.vote_share_pct) as shares,
        sum(case when results_beside_alliances.seats_of_alliance is null then results_beside_alliances.seats end)
            as seats
    from results_beside_alliances
    join returns on returns.return_id = results_beside_alliances.return_id
    group by results_beside_alliances.return_id
),
votes_beside_valid_votes as (
    -- A sum is wrong from least_wrong on: rounded figures may differ by half a unit each.
    select
        returns.return_id,
        returns.election_id,
        returns.names_everyone,
        elections.votes_per_ballot,
        sums_by_return.votes,
        sums_by_return.without_votes,
        case when elections.votes_per_ballot = 1 then returns.valid_votes else returns.votes_counted end
            as votes_expected,
        returns.valid_votes * elections.votes_per_ballot as most_votes,
        greatest(coalesce(returns.votes_counted, 0), coalesce(sums_by_return.votes, 0)) as votes_said,
        case returns.counts_rounded_to
            when 1 then 1 else 0.5 * returns.counts_rounded_to * (coalesce(sums_by_return.with_votes, 0) + 1) end
            as least_wrong
    from returns
    join elections on elections.election_id = returns.election_id
    left join sums_by_return on sums_by_return.return_id = returns.return_id
),
ballots_by_subject as (
    -- Register and ballots of the whole election and of every area.
    select
        return_id as subject,
        election_id,
        counts_rounded_to,
        registered_voters,
        ballots_cast,
        valid_votes,
        invalid_votes
    from returns
    union all
    select
        area_ballots.return_id || ' ' || area_ballots.area_id,
        area_ballots.election_id,
        returns.counts_rounded_to,
        area_ballots.registered_voters,
        area_ballots.ballots_cast,
        area_ballots.valid_votes,
        area_ballots.invalid_votes
    from area_ballots
    join returns
        on returns.election_id = area_ballots.election_id
        and returns.return_id = area_ballots.return_id
),
general_elections as (
    -- With the number of legislatures or of offices of the country, whichever is more.
    select
        elections.election_id,
        elections.body_id,
        election_context.country_id,
        elections.first_polling_on,
        elections.round,
        elections.is_annulled,
        bodies_by_country.most_of_a_kind
    from elections
    join election_context on election_context.election_id = elections.election_id
    join (
        select country_id, max(bodies_of_a_kind) as most_of_a_kind
        from (select country_id, kind, count(*) as bodies_of_a_kind from bodies group by country_id, kind) as kinds
        group by country_id
    ) as bodies_by_country on bodies_by_country.country_id = election_context.country_id
    where elections.scope = 'general'
),
seats_beside_alliances as (
    -- Of the outcome and of every return.
    select
        alliances.contestant_id as subject,
        alliances.election_id,
        alliances.seats,
        sum(members.seats) as seats_of_members,
        count(members.seats) = count(*) as has_all_seats
    from seats_of_the_outcome as alliances
    join seats_of_the_outcome as members on members.alliance_contestant_id = alliances.contestant_id
    group by alliances.contestant_id, alliances.election_id, alliances.seats
    union all
    select subject, election_id, seats, seats_of_members, has_all_seats
    from members_beside_alliances
),
changes_by_source as (
    -- A source that prints a change gives a return of the election before; see returns.
    select
        later.election_id,
        later.return_id,
        earlier.return_id as earlier_return_id,
        cast(later.turnout_pct as double) - cast(earlier.turnout_pct as double) as turnout_change_pp,
        greatest(later.turnout_unit, earlier.turnout_unit) as turnout_unit
    from returns_with_units as later
    join predecessors on predecessors.election_id = later.election_id
    join returns_with_units as earlier
        on earlier.election_id = predecessors.previous_election_id
        and earlier.source_id = later.source_id
        and earlier.stage = 'retrospective'
),
seat_changes_by_source as (
    select
        changes_by_source.election_id,
        changes_by_source.return_id,
        later.contestant_id,
        later.seats - earlier.seats as printed_change,
        same_name_pairs.seats - same_name_pairs.seats_before as known_change
    from changes_by_source
    join results as later on later.return_id = changes_by_source.return_id
    join same_name_pairs on same_name_pairs.contestant_id = later.contestant_id
    join results as earlier
        on earlier.return_id = changes_by_source.earlier_return_id
        and earlier.contestant_id = same_name_pairs.previous_contestant_id
),
members_inside_alliances as (
    -- The areas in which the alliance of a member has a row of its own.
    select members.return_id, members.area_id, members.contestant_id
    from alliance_members
    join area_results as members on members.contestant_id = alliance_members.contestant_id
    join area_results as alliance_rows
        on alliance_rows.return_id = members.return_id
        and alliance_rows.area_id = members.area_id
        and alliance_rows.contestant_id = alliance_members.alliance_contestant_id
),
votes_by_area as (
    select
        area_results.election_id,
        area_results.return_id,
        area_results.area_id,
        sum(area_results.votes) as all_votes,
        sum(case when contestants.is_valid then area_results.votes end) as valid_votes,
        count(area_results.votes) as with_votes,
        count(*) - count(area_results.votes) as without_votes,
        sum(area_results.seats) as seats
    from area_results
    join contestants on contestants.contestant_id = area_results.contestant_id
    left join members_inside_alliances
        on members_inside_alliances.return_id = area_results.return_id
        and members_inside_alliances.area_id = area_results.area_id
        and members_inside_alliances.contestant_id = area_results.contestant_id
    where members_inside_alliances.contestant_id is null
    group by area_results.election_id, area_results.return_id, area_results.area_id
),
votes_beside_ballots as (
    -- Beside the valid votes of the area or, where these are not given, its ballots without the invalid ones or, where
    -- neither is, all its ballots.
    select
        votes_by_area.election_id,
        votes_by_area.return_id,
        votes_by_area.area_id,
        case
            when coalesce(area_ballots.valid_votes, area_ballots.invalid_votes) is null then votes_by_area.all_votes
            else votes_by_area.valid_votes
        end as votes,
        coalesce(
            area_ballots.valid_votes,
            area_ballots.ballots_cast - area_ballots.invalid_votes,
            area_ballots.ballots_cast
        ) * elections.votes_per_ballot as ballots,
        case returns.counts_rounded_to
            when 1 then 1
            else 0.5 * returns.counts_rounded_to * (
                votes_by_area.with_votes + case when area_ballots.valid_votes is null then 2 else 1 end
            ) end
            as least_wrong,
        returns.names_everyone and elections.votes_per_ballot = 1 and votes_by_area.without_votes = 0 as is_whole
    from votes_by_area
    join area_ballots
        on area_ballots.election_id = votes_by_area.election_id
        and area_ballots.return_id = votes_by_area.return_id
        and area_ballots.area_id = votes_by_area.area_id
    join returns
        on returns.election_id = votes_by_area.election_id
        and returns.return_id = votes_by_area.return_id
    join elections on elections.election_id = votes_by_area.election_id
),
area_counts as (
    select area_parents.parent_area_id as area_id, areas.kind as level, count(*) as areas
    from area_parents
    join areas on areas.area_id = area_parents.area_id
    group by area_parents.parent_area_id, areas.kind
),
results_of_inner_areas as (
    -- The areas inside an area, added up by their level; area_id is the outer area.
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
    group by
        area_results.election_id,
        area_results.return_id,
        area_parents.parent_area_id,
        area_results.contestant_id,
        areas.kind
),
results_of_outer_areas as (
    select
        area_results.*,
        results_of_inner_areas.level,
        results_of_inner_areas.votes as votes_inside,
        results_of_inner_areas.seats as seats_inside,
        results_of_inner_areas.with_votes,
        results_of_inner_areas.with_seats
    from results_of_inner_areas
    join area_results
        on area_results.election_id = results_of_inner_areas.election_id
        and area_results.return_id = results_of_inner_areas.return_id
        and area_results.area_id = results_of_inner_areas.area_id
        and area_results.contestant_id = results_of_inner_areas.contestant_id
),
ballots_by_figure as (
    select
        area_ballots.election_id,
        area_ballots.return_id,
        area_ballots.area_id,
        counts.figure,
        case counts.figure
            when 'registered voters' then area_ballots.registered_voters
            when 'ballots cast' then area_ballots.ballots_cast
            when 'valid votes' then area_ballots.valid_votes
        end as ballots
    from area_ballots
    cross join (
        select 'registered voters' as figure
        union all select 'ballots cast'
        union all select 'valid votes'
    ) as counts
),
ballots_of_inner_areas as (
    select
        ballots_by_figure.election_id,
        ballots_by_figure.return_id,
        area_parents.parent_area_id as area_id,
        ballots_by_figure.figure,
        areas.kind as level,
        sum(ballots_by_figure.ballots) as ballots,
        count(ballots_by_figure.ballots) as with_ballots
    from ballots_by_figure
    join area_parents on area_parents.area_id = ballots_by_figure.area_id
    join areas on areas.area_id = ballots_by_figure.area_id
    group by
        ballots_by_figure.election_id,
        ballots_by_figure.return_id,
        area_parents.parent_area_id,
        ballots_by_figure.figure,
        areas.kind
),
figures_of_outer_areas as (
    select
        election_id,
        return_id,
        area_id,
        level,
        contestant_id || ' votes' as figure,
        votes as figure_of_area,
        votes_inside as figure_inside,
        with_votes as areas_given
    from results_of_outer_areas
    union all
    select election_id, return_id, area_id, level, contestant_id || ' seats', seats, seats_inside, with_seats
    from results_of_outer_areas
    union all
    select
        ballots_by_figure.election_id,
        ballots_by_figure.return_id,
        ballots_by_figure.area_id,
        ballots_of_inner_areas.level,
        ballots_by_figure.figure,
        ballots_by_figure.ballots,
        ballots_of_inner_areas.ballots,
        ballots_of_inner_areas.with_ballots
    from ballots_of_inner_areas
    join ballots_by_figure
        on ballots_by_figure.election_id = ballots_of_inner_areas.election_id
        and ballots_by_figure.return_id = ballots_of_inner_areas.return_id
        and ballots_by_figure.area_id = ballots_of_inner_areas.area_id
        and ballots_by_figure.figure = ballots_of_inner_areas.figure
),
votes_by_level as (
    select
        area_results.election_id,
        area_results.return_id,
        areas.kind as level,
        area_results.contestant_id,
        sum(area_results.votes) as votes,
        sum(area_results.seats) as seats
    from area_results
    join areas on areas.area_id = area_results.area_id
    left join members_inside_alliances
        on members_inside_alliances.return_id = area_results.return_id
        and members_inside_alliances.area_id = area_results.area_id
        and members_inside_alliances.contestant_id = area_results.contestant_id
    where members_inside_alliances.contestant_id is null
    group by area_results.election_id, area_results.return_id, areas.kind, area_results.contestant_id
),
seats_by_level as (
    -- The seats filled in the areas of a level and of all levels together, and the winners whom a return names there.
    select
        area_seats.election_id || ' ' || areas.kind as subject,
        area_seats.election_id,
        sum(area_seats.seats) as seats,
        max(seats_of_all_levels.seats) as seats_of_all_levels,
        true as is_whole
    from area_seats
    join areas on areas.area_id = area_seats.area_id
    join (
        select election_id, sum(seats) as seats from area_seats group by election_id
    ) as seats_of_all_levels on seats_of_all_levels.election_id = area_seats.election_id
    group by area_seats.election_id, areas.kind
    union all
    select return_id || ' ' || level, election_id, sum(seats), sum(seats), false
    from votes_by_level
    group by return_id, level, election_id
),
offenders as (
    select
        'seats add up to the chamber' as rule,
        returns.return_id as subject,
        returns.election_id,
        cast(elections.seats as double) as expected,
        cast(sums_by_return.seats as double) as found
    from returns
    join elections on elections.election_id = returns.election_id
    join sums_by_return on sums_by_return.return_id = returns.return_id
    where
        returns.is_complete
        and returns.tier = 'whole'
        and not elections.is_annulled
        and sums_by_return.seats <> elections.seats
    union all
    select
        'seats of the outcome add up to the chamber',
        elections.election_id,
        elections.election_id,
        cast(elections.seats as double),
        cast(sum(seats_of_the_outcome.seats) as double)
    from elections
    join seats_of_the_outcome on seats_of_the_outcome.election_id = elections.election_id
    where seats_of_the_outcome.alliance_contestant_id is null and not elections.is_annulled
    group by elections.election_id, elections.seats
    having
        sum(seats_of_the_outcome.seats) > elections.seats
        or (sum(seats_of_the_outcome.seats) < elections.seats and count(seats_of_the_outcome.seats) = count(*))
    union all
    select
        'an alliance has the seats of its members',
        subject,
        election_id,
        cast(seats_of_members as double),
        cast(seats as double)
    from seats_beside_alliances
    where seats_of_members > seats or (seats_of_members < seats and has_all_seats)
    union all
    select
        'an alliance has the votes of its members',
        subject,
        election_id,
        cast(votes_of_members as double),
        cast(votes as double)
    from members_beside_alliances
    where
        votes_of_members - votes >= least_wrong_votes
        or (votes - votes_of_members >= least_wrong_votes and has_all_votes)
    union all
    select
        'an alliance has the vote share of its members',
        subject,
        election_id,
        cast(share_of_members_pct as double),
        cast(vote_share_pct as double)
    from members_beside_alliances
    where
        share_of_members_pct - vote_share_pct > most_rounding_pct
        or (vote_share_pct - share_of_members_pct > most_rounding_pct and has_all_shares)
    union all
    select
        'ballots cast are valid and invalid ones',
        subject,
        election_id,
        cast(valid_votes + invalid_votes as double),
        cast(ballots_cast as double)
    from ballots_by_subject
    where abs(ballots_cast - valid_votes - invalid_votes) >= counts_rounded_to
    union all
    select
        'ballots are no more than the register',
        subject,
        election_id,
        cast(registered_voters as double),
        cast(coalesce(ballots_cast, valid_votes) as double)
    from ballots_by_subject
    where coalesce(ballots_cast, valid_votes) > registered_voters
    union all
    select
        'valid votes are no more than ballots',
        subject,
        election_id,
        cast(ballots_cast as double),
        cast(greatest(coalesce(valid_votes, 0), coalesce(invalid_votes, 0)) as double)
    from ballots_by_subject
    where greatest(coalesce(valid_votes, 0), coalesce(invalid_votes, 0)) >= ballots_cast + counts_rounded_to
    union all
    select 'turnout is ballots by register', subject, election_id, computed_pct, printed_pct
    from wrong_percentages
    where figure = 'turnout'
    union all
    select 'a share is votes by its base', subject, election_id, computed_pct, printed_pct
    from wrong_percentages
    where figure = 'share'
    union all
    select
        'votes are no more than valid votes',
        return_id,
        election_id,
        cast(votes_expected as double),
        cast(votes as double)
    from votes_beside_valid_votes
    where votes - votes_expected >= least_wrong
    union all
    select
        'votes are no more than the ballots hold',
        return_id,
        election_id,
        cast(most_votes as double),
        cast(votes_said as double)
    from votes_beside_valid_votes
    where votes_said - most_votes >= least_wrong and votes_per_ballot > 1
    union all
    select
        'the votes of all contestants are the valid votes',
        return_id,
        election_id,
        cast(votes_expected as double),
        cast(votes as double)
    from votes_beside_valid_votes
    where votes_expected - votes >= least_wrong and names_everyone and without_votes = 0
    union all
    select
        'shares are no more than 100',
        returns_with_units.return_id,
        returns_with_units.election_id,
        cast(100 as double),
        cast(sums_by_return.share_pct as double)
    from returns_with_units
    join sums_by_return on sums_by_return.return_id = returns_with_units.return_id
    where sums_by_return.share_pct > 100 + sums_by_return.shares * 0.5 * returns_with_units.share_unit
    union all
    select
        'a printed change in turnout is the change',
        changes_by_source.return_id || ' ' || changes_by_source.earlier_return_id,
        changes_by_source.election_id,
        turnout_change.turnout_change_pp,
        cast(round(cast(changes_by_source.turnout_change_pp as decimal(38, 12)), 2) as double)
    from changes_by_source
    join turnout_change on turnout_change.election_id = changes_by_source.election_id
    where abs(changes_by_source.turnout_change_pp - turnout_change.turnout_change_pp) >= changes_by_source.turnout_unit
    union all
    select
        'a printed change in seats is the change',
        return_id || ' ' || contestant_id,
        election_id,
        cast(known_change as double),
        cast(printed_change as double)
    from seat_changes_by_source
    where printed_change <> known_change
    union all
    select
        'two registers weeks apart are alike',
        later.election_id || ' ' || earlier.election_id,
        later.election_id,
        cast(earlier.registered_voters as double),
        cast(later.registered_voters as double)
    from general_elections as later_elections
    join general_elections as earlier_elections
        on earlier_elections.country_id = later_elections.country_id
        and earlier_elections.election_id <> later_elections.election_id
        and (earlier_elections.body_id = later_elections.body_id or later_elections.most_of_a_kind = 1)
        and date_diff('day', earlier_elections.first_polling_on, later_elections.first_polling_on) between 0 and 100
    join turnout as later on later.election_id = later_elections.election_id
    join turnout as earlier on earlier.election_id = earlier_elections.election_id
    where abs(later.registered_voters - earlier.registered_voters) > 0.05 * earlier.registered_voters
    union all
    select
        'two general elections of one body lie 60 days apart',
        later.election_id || ' ' || earlier.election_id,
        later.election_id,
        cast(60 as double),
        cast(date_diff('day', earlier.first_polling_on, later.first_polling_on) as double)
    from general_elections as later
    join general_elections as earlier
        on earlier.body_id = later.body_id
        and earlier.election_id <> later.election_id
        and date_diff('day', earlier.first_polling_on, later.first_polling_on) between 0 and 59
        and (earlier.first_polling_on < later.first_polling_on or earlier.election_id < later.election_id)
    where later.round = 1 and earlier.round = 1 and not later.is_annulled and not earlier.is_annulled
    union all
    select
        'a party is not called Others',
        contestant_id,
        election_id,
        cast(null as double),
        cast(null as double)
    from contestants
    where
        kind in ('party list', 'joint list', 'alliance')
        and (
            lower(contestant) in (
                'other', 'others', 'all others', 'other parties', 'other lists', 'minor parties', 'write-ins',
                'scattering', 'none of the above', 'nota', 'blank', 'blanks', 'blank votes', 'blank ballots',
                'invalid', 'invalid votes', 'spoiled', 'spoiled ballots', 'undervotes', 'overvotes', 'independents',
                'autres', 'autres partis', 'sonstige', 'andere', 'otros', 'outros', 'altri', 'overige', 'övriga'
            )
            or lower(contestant) like 'others %'
            or lower(contestant) like 'other parties %'
            or lower(contestant) like 'none of the above %'
        )
    union all
    select
        'the votes of an area are its valid votes',
        return_id || ' ' || area_id,
        election_id,
        cast(ballots as double),
        cast(votes as double)
    from votes_beside_ballots
    where votes - ballots >= least_wrong or (is_whole and ballots - votes >= least_wrong)
    union all
    select
        'an area has what the areas inside it have',
        figures_of_outer_areas.return_id || ' ' || figures_of_outer_areas.area_id
        || ' ' || figures_of_outer_areas.figure,
        figures_of_outer_areas.election_id,
        cast(figures_of_outer_areas.figure_inside as double),
        cast(figures_of_outer_areas.figure_of_area as double)
    from figures_of_outer_areas
    join area_counts
        on area_counts.area_id = figures_of_outer_areas.area_id
        and area_counts.level = figures_of_outer_areas.level
    where
        figures_of_outer_areas.figure_of_area < figures_of_outer_areas.figure_inside
        or (
            figures_of_outer_areas.figure_of_area > figures_of_outer_areas.figure_inside
            and figures_of_outer_areas.areas_given = area_counts.areas
        )
    union all
    select
        'the areas of a level have no more than the whole',
        votes_by_level.return_id || ' ' || votes_by_level.level || ' ' || votes_by_level.contestant_id,
        votes_by_level.election_id,
        cast(case when votes_by_level.votes > results.votes then results.votes else results.seats end as double),
        cast(
            case when votes_by_level.votes > results.votes then votes_by_level.votes else votes_by_level.seats end
            as double
        )
    from votes_by_level
    join results
        on results.return_id = votes_by_level.return_id
        and results.contestant_id = votes_by_level.contestant_id
    where votes_by_level.votes > results.votes or votes_by_level.seats > results.seats
    union all
    select
        'the seats of the areas are those of the chamber',
        seats_by_level.subject,
        seats_by_level.election_id,
        cast(elections.seats as double),
        cast(seats_by_level.seats as double)
    from seats_by_level
    join elections on elections.election_id = seats_by_level.election_id
    where
        seats_by_level.seats > elections.seats
        or (
            seats_by_level.is_whole
            and seats_by_level.seats < elections.seats
            and seats_by_level.seats_of_all_levels <> elections.seats
        )
    union all
    select
        'an area has no more winners than seats',
        votes_by_area.return_id || ' ' || votes_by_area.area_id,
        votes_by_area.election_id,
        cast(area_seats.seats as double),
        cast(votes_by_area.seats as double)
    from votes_by_area
    join area_seats
        on area_seats.election_id = votes_by_area.election_id
        and area_seats.area_id = votes_by_area.area_id
    where votes_by_area.seats > area_seats.seats
),
shares_of_votes as (
    select
        results.return_id,
        results.return_id || ' ' || results.contestant_id as subject,
        100.0 * results.votes as votes_by_hundred,
        cast(results.vote_share_pct as double) as share_pct,
        10 * results.vote_share_pct = floor(10 * results.vote_share_pct) as has_one_decimal,
        returns_with_units.share_unit,
        wrong_percentages.subject is not null as is_wrong,
        abs(100.0 * results.votes / nullif(returns_with_units.base_of_shares, 0) - results.vote_share_pct)
            as difference_pp,
        abs(100.0 * results.votes / nullif(returns_with_units.ballots_cast, 0) - results.vote_share_pct)
            as difference_to_ballots_pp,
        100.0 * results.votes / nullif(results.vote_share_pct, 0) as base,
        row_number() over (partition by results.return_id order by results.votes desc, results.contestant_id) as place
    from results
    join returns_with_units on returns_with_units.return_id = results.return_id
    left join wrong_percentages
        on wrong_percentages.figure = 'share'
        and wrong_percentages.subject = results.return_id || ' ' || results.contestant_id
    where results.votes > 0 and results.vote_share_pct > 0
),
shares_with_cause as (
    select
        *,
        case
            when not is_wrong then null
            when has_one_decimal and difference_pp < 0.0501 then 'printed with one decimal'
            when difference_pp < 1.01 * share_unit then 'rounded another way'
            when difference_to_ballots_pp < 0.51 * share_unit then 'of all ballots'
        end as cause_of_one
    from shares_of_votes
),
bases_by_return as (
    -- The base that each printed share allows, and that of the contestant with the most votes.
    select
        return_id,
        max(votes_by_hundred / nullif(share_pct + 0.51 * share_unit, 0)) as least_base,
        min(votes_by_hundred / nullif(greatest(share_pct - 0.51 * share_unit, 0), 0)) as most_base,
        max(case when place = 1 then base end) as base_of_largest,
        count(case when is_wrong and cause_of_one is null then 1 end) as shares_without_cause
    from shares_with_cause
    group by return_id
),
causes_of_shares as (
    select
        shares_with_cause.subject,
        coalesce(
            shares_with_cause.cause_of_one,
            case
                when bases_by_return.shares_without_cause = 1 then 'a single figure'
                when
                    bases_by_return.least_base <= bases_by_return.most_base
                    or abs(
                        shares_with_cause.votes_by_hundred / nullif(bases_by_return.base_of_largest, 0)
                        - shares_with_cause.share_pct
                    ) < 0.0501
                then 'of another number of valid votes'
                else 'several figures'
            end
        ) as cause
    from shares_with_cause
    join bases_by_return on bases_by_return.return_id = shares_with_cause.return_id
    where shares_with_cause.is_wrong
),
offenders_with_cause as (
    select
        offenders.*,
        case
            when causes_of_shares.cause is not null then causes_of_shares.cause
            when offenders.rule = 'votes are no more than valid votes' and offenders.found > 1.2 * offenders.expected
                then 'a ballot holds several votes'
            else 'as printed'
        end as cause
    from offenders
    left join causes_of_shares
        on causes_of_shares.subject = offenders.subject
        and offenders.rule = 'a share is votes by its base'
),
offenders_of_collections as (
    select
        offenders_with_cause.rule,
        offenders_with_cause.subject,
        accepted_causes.reason,
        accepted_causes.breaches,
        count(*) over (
            partition by accepted_causes.collection, accepted_causes.rule, accepted_causes.cause
        ) as breaches_found
    from offenders_with_cause
    join accepted_causes
        on accepted_causes.rule = offenders_with_cause.rule
        and accepted_causes.cause = offenders_with_cause.cause
        and offenders_with_cause.subject like accepted_causes.collection || '-%'
)
select
    offenders.rule,                                             -- the rule that is broken
    offenders.subject,                                          -- a return, a contestant, an election, or two of these
    offenders.election_id,
    election_context.election,
    offenders.expected,                                         -- what the rule expects; null: no number
    offenders.found,                                            -- what is printed; null: no number
    cast(round(cast(offenders.found - offenders.expected as decimal(38, 12)), 2) as double)
        as difference,                                          -- found less expected
    offenders.cause,                                            -- what makes it so; see above
    coalesce(accepted_discrepancies.reason, offenders_of_collections.reason) is not null
        as is_accepted,                                         -- true: known, understood and kept; false: news
    coalesce(accepted_discrepancies.reason, offenders_of_collections.reason)
        as reason                                               -- why it is kept; null when it is news
from offenders_with_cause as offenders
join election_context on election_context.election_id = offenders.election_id
left join accepted_discrepancies
    on accepted_discrepancies.rule = offenders.rule
    and accepted_discrepancies.subject = offenders.subject
left join offenders_of_collections
    on offenders_of_collections.rule = offenders.rule
    and offenders_of_collections.subject = offenders.subject
    and offenders_of_collections.breaches_found = offenders_of_collections.breaches
order by is_accepted, offenders.rule, offenders.election_id, offenders.subject
