-- Countries that the database does not have yet. The files give no names in the country's own language, so the English
-- name is used.
select lower(code_iso2) as country_id, name_short as alpha_3, name as country, name as native_name
from read_csv('02__datacore__Country.csv', header = true, all_varchar = true)
where lower(code_iso2) not in (select country_id from countries)
