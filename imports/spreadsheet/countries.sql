-- Countries that the database does not have yet.
select country_id, upper(country_code_3) as alpha_3, country, country as native_name, arg_min(found_at, row) as found_at
from given_elections
where country_id not in (select country_id from countries)
group by country_id, country_code_3, country
