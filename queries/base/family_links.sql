-- What ties contestants, now and before
--
-- One row per contestant and thing that it may share with others: a party, or a name where somebody of that name has no
-- party in the file. Whoever shares one is of one family; the build follows these links as far as they go, and keeps
-- what it finds in the table families.
--
-- Who stands for a party of the election before is said by party_heirs. Independents share a name, and so do Others.
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
        end as size,
        case measures_of_change.measure when 'seats' then 0.0 else standings.share_slack_pct end as size_slack
    from standings
    join election_context
        on election_context.election_id = standings.election_id
        and election_context.body_kind = 'legislature'
        and election_context.previous_election_id is not null
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
        ) <= sum(size_slack) over whole_alliance + 0.000001
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
        size_slack,
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
candidates as (
    -- Who of those now may be the heir of each of before.
    select distinct
        links.election_id,
        links.measure,
        links.contestant_id,
        later.contestant_id as candidate_id,
        later.size,
        later.size_slack
    from links
    join links as later
        on later.election_id = links.election_id
        and later.measure = links.measure
        and later.shared = links.shared
        and not later.is_previous
    where links.is_previous
),
candidates_beside_largest as (
    select
        candidates.*,
        max(size) over whole_choice as most_size,
        max(size - size_slack) over whole_choice as most_that_is_sure
    from candidates
    window whole_choice as (partition by election_id, measure, contestant_id)
),
heirs as (
    select
        election_id,
        measure,
        contestant_id,
        min(case when coalesce(size = most_size, most_size is null) then candidate_id end) as heir_contestant_id,
        count(*) = 1
        or (count(size) = count(*) and count(case when size + size_slack >= most_that_is_sure then 1 end) = 1)
            as is_certain
    from candidates_beside_largest
    group by election_id, measure, contestant_id
)
select distinct
    links.election_id,
    links.measure,                                              -- votes or seats, or those of members
    links.is_previous,                                          -- true: it stood at the previous election
    links.contestant_id,
    links.shared,                                               -- party_id, or the word name and a name
    links.contestant,
    links.kind,
    links.alliance_contestant_id,
    cast(links.amount as double) as amount,                     -- seats, or exact share of valid votes; null: unknown
    case when links.is_previous then heirs.heir_contestant_id else links.contestant_id end
        as heir_contestant_id,                                  -- largest now that shares with it; null: nobody does
    not links.is_previous or coalesce(heirs.is_certain, true) as is_heir_certain  -- false: another may be as large
from links
left join heirs
    on heirs.election_id = links.election_id
    and heirs.measure = links.measure
    and heirs.contestant_id = links.contestant_id
order by links.election_id, links.measure, links.is_previous, links.contestant_id, links.shared
