-- Who came first in every area
--
-- Who came first by votes in each area, who second, and by how much. The lines of one candidate on several parties'
-- tickets (an alliance with no row of its own) count together. Independents taken together, blank votes and answers
-- such as "against" are never first. Where nobody's votes are given, the winner is the one with a seat.
--
-- key: election_id, area_id
with numbered_contestants as (
    -- The first by id has the highest number, so that a maximum finds it among equals.
    select
        election_id,
        contestant_id,
        contestant,
        kind,
        row_number() over (partition by election_id order by contestant_id desc) as contestant_number
    from contestants
),
area_competitors as (
    select election_id, area_id, rank, contestant_id as competitor_id, votes, seats
    from area_standings
    where not is_inside and alliance_contestant_id is null
    union all
    select
        election_id,
        area_id,
        max(rank),
        alliance_contestant_id,
        cast(sum(votes) as bigint),
        cast(sum(seats) as bigint)
    from area_standings
    where not is_inside and alliance_contestant_id is not null
    group by election_id, area_id, alliance_contestant_id
),
numbered_competitors as (
    -- Votes and, among equals, the contestant's number are in one number, which a maximum finds without a sort.
    select
        area_competitors.election_id,
        area_competitors.area_id,
        area_competitors.rank,
        area_competitors.votes,
        numbered_contestants.kind,
        case
            when area_competitors.seats > 0
            then numbered_contestants.contestant_number
        end as elected_number,
        case
            when
                numbered_contestants.kind
                not in ('independents', 'option', 'others', 'none of the above', 'blank votes')
            then area_competitors.votes * 1000000 + numbered_contestants.contestant_number
        end as votes_and_number
    from area_competitors
    join numbered_contestants
        on numbered_contestants.election_id = area_competitors.election_id
        and numbered_contestants.contestant_id = area_competitors.competitor_id
),
first_by_area as (
    select election_id, area_id, max(votes_and_number) as votes_and_number
    from numbered_competitors
    group by election_id, area_id
),
first_two_by_area as (
    select
        first_by_area.election_id,
        first_by_area.area_id,
        max(numbered_competitors.rank) as rank,
        sum(case when numbered_competitors.kind <> 'option' then numbered_competitors.votes end) as all_votes,
        count(
            case
                when
                    numbered_competitors.kind
                    not in ('independents', 'option', 'others', 'none of the above', 'blank votes')
                then 1
            end
        ) as competitors,
        max(numbered_competitors.elected_number) as elected_number,
        max(numbered_competitors.votes_and_number) as votes_and_number,
        max(case
            when numbered_competitors.votes_and_number = first_by_area.votes_and_number
            then numbered_competitors.votes
        end) as votes,
        max(case
            when numbered_competitors.votes_and_number < first_by_area.votes_and_number
            then numbered_competitors.votes_and_number
        end) as second_votes_and_number,
        max(case
            when numbered_competitors.votes_and_number < first_by_area.votes_and_number
            then numbered_competitors.votes
        end) as second_votes
    from first_by_area
    join numbered_competitors
        on numbered_competitors.election_id = first_by_area.election_id
        and numbered_competitors.area_id = first_by_area.area_id
    group by first_by_area.election_id, first_by_area.area_id
),
margins_by_area as (
    select
        first_two_by_area.*,
        coalesce(
            first_two_by_area.votes_and_number - 1000000 * first_two_by_area.votes,
            first_two_by_area.elected_number
        ) as winner_number,
        first_two_by_area.second_votes_and_number - 1000000 * first_two_by_area.second_votes as second_number,
        first_two_by_area.votes - first_two_by_area.second_votes as margin_votes,
        coalesce(area_ballots.valid_votes, first_two_by_area.all_votes) as valid_votes
    from first_two_by_area
    join returns
        on returns.election_id = first_two_by_area.election_id
        and returns.rank = first_two_by_area.rank
    left join area_ballots
        on area_ballots.election_id = returns.election_id
        and area_ballots.return_id = returns.return_id
        and area_ballots.area_id = first_two_by_area.area_id
)
select
    margins_by_area.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    margins_by_area.area_id,
    areas.area,
    areas.kind as level,
    winners.contestant_id,                                      -- who came first; in a tie, by id; null: not known
    winners.contestant,                                         -- its name
    cast(margins_by_area.votes as bigint) as votes,             -- its votes; null: the source does not say
    runners_up.contestant_id as second_contestant_id,           -- who came second, or tied; null: nobody
    runners_up.contestant as second_contestant,                 -- its name
    cast(margins_by_area.second_votes as bigint) as second_votes,  -- its votes
    cast(margins_by_area.margin_votes as bigint) as margin_votes,  -- between the two; null: nobody second, or not known
    cast(round(cast(
        100.0 * margins_by_area.margin_votes / nullif(margins_by_area.valid_votes, 0) as decimal(38, 12)
    ), 2) as double) as margin_pp,                              -- the same per 100 valid votes
    cast(margins_by_area.valid_votes as bigint) as valid_votes, -- of the area or, where not given, of all who are named
    coalesce(margins_by_area.margin_votes = 0, false) as is_tied,  -- true when another has as many votes as the first
    cast(margins_by_area.competitors as bigint) as competitors, -- contestants there
    case
        when
            margins_by_area.votes is null
            and margins_by_area.winner_number is not null
            and margins_by_area.competitors = 1
        then 'elected unopposed'
        when margins_by_area.votes is null then 'no votes by contestant'
        when margins_by_area.second_votes is null then 'nobody else stood'
    end as missing                                              -- why there is no margin; null when there is one
from margins_by_area
join election_context on election_context.election_id = margins_by_area.election_id
join areas on areas.area_id = margins_by_area.area_id
left join numbered_contestants as winners
    on winners.election_id = margins_by_area.election_id
    and winners.contestant_number = margins_by_area.winner_number
left join numbered_contestants as runners_up
    on runners_up.election_id = margins_by_area.election_id
    and runners_up.contestant_number = margins_by_area.second_number
order by margins_by_area.election_id, areas.kind, margins_by_area.area_id
