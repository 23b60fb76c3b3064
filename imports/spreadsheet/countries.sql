-- Countries that the database does not have yet.
select
    country_id,
    arg_min(alpha_3, row) as alpha_3,
    arg_min(country, row) as country,
    arg_min(country, row) as native_name,
    arg_min(found_at, row) as found_at
from taken_elections
where country_id not in (select country_id from countries)
group by country_id
