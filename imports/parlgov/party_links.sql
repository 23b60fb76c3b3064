-- Ancestry of parties. The publisher's types become our kinds: 33 (merger) and 34 (joining a larger group) are merged;
-- 35 (successor) is succeeded; 31 (splinter), 32 (division) and 62 (formed by a single politician) are split. The
-- publisher writes 1 July where it knows only the year.
select
    'parlgov-party-' || party as earlier_party_id,
    'parlgov-party-' || party_new as later_party_id,
    case when type in ('33', '34') then 'merged' when type = '35' then 'succeeded' else 'split' end as kind,
    case when date like '%-07-01' then substr(date, 1, 4) || '-01-01' else date end as happened_on,
    case when date like '%-07-01' then 'year' else 'day' end as precision,
    'parlgov-2024' as source_id,
    'PartyChange ' || id as locator
from read_csv('24__parties__PartyChange.csv', header = true, all_varchar = true)
where type is not null
order by cast(id as integer)
