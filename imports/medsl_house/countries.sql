-- The United States, if the database does not have them yet.
select 'us' as country_id, 'USA' as alpha_3, 'United States' as country, 'United States' as native_name
where 'us' not in (select country_id from countries)
