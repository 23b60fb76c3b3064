-- Entries in areas, now and before
--
-- Every contestant of an election with figures by area and, under the id of the same election, those of the election
-- before it, each with the numbers that questions about areas compare. Whoever belongs together as families says goes
-- by one identity. Candidates of one area are none of these: a party's candidate continues that of the same party or,
-- where it does not stand itself, of each that has wholly become it (party_ancestry). Votes for nobody and answers are
-- not here.
--
-- key:   election_id, is_previous, contestant_number
-- kept:  as a table, because questions about one area would take longer to plan than to answer
-- order: none, because whoever joins it puts its own rows in order
with elections_with_areas as (
    select distinct election_id
    from area_figures
),
parties_of_candidates as (
    -- All candidates of a party together bear its name.
    select
        contestants.contestant_id,
        string_agg(parties.party, ', ' order by parties.party_id) as party
    from contestants
    join contestant_parties on contestant_parties.contestant_id = contestants.contestant_id
    join parties on parties.party_id = contestant_parties.party_id
    where contestants.kind = 'candidate'
    group by contestants.contestant_id
),
parties_now as (
    select distinct election_context.election_id, parties_behind.party_id, election_context.first_polling_on
    from elections_with_areas
    join election_context on election_context.election_id = elections_with_areas.election_id
    join parties_behind on parties_behind.election_id = election_context.election_id
    where election_context.previous_election_id is not null
),
heirs as (
    -- Of each party that stood before, the first that it became and that stands now: itself, where it does.
    select
        election_context.election_id,
        parties_behind.contestant_id,
        parties_behind.party_id,
        standing.party_id as heir_party_id,
        row_number() over (
            partition by election_context.election_id, parties_behind.contestant_id, parties_behind.party_id
            order by case when standing.party_id is not null then ancestry.steps end, standing.party_id
        ) as rank_by_steps
    from elections_with_areas
    join election_context on election_context.election_id = elections_with_areas.election_id
    join parties_behind on parties_behind.election_id = election_context.previous_election_id
    left join party_ancestry as ancestry on ancestry.ancestor_party_id = parties_behind.party_id
    left join parties_now as standing
        on standing.election_id = election_context.election_id
        and standing.party_id = ancestry.party_id
        and (ancestry.joined_on is null or ancestry.joined_on <= standing.first_polling_on)
),
parties_compared as (
    -- The parties behind each entry now and, of those before, what became of them.
    select election_id, contestant_id, party_id
    from parties_behind
    union all
    select distinct election_id, contestant_id, coalesce(heir_party_id, party_id)
    from heirs
    where rank_by_steps = 1
),
identities_by_parties as (
    select election_id, contestant_id, string_agg(party_id, ' ' order by party_id) as identity
    from parties_compared
    group by election_id, contestant_id
),
families_of_votes as (
    select election_id, is_previous, contestant_id, family_id
    from families
    where measure = 'votes'
),
doubts as (
    -- Whose family may have somebody without a name. One of these alliances that is of no family may always have.
    select unnamed_members.election_id, unnamed_members.is_previous, unnamed_members.contestant_id
    from unnamed_members
    left join families_of_votes
        on families_of_votes.election_id = unnamed_members.election_id
        and families_of_votes.is_previous = unnamed_members.is_previous
        and families_of_votes.contestant_id = unnamed_members.contestant_id
    where families_of_votes.contestant_id is null
    union
    select election_id, is_previous, contestant_id
    from like_for_like
    where measure = 'votes' and is_in_doubt and election_id in (select election_id from elections_with_areas)
),
entries_with_family as (
    -- The whole goes by the identity of the one now that comes first, or else of the one before. Members for whom their
    -- alliance stands are of its family. An alliance whose members are compared by themselves is compared by its name.
    select
        entries.election_id,
        entries.is_previous,
        entries.contestant_id,
        coalesce(parties_of_candidates.party, entries.contestant) as party,
        entries.contestant,
        entries.kind,
        entries.stood_in_election_id,
        entries.alliance_contestant_id,
        entries.identity as own_identity,
        entries.alliance_contestant_id is not null and families_of_votes.family_id is not null as is_compared_itself,
        identities_by_parties.identity as identity_by_parties,
        coalesce(families_of_votes.family_id, families_of_alliances.family_id) as family_id,
        doubts.contestant_id is not null as is_doubtful
    from elections_with_areas
    join entries on entries.election_id = elections_with_areas.election_id
    left join families_of_votes
        on families_of_votes.election_id = entries.election_id
        and families_of_votes.is_previous = entries.is_previous
        and families_of_votes.contestant_id = entries.contestant_id
    left join families_of_votes as families_of_alliances
        on families_of_alliances.election_id = entries.election_id
        and families_of_alliances.is_previous = entries.is_previous
        and families_of_alliances.contestant_id = entries.alliance_contestant_id
    left join identities_by_parties
        on identities_by_parties.election_id = entries.election_id
        and identities_by_parties.contestant_id = entries.contestant_id
    left join parties_of_candidates on parties_of_candidates.contestant_id = entries.contestant_id
    left join doubts
        on doubts.election_id = entries.election_id
        and doubts.is_previous = entries.is_previous
        and doubts.contestant_id = case when families_of_votes.family_id is null
            then coalesce(entries.alliance_contestant_id, entries.contestant_id) else entries.contestant_id end
    where entries.kind not in ('option', 'none of the above', 'blank votes')
),
entries_beside_members as (
    select
        entries_with_family.*,
        count(case when is_compared_itself then 1 end) over (
            partition by election_id, is_previous, coalesce(alliance_contestant_id, contestant_id)
        ) > 0
        and alliance_contestant_id is null
            as is_compared_by_members
    from entries_with_family
),
entries_with_identity as (
    select
        entries_beside_members.*,
        coalesce(
            min(case when family_id is not null and not is_previous then own_identity end) over (
                partition by election_id, coalesce(family_id, contestant_id)
            ),
            min(case when family_id is not null then own_identity end) over (
                partition by election_id, coalesce(family_id, contestant_id)
            ),
            case when not is_compared_by_members then identity_by_parties end,
            own_identity
        ) as identity
    from entries_beside_members
),
entries_beside_own_members as (
    select
        entries_with_identity.*,
        count(alliance_contestant_id) over (
            partition by election_id, is_previous, identity, coalesce(alliance_contestant_id, contestant_id)
        ) as members
    from entries_with_identity
),
compared_entries as (
    -- Candidates stand in one area each, so that nobody misses one in another.
    select
        entries_beside_own_members.*,
        case
            when kind in ('candidate', 'fusion line') then 0
            when alliance_contestant_id is null and members > 0 then members
            else 1
        end as lists,
        kind not in ('candidate', 'fusion line') and (alliance_contestant_id is not null or members = 0)
            as is_one_list
    from entries_beside_own_members
)
select
    compared_entries.election_id,
    compared_entries.is_previous,                               -- true: an entry of the previous election
    compared_entries.stood_in_election_id,                      -- the election it stood in
    numbered_contestants.contestant_number,
    compared_entries.contestant,
    compared_entries.party,                                     -- its name; of a candidate, the names of its parties
    compared_entries.kind,
    compared_entries.own_identity,                              -- its parties or its name, whoever it continues
    compared_entries.identity,
    cast(dense_rank() over (
        partition by compared_entries.election_id order by compared_entries.own_identity
    ) as integer) as own_identity_number,                       -- the same for the same own identity
    cast(dense_rank() over (
        partition by compared_entries.election_id order by compared_entries.identity
    ) as integer) as identity_number,                           -- the same for the same identity
    cast(row_number() over (
        partition by compared_entries.election_id
        order by compared_entries.is_previous, compared_entries.contestant, compared_entries.contestant_id
    ) as integer) as position_by_name,                          -- its place by name, those of before after all others
    cast(row_number() over (
        partition by compared_entries.election_id, compared_entries.is_previous
        order by compared_entries.party, compared_entries.contestant_id
    ) as integer) as position_by_party,                         -- its place among those of its time, by party
    count(*) over (
        partition by compared_entries.election_id, compared_entries.is_previous, compared_entries.own_identity
    ) = 1 as has_own_identity_alone,                            -- true: no other of its time has its own identity
    count(*) over (
        partition by compared_entries.election_id, compared_entries.is_previous, compared_entries.identity
    ) = 1 as has_identity_alone,                                -- true: no other of its time has its identity
    compared_entries.is_compared_itself,                        -- true: a member, compared itself and not its alliance
    max(case when compared_entries.is_doubtful then 1 else 0 end) over (
        partition by compared_entries.election_id, compared_entries.identity
    ) = 1 as is_in_doubt,                                       -- true: somebody without a name may have its identity
    cast(compared_entries.lists as integer) as lists,           -- lists of its identity that it stands for
    cast(sum(case when compared_entries.is_one_list then 1 else 0 end) over (
        partition by compared_entries.election_id, compared_entries.is_previous, compared_entries.identity
    ) as integer) as lists_of_identity                          -- all of them, at its time
from compared_entries
join numbered_contestants on numbered_contestants.contestant_id = compared_entries.contestant_id
