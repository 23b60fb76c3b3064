-- Rows whose election did not come into the file.
select
    'results.csv' as file,
    case when is_given then 'rows of elections that were set aside' else 'rows of elections that elections.csv does not name' end as what,
    count(*) as row_count,
    case when is_given then 'set_aside says what is wrong with the election' else 'nothing is known of the election' end as reason
from (
    select exists (from given_elections where given_elections.election = given.election) as is_given
    from read_csv('results.csv', header = true, all_varchar = true) as given
    where not exists (from elections where elections.election = given.election and starts_with(elections.election_id, 'spreadsheet-'))
)
group by is_given
