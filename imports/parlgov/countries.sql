-- Countries that the file does not know yet. The names in the country's own language are not given; the English one stands in.
select lower(code_iso2) as country_id, name_short as alpha_3, name as country, name as native_name
from read_csv('02__datacore__Country.csv', header = true, all_varchar = true)
where lower(code_iso2) not in (select country_id from countries)
