-- What ties contestants, now and before
--
-- One row per contestant and thing that it may share with others: a party, or a name where somebody of that name has no
-- party in the file. Whoever shares one is of one family; the build follows these links as far as they go, and keeps
-- what it finds in the table families.
--
-- Who stands for a party of the election before is said by party_heirs. Independents share a name, and so do Others.
-- Which of several is the largest heir is not certain where the size of one is not known or two are level.
--
-- Members stand for their alliance where their figures add up to its own or it has none, else the alliance stands for
-- them. This may differ between votes and seats, so each has rows of its own; amounts of one election and measure add
-- up to the whole. Where an alliance stands for its members, the measures votes of members and seats of members compare
-- these one by one all the same. Votes are shares of valid votes. Only elections to a chamber that have a previous one
-- are here, without candidates of one area (area_swing compares those) and without votes for nobody.
--
-- key:  election_id, measure, is_previous, contestant_id, shared
with measures_of_change as (
    select 'votes' as measure
    union all select 'seats'
),
figures_of_entries as (
    select
        standings.election_id,
        measures_of_change.measure,
        standings.is_previous,
        standings.contestant_id,
        standings.contestant,
        standings.kind,
        standings.alliance_contestant_id,
        coalesce(standings.alliance_contestant_id, standings.contestant_id) as outer_contestant_id,
        case
            when measures_of_change.measure = 'seats' then cast(standings.seats as double)
            when standings.share_base = 'valid votes' then standings.exact_share_pct
        end as amount,
        case measures_of_change.measure
            when 'seats' then cast(standings.seats as double) else standings.exact_share_pct
        end as size
    from standings
    join predecessors on predecessors.election_id = standings.election_id
    join election_context
        on election_context.election_id = standings.election_id
        and election_context.body_kind = 'legislature'
    cross join measures_of_change
    where
        not standings.is_local
        and not standings.is_only_elsewhere
        and standings.kind not in ('option', 'none of the above', 'blank votes')
),
figures_of_alliances as (
    select
        figures_of_entries.*,
        count(alliance_contestant_id) over whole_alliance > 0 as is_alliance,
        count(case when alliance_contestant_id is not null and amount is null then 1 end) over whole_alliance = 0
        and abs(
            sum(case when alliance_contestant_id is not null then cast(amount as decimal(38, 12)) end)
                over whole_alliance
            - coalesce(
                max(case when alliance_contestant_id is null then cast(amount as decimal(38, 12)) end)
                    over whole_alliance,
                sum(case when alliance_contestant_id is not null then cast(amount as decimal(38, 12)) end)
                    over whole_alliance
            )
        ) < 0.000001
            as do_members_add_up
    from figures_of_entries
    window whole_alliance as (partition by election_id, measure, is_previous, outer_contestant_id)
),
levels as (
    select 'whole' as level
    union all select 'members'
),
figures_by_level as (
    select
        figures_of_alliances.*,
        levels.level,
        count(case when is_alliance and not coalesce(do_members_add_up, false) then 1 end) over (
            partition by election_id, measure, level
        ) > 0 as has_whole_alliance
    from figures_of_alliances
    cross join levels
),
nodes as (
    -- Those that are compared.
    select
        election_id,
        measure || case level when 'members' then ' of members' else '' end as measure,
        is_previous,
        contestant_id,
        contestant,
        kind,
        alliance_contestant_id,
        amount,
        size,
        case when kind in ('independents', 'others') then kind else contestant end as name_to_share
    from figures_by_level
    where case
        when level = 'members' then has_whole_alliance and (not is_alliance or alliance_contestant_id is not null)
        when is_alliance then coalesce(do_members_add_up, false) = (alliance_contestant_id is not null)
        else true
    end
),
nodes_with_parties as (
    -- One row per node and party behind it, or one without a party. For a party of before, that is who stands for it.
    select
        nodes.*,
        parties_behind.party_id is not null as has_party,
        coalesce(party_heirs.heir_party_id, parties_behind.party_id) as party_to_share
    from nodes
    left join parties_behind on parties_behind.contestant_id = nodes.contestant_id
    left join party_heirs
        on party_heirs.election_id = nodes.election_id
        and party_heirs.party_id = parties_behind.party_id
        and nodes.is_previous
),
nodes_with_names as (
    select
        nodes_with_parties.*,
        count(case when not has_party then 1 end) over (partition by election_id, measure, name_to_share) > 0
            as shares_a_name
    from nodes_with_parties
),
ways_to_share as (
    select 'by party' as way
    union all select 'by name'
),
links as (
    select
        nodes_with_names.*,
        case ways_to_share.way when 'by party' then party_to_share else 'name ' || name_to_share end as shared
    from nodes_with_names
    cross join ways_to_share
    where case ways_to_share.way when 'by party' then has_party else shares_a_name end
),
links_with_heirs as (
    select
        links.*,
        first_value(case when not is_previous then contestant_id end) over most_now as heir_contestant_id,
        first_value(case when not is_previous then size end) over most_now as heir_size
    from links
    window most_now as (
        partition by election_id, measure, shared
        order by case when is_previous then 1 else 0 end, size desc nulls last, contestant_id
    )
),
links_with_largest_heirs as (
    select
        links_with_heirs.*,
        count(case when not is_previous and coalesce(size >= heir_size, true) then 1 end) over (
            partition by election_id, measure, shared
        ) > 1 as is_heir_open,
        max(heir_size) over one_contestant as largest_heir_size,
        min(heir_contestant_id) over one_contestant < max(heir_contestant_id) over one_contestant as has_several_heirs
    from links_with_heirs
    window one_contestant as (partition by election_id, measure, contestant_id)
),
links_with_rivals as (
    -- Of several heirs by several parties, those who are as large as the largest or of no known size, by their ids.
    select
        links_with_largest_heirs.*,
        case
            when has_several_heirs and heir_contestant_id is not null and coalesce(heir_size >= largest_heir_size, true)
            then heir_contestant_id
        end as rival_heir_id
    from links_with_largest_heirs
)
select distinct
    election_id,
    measure,                                                    -- votes or seats, or those of members
    is_previous,                                                -- true: it stood at the previous election
    contestant_id,
    shared,                                                     -- party_id, or the word name and a name
    contestant,
    kind,
    alliance_contestant_id,
    cast(amount as double) as amount,                           -- seats, or exact share of valid votes; null: unknown
    case
        when is_previous
        then first_value(heir_contestant_id) over (
            partition by election_id, measure, contestant_id
            order by
                case when heir_contestant_id is null then 1 else 0 end,
                heir_size desc nulls last,
                heir_contestant_id
        )
        else contestant_id
    end as heir_contestant_id,                                  -- largest now that shares with it; null: nobody does
    not is_previous
    or (
        max(case when is_heir_open then 1 else 0 end) over one_contestant = 0
        and not coalesce(min(rival_heir_id) over one_contestant < max(rival_heir_id) over one_contestant, false)
    ) as is_heir_certain                                        -- false: another that shares may be as large
from links_with_rivals
window one_contestant as (partition by election_id, measure, contestant_id)
order by election_id, measure, is_previous, contestant_id, shared
