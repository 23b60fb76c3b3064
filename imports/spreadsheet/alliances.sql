-- Who belongs to which alliance. An alliance that has no row of its own gets one, without figures. Who is said to
-- belong to several belongs to none.
with named as (
    select
        contestant_id,
        election_id,
        min(alliance_slug) as alliance_slug,
        count(distinct alliance_slug) as alliance_count,
        arg_min(alliance, row) as alliance,
        string_agg(distinct alliance, ''' and ''' order by alliance) as alliances,
        arg_min(contestant_name, row) as contestant,
        arg_min(source_id, row) as source_id,
        arg_min(locator, row) as locator,
        arg_min(file, row) as file,
        min(row) as row,
        arg_min(found_at, row) as found_at
    from taken_results
    where alliance is not null and contestant_id is not null and alliance_slug <> contestant_slug
    group by contestant_id, election_id
)
select
    named.*,
    coalesce(stood.contestant_id, named.election_id || '_' || named.alliance_slug) as alliance_contestant_id,
    stood.contestant_id is not null as has_row
from named
left join (
    select election_id, contestant_slug, min(contestant_id) as contestant_id
    from taken_results
    where contestant_id is not null and kind <> 'candidate'
    group by election_id, contestant_slug
) as stood
    on stood.election_id = named.election_id
    and stood.contestant_slug = named.alliance_slug
