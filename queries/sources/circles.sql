-- Circles of parties and alliances
--
-- Parties that descend from themselves, and alliances that lie inside themselves, in however many steps. The build
-- refuses seeds for which this view has a row, so in a finished file it is empty. It is asked before all other rules,
-- because questions that walk along these links would take minutes.
--
-- key:      table_name, key_column, key_value, problem
-- empty:    every row is an error in a seed
-- portable: no, because only a recursion with union ends in a circle of any length, and Spark has union all alone
with recursive descents as (
    select earlier_party_id as party_id, later_party_id as descendant_id
    from party_links
    where kind <> 'split'
    union
    select descents.party_id, party_links.later_party_id
    from descents
    join party_links on party_links.earlier_party_id = descents.descendant_id and party_links.kind <> 'split'
),
enclosures as (
    select contestant_id, alliance_contestant_id
    from alliance_members
    union
    select enclosures.contestant_id, alliance_members.alliance_contestant_id
    from enclosures
    join alliance_members on alliance_members.contestant_id = enclosures.alliance_contestant_id
)
select
    'party_links' as table_name,                                -- the table, and so the seed
    'earlier_party_id, later_party_id' as key_column,           -- the column, or columns, that find the row
    party_links.earlier_party_id || ' ' || party_links.later_party_id
        as key_value,                                           -- their value, with a blank between several
    'is a step of a circle: the earlier party descends from itself' as problem  -- what is wrong
from party_links
join descents
    on descents.party_id = party_links.later_party_id
    and descents.descendant_id = party_links.earlier_party_id
where party_links.kind <> 'split'
union all
select
    'alliance_members',
    'contestant_id',
    contestant_id,
    'is a member of itself, through its alliance'
from enclosures
where contestant_id = alliance_contestant_id
order by table_name, key_column, key_value, problem
