-- The parties behind each contestant: those that the column party names or, for a party's list, the one of its name.
select distinct
    taken_results.contestant_id,
    'spreadsheet-' || taken_results.country_id || '_' || unnest(string_split(taken_results.party_slug, ';'))
        as party_id,
    taken_results.country_id,
    unnest(string_split(taken_results.party, ';')) as party,
    taken_results.source_id,
    taken_results.locator,
    taken_results.row,
    taken_results.found_at
from taken_results
join contestants using (contestant_id)
where taken_results.party is not null
    and contestants.kind not in ('others', 'none of the above', 'blank votes', 'option')
    and taken_results.contestant_id not in (select contestant_id from local_candidates)
union
select
    taken_results.contestant_id,
    'spreadsheet-' || taken_results.country_id || '_' || taken_results.contestant_slug,
    taken_results.country_id,
    taken_results.contestant,
    taken_results.source_id,
    taken_results.locator,
    taken_results.row,
    taken_results.found_at
from taken_results
join contestants using (contestant_id)
where taken_results.party is null and contestants.kind = 'party list'
