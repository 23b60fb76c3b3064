-- One election for each year. The file gives no day. By law (2 U.S.C. 7) it is the Tuesday after the first Monday of
-- November. The seats are the districts of the file, each of which elects one member.
with election_years as (
    select
        election_id,
        year,
        make_date(cast(year as integer), 11, 1) as first_of_november,
        count(distinct (state_po, district)) as seats
    from lines
    group by election_id, year
)
select
    election_id,
    'medsl_house-house' as body_id,
    'United States House of Representatives ' || year as election,
    'direct vote' as kind,
    first_of_november + cast((8 - isodow(first_of_november)) % 7 + 1 as integer) as first_polling_on,
    first_polling_on as last_polling_on,
    'general' as scope,
    1 as round,
    false as is_annulled,
    1 as votes_per_ballot,
    seats,
    435 as chamber_seats,
    'medsl_house-1976-2018' as source_id,
    'rows of ' || year || '; the day by law' as locator
from election_years
