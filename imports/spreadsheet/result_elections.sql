-- Which election each row of results can be about, by its name and by what else tells elections apart.
with keys as (
    select distinct election_slug, country_slug, country_iso, chamber_slug, round, polling_day, rank from results_sheet
)
select
    keys.*,
    min(taken_elections.election_id) as election_id,
    count(distinct taken_elections.election_id) as election_count,
    min(
        case when taken_elections.rank = cast(coalesce(keys.rank, '1') as bigint) then taken_elections.return_id end
    ) as return_id,
    list_sort(list(distinct taken_elections.row)) as election_rows
from keys
left join taken_elections
    on taken_elections.election_slug = keys.election_slug
    and (
        keys.country_slug is null
        or keys.country_slug = taken_elections.country_slug
        or keys.country_iso = taken_elections.country_id
    )
    and (keys.chamber_slug is null or keys.chamber_slug = taken_elections.chamber_slug)
    and (keys.round is null or cast(keys.round as integer) = taken_elections.round)
    and (keys.polling_day is null or keys.polling_day = taken_elections.polling_day)
group by all
