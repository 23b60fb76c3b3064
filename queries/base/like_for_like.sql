-- Like for like, now and before
--
-- For everyone who stands now or stood before: the figures of its family (families) now and before. They are those of
-- the family as a whole, so each list of one family has the same; do not add them up. An alliance whose members are
-- compared one by one has the figures of their families together, if nobody else belongs to these. Members for whom
-- nobody stands at the other election count with the alliance of the same name there: so a party that goes and one that
-- takes its place in the alliance are both counted. heir_amount_before is the other reading: each of before goes with
-- the largest of those now that share a party with it, where it is certain who of its family that is. A party that
-- nobody stood for at the other election may have been in an alliance of that election some of whose members nobody
-- names (unnamed_members), and somebody may have gone from one of these to another: neither the family of such an
-- alliance nor that of such a party has figures then.
--
-- key:   election_id, measure, contestant_id
-- kept:  as a table, because questions about change read it, and each would take longer to plan than to answer
-- order: none, because whoever joins it puts its own rows in order
with members_of_families as (
    select
        families.*,
        case when measure in ('seats', 'seats of members') then 'seats' else 'votes' end as compared,
        measure in ('seats', 'votes') as is_whole,
        sum(case when not is_previous then cast(amount as decimal(38, 12)) end) over whole_family as amount_now,
        sum(case when is_previous then cast(amount as decimal(38, 12)) end) over whole_family as amount_before,
        count(case when not is_previous then 1 end) over whole_family as contestants_now,
        count(case when is_previous then 1 end) over whole_family as contestants_before,
        count(case when not is_previous and amount is null then 1 end) over whole_family as unknown_now,
        count(case when is_previous and amount is null then 1 end) over whole_family as unknown_before,
        sum(case when is_previous then cast(amount as decimal(38, 12)) end) over same_heir as amount_before_of_heir,
        count(case when is_previous then 1 end) over same_heir as contestants_before_of_heir,
        count(case when is_previous and amount is null then 1 end) over same_heir
        + count(case when not is_heir_certain then 1 end) over whole_family
            as unknown_before_of_heir,
        max(case when amount = 0 then 0 else 1 end) over whole_family = 1 as has_figures
    from families
    window
        whole_family as (partition by election_id, measure, family_id),
        same_heir as (
            partition by
                election_id,
                measure,
                case when heir_contestant_id is null then contestant_id else heir_contestant_id end
        )
),
without_counterpart as (
    select election_id, measure, is_previous, contestant_id
    from members_of_families
    where
        is_partly_alone
        and kind not in ('independents', 'others')
        and has_figures
),
unnamed_of_families as (
    select
        members.measure,
        members.family_id,
        members.has_figures,
        unnamed_members.*,
        min(case when not members.is_previous and has_figures then family_id end) over whole_election as first_now,
        max(case when not members.is_previous and has_figures then family_id end) over whole_election as last_now,
        min(case when members.is_previous and has_figures then family_id end) over whole_election as first_before,
        max(case when members.is_previous and has_figures then family_id end) over whole_election as last_before
    from unnamed_members
    join members_of_families as members
        on members.election_id = unnamed_members.election_id
        and members.is_previous = unnamed_members.is_previous
        and members.contestant_id = unnamed_members.contestant_id
    window whole_election as (partition by unnamed_members.election_id, members.measure)
),
contestants_in_doubt as (
    -- A family of which all figures are 0 adds nothing to another.
    select without_counterpart.measure, unnamed_members.*
    from unnamed_members
    join without_counterpart
        on without_counterpart.election_id = unnamed_members.election_id
        and without_counterpart.is_previous <> unnamed_members.is_previous
    union
    select
        without_counterpart.measure,
        without_counterpart.election_id,
        without_counterpart.is_previous,
        without_counterpart.contestant_id
    from without_counterpart
    join unnamed_of_families
        on unnamed_of_families.election_id = without_counterpart.election_id
        and unnamed_of_families.measure = without_counterpart.measure
        and unnamed_of_families.is_previous <> without_counterpart.is_previous
        and unnamed_of_families.has_figures
    union
    -- Somebody may have gone from one of them to another.
    select measure, election_id, is_previous, contestant_id
    from unnamed_of_families
    where case when is_previous then family_id <> first_now or family_id <> last_now
        else family_id <> first_before or family_id <> last_before end
),
members_in_doubt as (
    select
        members_of_families.*,
        count(case when not contestants_in_doubt.is_previous then 1 end) over whole_family as doubts_now,
        count(case when contestants_in_doubt.is_previous then 1 end) over whole_family as doubts_before
    from members_of_families
    left join contestants_in_doubt
        on contestants_in_doubt.election_id = members_of_families.election_id
        and contestants_in_doubt.measure = members_of_families.measure
        and contestants_in_doubt.is_previous = members_of_families.is_previous
        and contestants_in_doubt.contestant_id = members_of_families.contestant_id
    window whole_family as (
        partition by members_of_families.election_id, members_of_families.measure, members_of_families.family_id
    )
),
members_of_both as (
    select
        members_in_doubt.*,
        count(case when is_whole then 1 end) over (partition by election_id, compared, contestant_id) > 0
            as is_in_whole
    from members_in_doubt
),
alliances_of_one_name as (
    select election_id, contestant_id, previous_contestant_id
    from same_name_pairs
    where kind = 'alliance' and contestant_id is not null and previous_contestant_id is not null
),
members_beside_alliances as (
    -- alliance_there_id: the alliance of the same name at the other election, where nobody there is of its family.
    select
        members_of_both.*,
        case
            when members_of_both.is_previous and members_of_both.contestants_now = 0
            then alliances_of_one_name.contestant_id
            when not members_of_both.is_previous and members_of_both.contestants_before = 0
            then alliances_of_one_name.previous_contestant_id
        end as alliance_there_id,
        case when members_of_both.is_previous then members_of_both.amount_before
            else members_of_both.amount_now end as amount_of_side,
        case when members_of_both.is_previous then members_of_both.contestants_before
            else members_of_both.contestants_now end as contestants_of_side
    from members_of_both
    left join alliances_of_one_name
        on alliances_of_one_name.election_id = members_of_both.election_id
        and members_of_both.alliance_contestant_id = case when members_of_both.is_previous
            then alliances_of_one_name.previous_contestant_id else alliances_of_one_name.contestant_id end
),
sides as (
    select 'itself' as side
    union all select 'its alliance'
    union all select 'the alliance there'
),
contestants_with_families as (
    -- One row per contestant and family: its own, and for an alliance those of its members. others: how many of the
    -- family stood at the time of the members and are none of them.
    select
        members_beside_alliances.election_id,
        members_beside_alliances.is_previous <> (sides.side = 'the alliance there') as is_previous,
        members_beside_alliances.measure,
        members_beside_alliances.compared,
        case sides.side
            when 'itself' then members_beside_alliances.contestant_id
            when 'its alliance' then members_beside_alliances.alliance_contestant_id
            else members_beside_alliances.alliance_there_id
        end as contestant_id,
        members_beside_alliances.family_id,
        sides.side = 'itself' as is_itself,
        sides.side <> 'the alliance there' as is_of_its_time,
        max(members_beside_alliances.amount_now) as amount_now,
        max(members_beside_alliances.amount_before) as amount_before,
        max(case when sides.side <> 'the alliance there' then members_beside_alliances.amount_of_side end)
            as amount_of_side,
        max(members_beside_alliances.contestants_now) as contestants_now,
        max(members_beside_alliances.contestants_before) as contestants_before,
        sum(members_beside_alliances.amount_before_of_heir) as amount_before_of_heir,
        sum(members_beside_alliances.contestants_before_of_heir) as contestants_before_of_heir,
        sum(members_beside_alliances.unknown_before_of_heir) as unknown_before_of_heir,
        max(members_beside_alliances.unknown_now) as unknown_now,
        max(members_beside_alliances.unknown_before) as unknown_before,
        max(members_beside_alliances.doubts_now) as doubts_now,
        max(members_beside_alliances.doubts_before) as doubts_before,
        max(members_beside_alliances.contestants_of_side) - count(*) as others
    from members_beside_alliances
    cross join sides
    where
        case sides.side
            when 'itself' then members_beside_alliances.is_whole or not members_beside_alliances.is_in_whole
            when 'its alliance'
            then members_beside_alliances.is_whole and members_beside_alliances.alliance_contestant_id is not null
            else members_beside_alliances.is_whole and members_beside_alliances.alliance_there_id is not null
        end
    group by
        members_beside_alliances.election_id,
        members_beside_alliances.is_previous,
        members_beside_alliances.measure,
        members_beside_alliances.compared,
        case sides.side
            when 'itself' then members_beside_alliances.contestant_id
            when 'its alliance' then members_beside_alliances.alliance_contestant_id
            else members_beside_alliances.alliance_there_id
        end,
        members_beside_alliances.family_id,
        sides.side
),
names_of_families as (
    select
        election_id,
        measure,
        family_id,
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
wholes_with_names as (
    select
        wholes.election_id,
        wholes.compared,
        wholes.is_previous,
        wholes.contestant_id,
        sum(wholes.amount_now) as amount_now,
        sum(coalesce(wholes.amount_before, 0)) as amount_before,
        sum(wholes.contestants_now) as contestants_now,
        sum(wholes.contestants_before) as contestants_before,
        sum(wholes.unknown_now) as unknown_now,
        sum(wholes.unknown_before) as unknown_before,
        sum(wholes.doubts_now) + count(case when not contestants_in_doubt.is_previous then 1 end) as doubts_now,
        sum(wholes.doubts_before) + count(case when contestants_in_doubt.is_previous then 1 end) as doubts_before,
        sum(wholes.amount_before_of_heir) as amount_before_of_heir,
        sum(wholes.contestants_before_of_heir) as contestants_before_of_heir,
        sum(wholes.unknown_before_of_heir) as unknown_before_of_heir,
        -- both in one order, for DataFusion has no other
        string_agg(names.names_now, ' + ' order by wholes.amount_of_side desc nulls last, wholes.family_id)
            as names_now,
        string_agg(names.names_before, ' + ' order by wholes.amount_of_side desc nulls last, wholes.family_id)
            as names_before,
        wholes.is_itself or sum(wholes.others) = 0 as is_whole
    from contestants_with_families as wholes
    join names_of_families as names
        on names.election_id = wholes.election_id
        and names.measure = wholes.measure
        and names.family_id = wholes.family_id
    left join contestants_in_doubt
        on contestants_in_doubt.election_id = wholes.election_id
        and contestants_in_doubt.measure = wholes.measure
        and contestants_in_doubt.is_previous = wholes.is_previous
        and contestants_in_doubt.contestant_id = wholes.contestant_id
    group by wholes.election_id, wholes.compared, wholes.is_previous, wholes.contestant_id, wholes.is_itself
    having count(case when wholes.is_of_its_time then 1 end) > 0
)
select
    election_id,
    compared as measure,                                        -- what is compared: votes or seats
    is_previous,                                                -- true: it stood at the previous election
    contestant_id,
    cast(case when is_whole and unknown_now + doubts_before = 0 then amount_now end as double)
        as amount_now,                                          -- seats or exact share of valid votes; null: not known
    cast(
        case
            when is_whole and unknown_before + doubts_now = 0 and contestants_before > 0 then amount_before
        end as double
    )
        as amount_before,                                       -- the same before; null: not known, or nobody stood
    cast(
        case
            when
                not is_previous
                and unknown_before_of_heir + doubts_now + doubts_before = 0
                and contestants_before_of_heir > 0
            then amount_before_of_heir
        end as double
    ) as heir_amount_before,                                    -- before, of those whose largest heir it is; null: none
    cast(contestants_now as bigint) as contestants_now,         -- how many they are now
    cast(contestants_before as bigint) as contestants_before,   -- how many they were
    doubts_now + doubts_before > 0 as is_in_doubt,              -- true: somebody who is not named may be of it
    case when is_whole then names_now end as names_now,         -- who they are now
    case when is_whole then names_before end as names_before    -- who they were, with seats; null: none stood
from wholes_with_names
