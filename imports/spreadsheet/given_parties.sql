-- The parties behind each contestant: those that the column party names or, for a party's list, the one of its name. A
-- party that the database has already, under the same name in the same country, is that one.
with named as (
    select distinct
        taken_results.contestant_id,
        unnest(string_split(taken_results.party_slug, ';')) as slug,
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
        taken_results.contestant_slug,
        taken_results.country_id,
        taken_results.contestant,
        taken_results.source_id,
        taken_results.locator,
        taken_results.row,
        taken_results.found_at
    from taken_results
    join contestants using (contestant_id)
    where taken_results.party is null and contestants.kind = 'party list'
)
select
    named.* exclude (slug),
    coalesce(parties_before.party_id, 'spreadsheet-' || named.country_id || '_' || named.slug) as party_id
from named
left join parties_before
    on parties_before.country_id = named.country_id
    and parties_before.slug = named.slug
