-- One election for each year. The file gives no day: it is the Tuesday after the first Monday of November, which the
-- law (2 U.S.C. 7) sets. Seats are the districts of the file, each of which elects one member.
with districts as (
    select distinct election_id, year, state_po, district
    from lines
)
select
    election_id,
    'medsl_house-house' as body_id,
    'United States House of Representatives ' || year as election,
    'direct vote' as kind,
    cast(min(make_date(cast(year as integer), 11, 1) + cast((8 - isodow(make_date(cast(year as integer), 11, 1))) % 7 + 1 as integer)) as date) as first_polling_on,
    cast(min(make_date(cast(year as integer), 11, 1) + cast((8 - isodow(make_date(cast(year as integer), 11, 1))) % 7 + 1 as integer)) as date) as last_polling_on,
    count(*) as seats,
    'medsl_house-1976-2018' as source_id,
    'rows of ' || year || '; the day by law' as locator
from districts
group by election_id, year
