-- Everyone who stood, under the names of results, and the alliances that only their members name.
with stood as (
    select
        contestant_id,
        election_id,
        arg_min(contestant_name, taken_results.row) || coalesce(' (' || min(local_candidates.party) || ')', '')
            as contestant,
        coalesce(arg_min(kind_given, taken_results.row), arg_min(kind, taken_results.row)) as kind,
        coalesce(arg_min(is_valid, taken_results.row), 'true') as is_valid,
        max(colour) as colour,
        arg_min(source_id, taken_results.row) as source_id,
        arg_min(locator, taken_results.row) as locator,
        arg_min(found_at, taken_results.row) as found_at
    from taken_results
    left join local_candidates using (contestant_id)
    where contestant_id is not null
    group by contestant_id, election_id
)
select
    contestant_id,
    election_id,
    contestant,
    case
        when kind = 'party list'
            and contestant_id in (select alliance_contestant_id from alliances where alliance_count = 1)
            then 'alliance'
        else kind
    end as kind,
    is_valid,
    colour,
    source_id,
    locator,
    found_at
from stood
union all
select
    alliance_contestant_id,
    election_id,
    arg_min(alliance, row),
    'alliance',
    'true',
    null,
    arg_min(source_id, row),
    arg_min(locator, row),
    arg_min(found_at, row)
from alliances
where not has_row and alliance_count = 1
group by alliance_contestant_id, election_id
