-- What the file has and our tables do not take, or take in another form.
select
    '1976-2018-house.csv' as file,
    'placeholders of one vote' as what,
    count(*) as row_count,
    'nobody else stood: elected, votes not known' as reason
from lines
where totalvotes = '1'
union all
select
    '1976-2018-house.csv',
    'rows about another office, such as ' || min(coalesce(office, 'one that is not named')),
    count(*),
    'the import is of the House alone'
from published_lines
where coalesce(lower(office), '') <> 'us house'
having count(*) > 0
union all
select '1976-2018-house.csv', 'rows of contests whose rows give several totals', count(*), 'the greatest total is taken'
from lines
where (year, state_po, district, runoff, special) in (
    select (year, state_po, district, runoff, special)
    from lines
    group by year, state_po, district, runoff, special
    having min(totalvotes) <> max(totalvotes)
)
union all
select '1976-2018-house.csv', 'names with damaged letters', count(*), 'kept as they are; the file holds no better ones'
from lines
where regexp_matches(candidate, '[^ -~]') or candidate like '%\_%' escape '\'
union all
select
    '1976-2018-house.csv',
    'run-offs and special elections',
    count(*),
    'the file gives no day for them; they bear the day of the election of that year'
from lines
where ending <> ''
union all
select '1976-2018-house.csv', 'codes of states, unofficial, version, stage and mode', count(*), 'no table has them'
from lines
