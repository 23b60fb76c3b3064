-- Who belongs together, now and before
--
-- Contestants of an election and of the one before it that share parties are one family, and so are those that share
-- parties with one of these, and so on. A family is compared as a whole: the parts together against the whole, where
-- parties merged or split, left a joint list or formed one. Whoever shares with nobody is a family alone.
--
-- A party now shares with a party before that is the same one, or that has wholly become it (party_ancestry) by the
-- first polling day and does not stand itself, or from which it split since the election before. Of several parties
-- that it has become in turn, the first that stands counts. Independents are a family, and so are Others. Whoever has
-- no party in the file shares with whoever has the same name.
--
-- Members stand for their alliance where their figures add up to its own or it has none, else the alliance stands for
-- them. This may differ between votes and seats, so each has rows of its own; amounts of one election and measure add
-- up to the whole. Where an alliance stands for its members, the measures votes of members and seats of members compare
-- these one by one all the same. Votes are shares of valid votes. Only elections to a chamber that have a previous one
-- are here, without candidates of one area (area_swing compares those) and without votes for nobody.
--
-- key:  election_id, measure, is_previous, contestant_id
-- cite: Bartolini and Mair (1990), Identity, Competition, and Electoral Availability: The Stabilisation of European
--       Electorates 1885-1985 (mergers and splits: the parts together against the whole)
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
        end as amount
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
elections_with_whole_alliances as (
    select distinct election_id, measure
    from figures_of_alliances
    where is_alliance and not coalesce(do_members_add_up, false)
),
nodes as (
    -- Those that are compared.
    select election_id, measure, is_previous, contestant_id, contestant, kind, alliance_contestant_id, amount
    from figures_of_alliances
    where
        not is_alliance
        or (do_members_add_up and alliance_contestant_id is not null)
        or (not coalesce(do_members_add_up, false) and alliance_contestant_id is null)
    union all
    select
        figures_of_alliances.election_id,
        figures_of_alliances.measure || ' of members',
        figures_of_alliances.is_previous,
        figures_of_alliances.contestant_id,
        figures_of_alliances.contestant,
        figures_of_alliances.kind,
        figures_of_alliances.alliance_contestant_id,
        figures_of_alliances.amount
    from figures_of_alliances
    join elections_with_whole_alliances
        on elections_with_whole_alliances.election_id = figures_of_alliances.election_id
        and elections_with_whole_alliances.measure = figures_of_alliances.measure
    where not figures_of_alliances.is_alliance or figures_of_alliances.alliance_contestant_id is not null
),
parties_of_entries as (
    select entries.election_id, entries.is_previous, entries.contestant_id, parties_behind.party_id
    from entries
    join parties_behind
        on parties_behind.election_id = entries.stood_in_election_id
        and parties_behind.contestant_id = entries.contestant_id
    where not entries.is_local
),
parties_standing as (
    select distinct
        parties_of_entries.election_id,
        parties_of_entries.is_previous,
        parties_of_entries.party_id,
        elections.first_polling_on,
        elections_before.first_polling_on as previous_polling_on
    from parties_of_entries
    join elections on elections.election_id = parties_of_entries.election_id
    join predecessors on predecessors.election_id = parties_of_entries.election_id
    join elections as elections_before on elections_before.election_id = predecessors.previous_election_id
),
parties_leaving as (
    -- A party that stood before under the name it stood under and, where one split from it or from what it became,
    -- the party that did.
    select election_id, party_id, party_id as leaving_party_id, first_polling_on
    from parties_standing
    where is_previous
    union
    select
        standing.election_id,
        standing.party_id,
        splits.later_party_id,
        standing.first_polling_on
    from parties_standing as standing
    join party_ancestry as ancestry
        on ancestry.ancestor_party_id = standing.party_id
        and (ancestry.joined_on is null or ancestry.joined_on <= standing.first_polling_on)
    join party_steps as splits
        on splits.earlier_party_id = ancestry.party_id
        and splits.kind = 'split'
        and splits.certain_on > standing.previous_polling_on
        and splits.certain_on <= standing.first_polling_on
    left join parties_standing as standing_already
        on standing_already.election_id = standing.election_id
        and standing_already.is_previous
        and standing_already.party_id = splits.later_party_id
    where standing.is_previous and standing_already.party_id is null
),
heirs as (
    -- Each with the first party it became that stands now: itself, where it does.
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
),
nodes_with_parties as (
    select
        nodes.*,
        parties_of_entries.party_id,
        case
            when nodes.kind in ('independents', 'others') then nodes.kind
            else nodes.contestant
        end as name_to_share
    from nodes
    left join parties_of_entries
        on parties_of_entries.election_id = nodes.election_id
        and parties_of_entries.is_previous = nodes.is_previous
        and parties_of_entries.contestant_id = nodes.contestant_id
),
links_before_and_now as (
    select now.election_id, now.measure, before.contestant_id as previous_contestant_id, now.contestant_id
    from nodes_with_parties as before
    join heirs
        on heirs.election_id = before.election_id
        and heirs.party_id = before.party_id
        and heirs.rank_by_steps = 1
    join nodes_with_parties as now
        on now.election_id = before.election_id
        and now.measure = before.measure
        and not now.is_previous
        and now.party_id = heirs.heir_party_id
    where before.is_previous
    union
    select now.election_id, now.measure, before.contestant_id, now.contestant_id
    from nodes_with_parties as before
    join nodes_with_parties as now
        on now.election_id = before.election_id
        and now.measure = before.measure
        and not now.is_previous
        and now.name_to_share = before.name_to_share
    where before.is_previous and (before.party_id is null or now.party_id is null)
),
links as (
    -- Between any two that share, in both directions, and from each to itself.
    select election_id, measure, contestant_id as one_id, contestant_id as other_id
    from nodes
    union
    select election_id, measure, previous_contestant_id, contestant_id
    from links_before_and_now
    union
    select election_id, measure, contestant_id, previous_contestant_id
    from links_before_and_now
    union
    select one.election_id, one.measure, one.contestant_id, other.contestant_id
    from nodes_with_parties as one
    join nodes_with_parties as other
        on other.election_id = one.election_id
        and other.measure = one.measure
        and other.is_previous = one.is_previous
        and other.party_id = one.party_id
),
links_of_2 as (
    select distinct one.election_id, one.measure, one.one_id, other.other_id
    from links as one
    join links as other
        on other.election_id = one.election_id
        and other.measure = one.measure
        and other.one_id = one.other_id
),
links_of_4 as (
    select distinct one.election_id, one.measure, one.one_id, other.other_id
    from links_of_2 as one
    join links_of_2 as other
        on other.election_id = one.election_id
        and other.measure = one.measure
        and other.one_id = one.other_id
),
links_of_8 as (
    select distinct one.election_id, one.measure, one.one_id, other.other_id
    from links_of_4 as one
    join links_of_4 as other
        on other.election_id = one.election_id
        and other.measure = one.measure
        and other.one_id = one.other_id
),
links_of_16 as (
    select distinct one.election_id, one.measure, one.one_id, other.other_id
    from links_of_8 as one
    join links_of_8 as other
        on other.election_id = one.election_id
        and other.measure = one.measure
        and other.one_id = one.other_id
),
links_of_32 as (
    select distinct one.election_id, one.measure, one.one_id, other.other_id
    from links_of_16 as one
    join links_of_16 as other
        on other.election_id = one.election_id
        and other.measure = one.measure
        and other.one_id = one.other_id
),
links_of_64 as (
    select distinct one.election_id, one.measure, one.one_id, other.other_id
    from links_of_32 as one
    join links_of_32 as other
        on other.election_id = one.election_id
        and other.measure = one.measure
        and other.one_id = one.other_id
),
family_ids as (
    -- Each step above follows twice as many links; 64 in a row are more than two ballots have.
    select election_id, measure, one_id as contestant_id, min(other_id) as family_id
    from links_of_64
    group by election_id, measure, one_id
),
heirs_with_most as (
    -- The one now that has most of those with whom one of before shares; where two have as much, the first by id.
    select
        links_before_and_now.election_id,
        links_before_and_now.measure,
        links_before_and_now.previous_contestant_id,
        links_before_and_now.contestant_id,
        row_number() over (
            partition by
                links_before_and_now.election_id,
                links_before_and_now.measure,
                links_before_and_now.previous_contestant_id
            order by nodes.amount desc nulls last, links_before_and_now.contestant_id
        ) as rank_by_amount
    from links_before_and_now
    join nodes
        on nodes.election_id = links_before_and_now.election_id
        and nodes.measure = links_before_and_now.measure
        and nodes.contestant_id = links_before_and_now.contestant_id
        and not nodes.is_previous
)
select
    nodes.election_id,
    nodes.measure,                                              -- votes or seats, or those of members
    nodes.is_previous,                                          -- true: it stood at the previous election
    nodes.contestant_id,
    nodes.contestant,
    nodes.kind,
    nodes.alliance_contestant_id,
    cast(nodes.amount as double) as amount,                     -- seats, or exact share of valid votes; null: unknown
    family_ids.family_id,                                       -- the same for all of a family
    case when nodes.is_previous then heirs_with_most.contestant_id else nodes.contestant_id end
        as heir_contestant_id                                   -- largest now that shares with it; null: nobody does
from nodes
join family_ids
    on family_ids.election_id = nodes.election_id
    and family_ids.measure = nodes.measure
    and family_ids.contestant_id = nodes.contestant_id
left join heirs_with_most
    on heirs_with_most.election_id = nodes.election_id
    and heirs_with_most.measure = nodes.measure
    and heirs_with_most.previous_contestant_id = nodes.contestant_id
    and heirs_with_most.rank_by_amount = 1
    and nodes.is_previous
order by nodes.election_id, nodes.measure, nodes.is_previous, nodes.contestant_id
