-- Rows that name an election which elections.csv does not have.
select 'results.csv' as file, 'rows of elections that elections.csv does not name' as what, count(*) as row_count, 'nothing is known of the election' as reason
from read_csv('results.csv', header = true, all_varchar = true)
where election not in (select election from read_csv('elections.csv', header = true, all_varchar = true))
having count(*) > 0
