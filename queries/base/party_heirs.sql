-- Who stands for a party of before
--
-- For every party that stood at the election before, the parties now that stand for it: itself, where it stands; else
-- the first that stands of those which it has wholly become by the first polling day (party_ancestry). A party that
-- split from it, or from what it had just become, since the election before stands for it as well; but not where it
-- stood before.
--
-- key:   election_id, party_id, heir_party_id
-- kept:  as a table, because questions about change read it, and each would take longer to plan than to answer
-- order: none, because whoever joins it puts its own rows in order
with whole_steps as (
    select earlier_party_id, later_party_id, certain_on
    from party_steps
    where kind <> 'split'
),
splits as (
    -- What split from a party and, one step on, what split from the party that it had become.
    select earlier_party_id, later_party_id, certain_on, certain_on as became_on
    from party_steps
    where kind = 'split'
    union all
    select whole_steps.earlier_party_id, party_steps.later_party_id, party_steps.certain_on, whole_steps.certain_on
    from whole_steps
    join party_steps on party_steps.earlier_party_id = whole_steps.later_party_id and party_steps.kind = 'split'
),
parties_before as (
    -- Everyone who stood before and, where something split from it since, that beside it.
    select standing.*, splits.later_party_id as split_party_id
    from parties_standing as standing
    left join splits
        on splits.earlier_party_id = standing.party_id
        and splits.certain_on > standing.previous_polling_on
        and splits.certain_on <= standing.first_polling_on
        and splits.became_on <= standing.first_polling_on
    where standing.is_previous
),
sides as (
    select 'itself' as side
    union all select 'what split from it'
),
parties_leaving as (
    -- A party that stood before under its own id and under the id of what split from it.
    select distinct
        parties_before.election_id,
        parties_before.party_id,
        case sides.side when 'itself' then parties_before.party_id else parties_before.split_party_id end
            as leaving_party_id,
        sides.side,
        parties_before.first_polling_on
    from parties_before
    cross join sides
    where sides.side = 'itself' or parties_before.split_party_id is not null
),
heirs_in_turn as (
    -- Each with those that stand now of what it has wholly become, the nearest first.
    select
        leaving.election_id,
        leaving.party_id,
        standing.party_id as heir_party_id,
        rank() over (
            partition by leaving.election_id, leaving.party_id, leaving.leaving_party_id
            order by ancestry.steps
        ) as rank_by_steps
    from parties_leaving as leaving
    join party_ancestry as ancestry
        on ancestry.ancestor_party_id = leaving.leaving_party_id
        and (ancestry.joined_on is null or ancestry.joined_on <= leaving.first_polling_on)
    join parties_standing as standing
        on standing.election_id = leaving.election_id
        and not standing.is_previous
        and standing.party_id = ancestry.party_id
    left join parties_standing as standing_before
        on standing_before.election_id = leaving.election_id
        and standing_before.is_previous
        and standing_before.party_id = leaving.leaving_party_id
        and leaving.side = 'what split from it'
    where standing_before.party_id is null
)
select distinct
    election_id,
    party_id,                                                   -- a party of the election before
    heir_party_id                                               -- a party now that stands for it
from heirs_in_turn
where rank_by_steps = 1
