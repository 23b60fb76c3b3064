-- Countries that the file does not know yet.
select distinct lower(country_code) as country_id, upper(country_code_3) as alpha_3, country as name, country as native_name
from read_csv('elections.csv', header = true, all_varchar = true)
where lower(country_code) not in (select country_id from countries)
