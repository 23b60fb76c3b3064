-- Everyone who stood. The publisher attaches the members of an alliance to one result. That is the result of the
-- alliance itself or, more often, of its strongest party.
-- A member with neither votes nor seats of its own is not a contestant. It stands behind the contestant that has its
-- figures.
-- Where a member has figures and the result that it is attached to has seats of its own, that result is a party among
-- the members. The alliance then gets a contestant of its own, whose id ends in -alliance.
-- Names are those of the day, from the file of name changes. 'none' is the publisher's word for everyone without a
-- party. 'others', 'no seat', 'one seat', 'other left' and the like are its words for parties added up.
with published_results as (
    select
        results.id,
        results.election,
        results.party,
        results.alliance,
        coalesce(results.votes, results.vote_share, results.seats) is not null as has_figures,
        results.seats is not null as has_seats,
        parties.name_short,
        coalesce(
            (
                select arg_max(trim(name_changes.name_english), name_changes.date)
                from read_csv('23__parties__PartyNameChange.csv', header = true, all_varchar = true) as name_changes
                where name_changes.party = results.party and name_changes.date <= elections.date
            ),
            trim(parties.name_english)
        ) as party_name
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true) as results
    left join read_csv('31__elections__Election.csv', header = true, all_varchar = true) as elections
        on elections.id = results.election
    left join read_csv('21__parties__Party.csv', header = true, all_varchar = true) as parties
        on parties.id = results.party
),
alliances as (
    select alliance as id, bool_or(has_figures) as has_members_with_figures
    from published_results
    where alliance is not null
    group by alliance
),
contenders as (
    select
        'parlgov-' || published_results.election || '-' || published_results.party as contestant_id,
        'parlgov-' || published_results.election as election_id,
        published_results.party_name
            || case
                when count(*) over (partition by published_results.election, published_results.party_name) > 1
                    then ' (' || published_results.name_short || ')'
                else ''
            end
            as contestant,
        case
            when alliances.has_members_with_figures and not published_results.has_seats then 'alliance'
            when published_results.name_short = 'none' then 'independents'
            when
                lower(published_results.party_name) in ('others', 'no seat', 'one seat', 'one-seat')
                or starts_with(lower(published_results.party_name), 'other ')
            then 'others'
            when alliances.id is not null and not alliances.has_members_with_figures then 'joint list'
            else 'party list'
        end as kind,
        coalesce(alliances.has_members_with_figures and published_results.has_seats, false) as is_own_member,
        published_results.id
    from published_results
    left join alliances on alliances.id = published_results.id
    where published_results.alliance is null or published_results.has_figures or alliances.has_members_with_figures
)
select
    contestant_id,
    election_id,
    contestant,
    kind,
    true as is_valid,
    'parlgov-database' as source_id,
    'ElectionResult, id ' || id as locator
from contenders
union all
select
    contestant_id || '-alliance',
    election_id,
    contestant || ' and allies',
    'alliance',
    true,
    'parlgov-database',
    'ElectionResult, id ' || id
from contenders
where is_own_member
