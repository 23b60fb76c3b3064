-- Candidates who stand in areas alone, and whose party has figures of its own for the whole election. They get their
-- party in brackets behind the name and are not tied to it, so that nothing is counted twice.
with listed as (
    select distinct election_id, contestant_slug
    from taken_results
    where contestant_id is not null and area_id is null and kind <> 'candidate'
)
select
    taken_results.contestant_id,
    arg_min(taken_results.party, row) as party,
    arg_min(taken_results.file, row) as file,
    min(row) as row
from taken_results
join listed
    on listed.election_id = taken_results.election_id
    and listed.contestant_slug = taken_results.party_slug
where taken_results.kind = 'candidate'
group by taken_results.contestant_id
having bool_and(taken_results.area_id is not null)
