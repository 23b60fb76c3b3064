-- What is hardly ever true
--
-- Each row that breaks a rule which nearly every election keeps. Nothing is corrected: a row whose reason is in the
-- table accepted_discrepancies is known, understood and kept; any other row is news, and fails the tests.
-- docs/rules.md says why each rule is here, and which true case keeps it from being refused. The rules:
--   polling takes at most 100 days.
--   two elections of one body share no polling day.
--   an event lies within two years of the polling.
--   a result is announced after the polling.
--   a polling event lies on the polling days.
--   a result is published after the polling.
--   a party runs after it was founded.
--   a party runs before it is dissolved.
--   a party exists when it takes a step.
--   no more are elected than the chamber has members.
--   a register has voters.
--   a turnout of 0 has no ballots.
--   a threshold is less than the whole.
--   a share has the decimals of its return.
--   votes are rounded like the counts of their return.
--   an office of one person has no seats.
--   a referendum fills an office of one person.
--   a joint list has several parties.
--   a party list has one party.
--   an alliance has members.
--   a person leads one contestant: unless one is a member of the other.
--   a retrospective return does not come first: where another return is ranked.
--   a person belongs to one country.
--   a step in ancestry stays in one country.
--   an area lies in a larger one of its country.
--   who calls for a boycott does not stand.
--   a boycott bears the name of its party.
--   an office has one holder: by one source, before or after one election.
--   a source has an address of its own.
--
-- key: rule, subject
with parties_on_the_ballot as (
    select contestants.election_id, contestants.contestant_id, parties.*
    from contestant_parties
    join contestants on contestants.contestant_id = contestant_parties.contestant_id
    join parties on parties.party_id = contestant_parties.party_id
),
parties_of_steps as (
    select earlier_party_id, later_party_id, happened_on, earlier_party_id as party_id from party_links
    union all
    select earlier_party_id, later_party_id, happened_on, later_party_id from party_links
),
names_of_parties as (
    select country_id, party_id, party as called from parties
    union
    select country_id, party_id, native_name from parties
),
parties_by_contestant as (
    select contestants.contestant_id, contestants.kind, count(contestant_parties.party_id) as parties
    from contestants
    left join contestant_parties on contestant_parties.contestant_id = contestants.contestant_id
    group by contestants.contestant_id, contestants.kind
),
events_beside_polling as (
    select
        events.election_id || ' ' || events.kind || ' ' || cast(events.happened_on as varchar)
        || ' ' || events.source_id as subject,
        events.kind,
        events.happened_on,
        coalesce(events.until_on, events.happened_on) as until_on,
        elections.first_polling_on,
        elections.last_polling_on
    from events
    join elections on elections.election_id = events.election_id
),
seats_of_offices as (
    select election_context.election_id
    from election_context
    where election_context.body_kind = 'presidency' and election_context.seats is not null
    union
    select election_context.election_id
    from election_context
    join area_seats on area_seats.election_id = election_context.election_id
    where election_context.body_kind = 'presidency'
    union
    select election_context.election_id
    from election_context
    join results on results.election_id = election_context.election_id
    where election_context.body_kind = 'presidency' and results.seats > 1
),
countries_of_people as (
    select office_holders.person_id, election_context.country_id
    from office_holders
    join election_context on election_context.election_id = office_holders.election_id
    union
    select leaders.person_id, election_context.country_id
    from leaders
    join contestants on contestants.contestant_id = leaders.contestant_id
    join election_context on election_context.election_id = contestants.election_id
    union
    -- an id begins with the code of a country
    select people.person_id, countries.country_id
    from people
    join countries on countries.country_id = substr(people.person_id, 1, strpos(people.person_id, '-') - 1)
),
contestants_of_leaders as (
    select distinct contestants.election_id, leaders.person_id, leaders.contestant_id
    from leaders
    join contestants on contestants.contestant_id = leaders.contestant_id
),
offenders as (
    select
        'polling takes at most 100 days' as rule,
        election_id as subject,
        cast(first_polling_on as varchar) || ' to ' || cast(last_polling_on as varchar) as found
    from elections
    where date_diff('day', first_polling_on, last_polling_on) between 100 and 1000000
    union all
    select
        'two elections of one body share no polling day',
        earlier.election_id || ' ' || later.election_id,
        cast(later.first_polling_on as varchar)
    from elections as earlier
    join elections as later
        on later.body_id = earlier.body_id
        and later.first_polling_on between earlier.first_polling_on and earlier.last_polling_on
    where
        earlier.election_id <> later.election_id
        and (later.first_polling_on > earlier.first_polling_on or later.election_id > earlier.election_id)
    union all
    select 'an event lies within two years of the polling', subject, cast(happened_on as varchar)
    from events_beside_polling
    where
        date_diff('day', happened_on, first_polling_on) between 732 and 1000000
        or date_diff('day', last_polling_on, until_on) between 732 and 1000000
    union all
    select
        'a result is announced after the polling',
        subject,
        cast(happened_on as varchar) || ', polling ' || cast(first_polling_on as varchar)
    from events_beside_polling
    where kind in ('announcement', 'confirmation', 'appeals ruled on') and happened_on < first_polling_on
    union all
    select
        'a polling event lies on the polling days',
        subject,
        cast(happened_on as varchar) || ', polling ' || cast(first_polling_on as varchar)
    from events_beside_polling
    where kind = 'polling' and (happened_on < first_polling_on or until_on > last_polling_on)
    union all
    select
        'a result is published after the polling',
        returns.return_id,
        cast(sources.published_on as varchar) || ', polling ' || cast(elections.first_polling_on as varchar)
    from returns
    join elections on elections.election_id = returns.election_id
    join sources on sources.source_id = returns.source_id
    left join results on results.return_id = returns.return_id
    where
        sources.published_on < elections.first_polling_on
        and (
            coalesce(returns.ballots_cast, returns.valid_votes, returns.turnout_pct) is not null
            or results.return_id is not null
        )
    union all
    select
        'a party runs after it was founded',
        parties_on_the_ballot.contestant_id || ' ' || parties_on_the_ballot.party_id,
        'founded in ' || cast(parties_on_the_ballot.founded_year as varchar)
    from parties_on_the_ballot
    join elections on elections.election_id = parties_on_the_ballot.election_id
    where parties_on_the_ballot.founded_year > year(elections.last_polling_on)
    union all
    select
        'a party runs before it is dissolved',
        parties_on_the_ballot.contestant_id || ' ' || parties_on_the_ballot.party_id,
        'dissolved in ' || cast(parties_on_the_ballot.dissolved_year as varchar)
    from parties_on_the_ballot
    join elections on elections.election_id = parties_on_the_ballot.election_id
    where parties_on_the_ballot.dissolved_year < year(elections.first_polling_on)
    union all
    select
        'a party exists when it takes a step',
        parties_of_steps.earlier_party_id || ' ' || parties_of_steps.later_party_id,
        parties.party_id || ' founded in ' || cast(parties.founded_year as varchar)
        || ', step in ' || cast(year(parties_of_steps.happened_on) as varchar)
    from parties_of_steps
    join parties on parties.party_id = parties_of_steps.party_id
    where parties.founded_year > year(parties_of_steps.happened_on)
    union all
    select
        'no more are elected than the chamber has members',
        statistics.election_id || ' ' || statistics.measure_id
        || ' ' || statistics.source_id || ' ' || statistics.locator,
        cast(statistics.amount as varchar) || ' of ' || cast(elections.seats as varchar)
    from statistics
    join elections on elections.election_id = statistics.election_id
    join measures on measures.measure_id = statistics.measure_id
    where
        statistics.amount > elections.seats
        and (
            measures.unit = 'seats'
            or statistics.measure_id = 'new_members'
            or statistics.measure_id like 'women_elected%'
        )
    union all
    select 'a register has voters', return_id, 'registered_voters is 0'
    from returns
    where registered_voters = 0
    union all
    select
        'a turnout of 0 has no ballots',
        return_id,
        cast(coalesce(ballots_cast, valid_votes) as varchar) || ' ballots'
    from returns
    where turnout_pct = 0 and coalesce(ballots_cast, valid_votes) > 0
    union all
    select
        'a threshold is less than the whole',
        election_id || ' ' || purpose || ' ' || source_id,
        cast(numerator as varchar) || ' of ' || cast(denominator as varchar)
    from thresholds
    where numerator = denominator
    union all
    select
        'a share has the decimals of its return',
        results.return_id || ' ' || results.contestant_id,
        cast(results.vote_share_pct as varchar) || ', decimals ' || cast(returns.share_decimals as varchar)
    from results
    join returns on returns.return_id = results.return_id
    where
        (returns.share_decimals = 0 and results.vote_share_pct <> floor(results.vote_share_pct))
        or (returns.share_decimals = 1 and 10 * results.vote_share_pct <> floor(10 * results.vote_share_pct))
    union all
    select
        'votes are rounded like the counts of their return',
        results.return_id || ' ' || results.contestant_id,
        cast(results.votes as varchar) || ', rounded to ' || cast(returns.counts_rounded_to as varchar)
    from results
    join returns on returns.return_id = results.return_id
    where results.votes % nullif(returns.counts_rounded_to, 0) <> 0
    union all
    select 'an office of one person has no seats', election_id, 'seats are given'
    from seats_of_offices
    union all
    select 'a referendum fills an office of one person', election_id, body_kind
    from election_context
    where kind = 'referendum on one candidate' and body_kind <> 'presidency'
    union all
    select 'a joint list has several parties', contestant_id, cast(parties as varchar)
    from parties_by_contestant
    where kind = 'joint list' and parties < 2
    union all
    select 'a party list has one party', contestant_id, cast(parties as varchar)
    from parties_by_contestant
    where kind = 'party list' and parties > 1
    union all
    select 'an alliance has members', parties_by_contestant.contestant_id, 'none'
    from parties_by_contestant
    left join alliance_members on alliance_members.alliance_contestant_id = parties_by_contestant.contestant_id
    where
        parties_by_contestant.kind = 'alliance'
        and parties_by_contestant.parties = 0
        and alliance_members.contestant_id is null
    union all
    select
        'a person leads one contestant',
        contestants_of_leaders.person_id || ' ' || contestants_of_leaders.contestant_id,
        'leads ' || rivals.contestant_id || ' too'
    from contestants_of_leaders
    join contestants_of_leaders as rivals
        on rivals.election_id = contestants_of_leaders.election_id
        and rivals.person_id = contestants_of_leaders.person_id
    left join alliance_members as memberships
        on memberships.contestant_id = contestants_of_leaders.contestant_id
        and memberships.alliance_contestant_id = rivals.contestant_id
    left join alliance_members as memberships_of_rivals
        on memberships_of_rivals.contestant_id = rivals.contestant_id
        and memberships_of_rivals.alliance_contestant_id = contestants_of_leaders.contestant_id
    where
        rivals.contestant_id > contestants_of_leaders.contestant_id
        and memberships.contestant_id is null
        and memberships_of_rivals.contestant_id is null
    union all
    select 'a retrospective return does not come first', returns.return_id, others.return_id || ' is ranked too'
    from returns
    join returns as others
        on others.election_id = returns.election_id
        and others.stage <> 'retrospective'
        and others.rank > 1
    where returns.stage = 'retrospective' and returns.rank = 1
    union all
    select 'a person belongs to one country', person_id, min(country_id) || ' and ' || max(country_id)
    from countries_of_people
    group by person_id
    having count(*) > 1
    union all
    select
        'a step in ancestry stays in one country',
        party_links.earlier_party_id || ' ' || party_links.later_party_id,
        earlier.country_id || ' and ' || later.country_id
    from party_links
    join parties as earlier on earlier.party_id = party_links.earlier_party_id
    join parties as later on later.party_id = party_links.later_party_id
    where earlier.country_id <> later.country_id
    union all
    select
        'an area lies in a larger one of its country',
        area_parents.area_id,
        areas.country_id || ' and ' || larger_areas.country_id
    from area_parents
    join areas on areas.area_id = area_parents.area_id
    join areas as larger_areas on larger_areas.area_id = area_parents.parent_area_id
    where areas.country_id <> larger_areas.country_id
    union all
    select
        'who calls for a boycott does not stand',
        boycotts.election_id || ' ' || boycotts.party_id || ' ' || boycotts.source_id,
        'is behind ' || parties_on_the_ballot.contestant_id
    from boycotts
    join parties_on_the_ballot
        on parties_on_the_ballot.party_id = boycotts.party_id
        and parties_on_the_ballot.election_id = boycotts.election_id
    union all
    select
        'a boycott bears the name of its party',
        boycotts.election_id || ' ' || boycotts.called_by || ' ' || boycotts.source_id,
        'is the name of ' || names_of_parties.party_id
    from boycotts
    join election_context on election_context.election_id = boycotts.election_id
    join names_of_parties
        on names_of_parties.country_id = election_context.country_id
        and names_of_parties.called = boycotts.called_by
    where boycotts.party_id is null or boycotts.party_id <> names_of_parties.party_id
    union all
    select
        'an office has one holder',
        election_id || ' ' || office || ' ' || phase || ' ' || source_id,
        cast(count(*) as varchar) || ' people'
    from office_holders
    group by election_id, office, phase, source_id
    having count(*) > 1
    union all
    select
        'a source has an address of its own',
        sources.source_id || ' ' || others.source_id,
        sources.url
    from sources
    join sources as others
        on replace(others.url, 'http://', 'https://') = replace(sources.url, 'http://', 'https://')
    where others.source_id > sources.source_id
),
offenders_once as (
    -- One row per rule and subject, where a subject breaks a rule in several ways.
    select rule, subject, min(found) as found
    from offenders
    group by rule, subject
),
offenders_of_collections as (
    -- The cause of all of them is 'as printed'.
    select
        offenders_once.rule,
        offenders_once.subject,
        accepted_causes.reason,
        accepted_causes.breaches,
        count(*) over (partition by accepted_causes.collection, accepted_causes.rule) as breaches_found
    from offenders_once
    join accepted_causes
        on accepted_causes.rule = offenders_once.rule
        and offenders_once.subject like accepted_causes.collection || '-%'
)
select
    offenders_once.rule,                                        -- the rule that is broken
    offenders_once.subject,                                     -- what breaks it: ids, with a blank between several
    offenders_once.found,                                       -- what was found instead
    coalesce(accepted_discrepancies.reason, offenders_of_collections.reason) is not null
        as is_accepted,                                         -- true: known, understood and kept; false: news
    coalesce(accepted_discrepancies.reason, offenders_of_collections.reason)
        as reason                                               -- why it is kept; null when it is news
from offenders_once
left join accepted_discrepancies
    on accepted_discrepancies.rule = offenders_once.rule
    and accepted_discrepancies.subject = offenders_once.subject
left join offenders_of_collections
    on offenders_of_collections.rule = offenders_once.rule
    and offenders_of_collections.subject = offenders_once.subject
    and offenders_of_collections.breaches_found = offenders_of_collections.breaches
order by is_accepted, offenders_once.rule, offenders_once.subject
