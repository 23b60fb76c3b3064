-- Chambers and offices. An empty kind means a legislature.
select
    body_id,
    country_id,
    coalesce(chamber_kind, 'legislature') as kind,
    chamber as body,
    chamber as native_name,
    arg_min(found_at, row) as found_at
from given_elections
group by body_id, country_id, chamber_kind, chamber
