-- What became of the rows, votes and seats of the sheet results, by election as the sheet names it.
with rows_given as (
    select * replace (
        case when problem like 'notes%' then null else election end as election,
        case when problem like 'notes%' then null else election_slug end as election_slug
    )
    from given_results
),
taken as (
    select election_id, votes, seats from results where starts_with(election_id, 'spreadsheet-')
    union all
    select election_id, votes, seats from area_results where starts_with(election_id, 'spreadsheet-')
),
taken_by_election as (
    select election_id, count(*) as row_count, coalesce(sum(votes), 0) as votes, coalesce(sum(seats), 0) as seats
    from taken
    group by election_id
),
of_registers as (
    select election_id, count(*) as row_count
    from taken_results
    where contestant_id is null
        and (return_id, area_id) in (select (return_id, area_id) from area_ballots)
    group by election_id
),
lost as (
    select rows_given.election_id, rows_given.election_slug, count(distinct rows_given.row) as row_count
    from set_aside
    join rows_given on rows_given.found_at = set_aside.found_at
    where set_aside.table_name in ('results', 'area_results', 'area_ballots') or rows_given.problem = 'cell'
    group by rows_given.election_id, rows_given.election_slug
),
given as (
    select
        election_id,
        election_slug,
        file,
        arg_min(election, row) as election,
        count(*) as row_count,
        count(case when problem is not null and not is_set_aside then 1 end) as not_mapped,
        coalesce(sum(cast(votes as hugeint)), 0) as votes,
        coalesce(sum(cast(seats as hugeint)), 0) as seats
    from rows_given
    group by election_id, election_slug, file
)
select
    given.file,
    given.election,
    given.row_count as rows_read,
    coalesce(taken_by_election.row_count, 0) + coalesce(of_registers.row_count, 0) as rows_taken,
    coalesce(lost.row_count, 0) as rows_set_aside,
    given.not_mapped as rows_not_mapped,
    given.votes as votes_read,
    coalesce(taken_by_election.votes, 0) as votes_taken,
    given.seats as seats_read,
    coalesce(taken_by_election.seats, 0) as seats_taken
from given
left join taken_by_election on taken_by_election.election_id = given.election_id
left join of_registers on of_registers.election_id = given.election_id
left join lost
    on lost.election_id is not distinct from given.election_id
    and lost.election_slug is not distinct from given.election_slug
