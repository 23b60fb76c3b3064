-- Chambers and offices. An empty kind means a legislature.
select
    body_id,
    min(country_id) as country_id,
    arg_min(chamber_kind, row) as kind,
    arg_min(chamber, row) as body,
    arg_min(chamber, row) as native_name,
    arg_min(found_at, row) as found_at
from taken_elections
group by body_id
