-- The rows of results.csv whose election is not in the database, and why it is not.
with results_without_election as (
    select exists (from given_elections where given_elections.election = published_results.election) as is_set_aside
    from read_csv('results.csv', header = true, all_varchar = true) as published_results
    where not exists (
        from elections
        where elections.election = published_results.election and starts_with(elections.election_id, 'spreadsheet-')
    )
)
select
    'results.csv' as file,
    case
        when is_set_aside then 'rows of elections that were set aside'
        else 'rows of elections that elections.csv does not name'
    end as what,
    count(*) as row_count,
    case
        when is_set_aside then 'set_aside says what is wrong with the election'
        else 'nothing is known of the election'
    end as reason
from results_without_election
group by is_set_aside
