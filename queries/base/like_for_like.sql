-- Like for like, now and before
--
-- For everyone who stands now: the figures of its family (families) now and before. They are those of the family as a
-- whole, so each list of one family has the same; do not add them up. An alliance whose members are compared one by one
-- has the figures of their families together, if nobody else belongs to these.
--
-- key:   election_id, measure, contestant_id
-- order: none, because whoever joins it puts its own rows in order
with families_as_a_whole as (
    select
        election_id,
        measure,
        case when measure in ('seats', 'seats of members') then 'seats' else 'votes' end as compared,
        family_id,
        sum(case when not is_previous then cast(amount as decimal(38, 12)) end) as amount_now,
        sum(case when is_previous then cast(amount as decimal(38, 12)) end) as amount_before,
        count(case when not is_previous then 1 end) as contestants_now,
        count(case when is_previous then 1 end) as contestants_before,
        count(case when not is_previous and amount is null then 1 end) as unknown_now,
        count(case when is_previous and amount is null then 1 end) as unknown_before,
        string_agg(
            case when not is_previous then contestant end, ' + ' order by amount desc nulls last, contestant
        ) as names_now,
        string_agg(
            case
                when is_previous and measure in ('votes', 'votes of members') then contestant
                when is_previous
                then contestant || ' ' || coalesce(
                    cast(cast(round(cast(amount as decimal(38, 12)), 0) as bigint) as varchar), '?'
                )
            end,
            ' + ' order by amount desc nulls last, contestant
        ) as names_before
    from families
    group by election_id, measure, family_id
),
contestants_with_families as (
    select election_id, measure, contestant_id, family_id, false as is_alliance, 1 as members
    from families
    where not is_previous and measure in ('votes', 'seats')
    union all
    select members.election_id, members.measure, members.contestant_id, members.family_id, false, 1
    from families as members
    left join families
        on families.election_id = members.election_id
        and families.measure = case members.measure when 'seats of members' then 'seats' else 'votes' end
        and families.contestant_id = members.contestant_id
    where
        not members.is_previous
        and members.measure in ('votes of members', 'seats of members')
        and families.contestant_id is null
    union all
    select election_id, measure, alliance_contestant_id, family_id, true, count(*)
    from families
    where not is_previous and alliance_contestant_id is not null and measure in ('votes', 'seats')
    group by election_id, measure, alliance_contestant_id, family_id
)
select
    contestants_with_families.election_id,
    wholes.compared as measure,                                 -- what is compared: votes or seats
    contestants_with_families.contestant_id,                    -- a contestant now
    cast(case when sum(wholes.unknown_now) = 0 then sum(wholes.amount_now) end as double)
        as amount_now,                                          -- seats or exact share of valid votes; null: not known
    cast(
        case when sum(wholes.unknown_before) = 0 and sum(wholes.contestants_before) > 0
            then sum(coalesce(wholes.amount_before, 0)) end as double
    ) as amount_before,                                         -- the same before; null: not known, or nobody stood
    cast(sum(wholes.contestants_now) as bigint) as contestants_now,        -- how many they are now
    cast(sum(wholes.contestants_before) as bigint) as contestants_before,  -- how many they were
    string_agg(wholes.names_now, ' + ' order by wholes.amount_now desc nulls last, wholes.family_id)
        as names_now,                                           -- who they are now
    string_agg(wholes.names_before, ' + ' order by wholes.amount_before desc nulls last, wholes.family_id)
        as names_before                                         -- who they were, with seats; null: none stood
from contestants_with_families
join families_as_a_whole as wholes
    on wholes.election_id = contestants_with_families.election_id
    and wholes.measure = contestants_with_families.measure
    and wholes.family_id = contestants_with_families.family_id
group by
    contestants_with_families.election_id,
    wholes.compared,
    contestants_with_families.contestant_id,
    contestants_with_families.is_alliance
having
    not contestants_with_families.is_alliance
    or sum(wholes.contestants_now) = sum(contestants_with_families.members)
