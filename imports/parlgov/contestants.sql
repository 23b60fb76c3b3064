-- Who stood. The publisher hangs the members of an alliance on one result: that of the alliance itself or, more often,
-- of its strongest party.
-- A member with neither votes nor seats of its own is no contestant: it stands behind the one that has its figures.
-- Where a member has figures and the result it hangs on has seats of its own, that result is a party among the
-- members, and the alliance gets a contestant of its own, whose id ends in -alliance.
-- Names are those of the day, from the changes of name; 'none' is the publisher's word for all without a party.
with given as (
    select
        results.id,
        results.election,
        results.party,
        results.alliance,
        coalesce(results.votes, results.vote_share, results.seats) is not null as has_figures,
        results.seats is not null as has_seats,
        parties.name_short,
        coalesce((
            select arg_max(trim(renamed.name_english), renamed.date)
            from read_csv('23__parties__PartyNameChange.csv', header = true, all_varchar = true) as renamed
            where renamed.party = results.party and renamed.date <= elections.date
        ), trim(parties.name_english)) as name
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true) as results
    left join read_csv('31__elections__Election.csv', header = true, all_varchar = true) as elections on elections.id = results.election
    left join read_csv('21__parties__Party.csv', header = true, all_varchar = true) as parties on parties.id = results.party
),
led as (
    select alliance as id, bool_or(has_figures) as has_members
    from given
    where alliance is not null
    group by alliance
),
standing as (
    select
        'parlgov-' || given.election || '-' || given.party as contestant_id,
        'parlgov-' || given.election as election_id,
        given.name || case when count(*) over (partition by given.election, given.name) > 1 then ' (' || given.name_short || ')' else '' end as contestant,
        case
            when led.has_members and not given.has_seats then 'alliance'
            when given.name_short = 'none' then 'independents'
            when led.id is not null and not led.has_members then 'joint list'
            else 'party list'
        end as kind,
        coalesce(led.has_members and given.has_seats, false) as is_own_member,
        given.id
    from given
    left join led on led.id = given.id
    where given.alliance is null or given.has_figures or led.has_members
)
select contestant_id, election_id, contestant, kind, 'parlgov-database' as source_id, 'ElectionResult, id ' || id as locator
from standing
union all
select contestant_id || '-alliance', election_id, contestant || ' and allies', 'alliance', 'parlgov-database', 'ElectionResult, id ' || id
from standing
where is_own_member
