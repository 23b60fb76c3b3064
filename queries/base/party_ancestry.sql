-- Ancestors of every party
--
-- Every party that has wholly become this one, by renaming, merger or succession, however many steps ago. A split is
-- no such step. Each party is its own ancestor at no step, so that a join finds both. A step of which only the year or
-- month is known counts from the next one on.
--
-- key: party_id, ancestor_party_id
with recursive whole_steps as (
    select earlier_party_id, later_party_id, certain_on
    from party_steps
    where kind <> 'split'
),
paths as (
    -- One row per way from a party back to an ancestor. The limit ends the recursion where links form a circle.
    select
        party_id,
        party_id as ancestor_party_id,
        0 as steps,
        cast(null as date) as joined_on,
        cast(null as date) as left_on
    from parties
    union all
    select
        paths.party_id,
        whole_steps.earlier_party_id,
        paths.steps + 1,
        greatest(paths.joined_on, whole_steps.certain_on),
        whole_steps.certain_on
    from paths
    join whole_steps on whole_steps.later_party_id = paths.ancestor_party_id
    where paths.steps < 20
)
select
    paths.party_id,
    parties.party,
    paths.ancestor_party_id,                                    -- a party that became it
    ancestors.party as ancestor,                                -- the ancestor's name
    cast(min(paths.steps) as bigint) as steps,                  -- steps between the two; 0: the party itself
    case when min(paths.steps) > 0 then min(paths.joined_on) end
        as joined_on,                                           -- day by which it surely was this party; null: itself
    case when min(paths.steps) > 0 then max(paths.left_on) end
        as left_on                                              -- day by which it surely was no party any more
from paths
join parties on parties.party_id = paths.party_id
join parties as ancestors on ancestors.party_id = paths.ancestor_party_id
group by paths.party_id, parties.party, paths.ancestor_party_id, ancestors.party
order by paths.party_id, steps, paths.ancestor_party_id
