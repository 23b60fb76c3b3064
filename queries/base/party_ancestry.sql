-- Ancestors of every party
--
-- Every party that has wholly become this one, by renaming, merger or succession, however many steps ago; a split
-- is no such step. Each party is its own ancestor with no step, so that a join finds both.
--
-- key: party_id, ancestor_party_id
with recursive whole_steps as (
    select earlier_party_id, later_party_id, happened_on
    from party_links
    where kind <> 'split'
),
walk as (
    select party_id, party_id as ancestor_party_id, 0 as steps, cast(null as date) as joined_on
    from parties
    union all
    select walk.party_id, whole_steps.earlier_party_id, walk.steps + 1, greatest(walk.joined_on, whole_steps.happened_on)
    from walk
    join whole_steps on whole_steps.later_party_id = walk.ancestor_party_id
    where walk.steps < 20
)
select
    walk.party_id,                                              -- the party
    parties.party,                                      -- its name
    walk.ancestor_party_id,                                     -- a party that became it
    ancestors.party as ancestor,                                 -- the ancestor's name
    cast(min(walk.steps) as bigint) as steps,                   -- number of steps between the two; 0: the party itself
    min(walk.joined_on) as joined_on                            -- day by which the ancestor had become this party; null for itself
from walk
join parties on parties.party_id = walk.party_id
join parties as ancestors on ancestors.party_id = walk.ancestor_party_id
group by walk.party_id, parties.party, walk.ancestor_party_id, ancestors.party
order by walk.party_id, steps, walk.ancestor_party_id
