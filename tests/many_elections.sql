-- Made-up elections of one country. The variable `elections` says how many elections its chamber has.
-- The chamber has 100 seats, is elected every two years, and is counted at six polling stations; a president is elected
-- once. Six contestants stand each time, two of them in an alliance; in every third election one calls for a boycott
-- instead. Two sources report each result and contradict each other here and there.
-- Remainders of products with primes take the place of chance, so that every run and every engine has the same rows.
insert or ignore into source_kinds values
    ('official', 1, 'made up'),
    ('press', 2, 'made up');
insert into sources values
    ('gazette', 'official', 'Gazette', 'Results', 'en', '2000-01-01', 'https://example.org', null, null),
    ('paper', 'press', 'Paper', 'Results, "second" edition', 'en', null, null, null, 'wire'),
    ('copy', 'press', 'Copyist', 'Résultats d''Älvdal', 'sv', null, null, null, 'wire');
insert into countries values ('xx', 'XXX', 'Nowhere', 'Ingenstans');
insert into bodies values
    ('xx-house', 'xx', 'legislature', 'House', 'Hus'),
    ('xx-president', 'xx', 'presidency', 'President', 'President');
insert into parties by name
select
    'xx-' || number as party_id,
    'xx' as country_id,
    ['Zeta', 'alpha', 'Älv', 'beta', 'Ost', 'Éclair', 'Old Ost', 'Half'][number + 1] as party,
    null as abbreviation,
    null as native_name,
    1900 + number as founded_year,
    null as dissolved_year,
    'gazette' as source_id,
    'p. 1' as locator
from range(8) as numbers (number);
insert into party_links values
    ('xx-6', 'xx-4', 'renamed', '1902-06-01', 'month', 'gazette', 'p. 2'),
    ('xx-7', 'xx-0', 'split', '1903-01-01', 'year', 'paper', 'p. 2'),
    ('xx-3', 'xx-5', 'merged', '1904-05-06', 'day', 'paper', 'p. 2');
insert into people by name
select 'xx-person-' || number as person_id, 'Person ' || number as person, 'paper' as source_id, 'p. 3' as locator
from range(4) as numbers (number);
insert or ignore into measures values
    ('women_elected', 'persons', 'women elected'),
    ('candidates', 'persons', 'candidates who stood'),
    ('turnout_claimed', 'percent', 'turnout that others claim');
insert into areas (area_id, country_id, kind, area, native_name, source_id, locator) values
    ('xx', 'xx', 'country', 'Nowhere', null, 'gazette', 'map'),
    ('xx-north', 'xx', 'constituency', 'North', 'Norr', 'gazette', 'map'),
    ('xx-south', 'xx', 'constituency', 'South', null, 'gazette', 'map');
insert into areas (area_id, country_id, kind, area, source_id, locator)
select area_id || '-' || number, 'xx', 'polling station', area || ' ' || number, 'gazette', 'map'
from areas
cross join range(3) as numbers (number)
where area_id in ('xx-north', 'xx-south');
insert into area_parents
select area_id, case when kind = 'constituency' then 'xx' else left(area_id, 8) end as parent_area_id
from areas
where area_id like 'xx-%';

insert into elections
select
    'xx-' || number as election_id,
    'xx-house' as body_id,
    'House ' || number as election,
    'direct vote' as kind,
    date '1900-03-04' + (730 * number)::int as first_polling_on,
    date '1900-03-05' + (730 * number)::int as last_polling_on,
    'general' as scope,
    1 as round,
    false as is_annulled,
    1 as votes_per_ballot,
    100 as seats,
    100 as chamber_seats,
    'gazette' as source_id,
    'p. 4' as locator
from range(getvariable('elections')) as numbers (number);
insert into elections values
    (
        'xx-president-1',
        'xx-president',
        'President',
        'referendum on one candidate',
        '1901-01-01',
        '1901-01-01',
        'general',
        1,
        false,
        1,
        null,
        null,
        'gazette',
        'p. 4'
    );
insert into predecessors
select 'xx-' || number, 'xx-' || number - 1, 'xx-house', 'gazette', 'p. 4'
from range(1, getvariable('elections')) as numbers (number);

create temp table house_contestants as
select
    'xx-' || election_number as election_id,
    'xx-' || election_number || '-' || contestant_number as contestant_id,
    election_number,
    contestant_number,
    (election_number * 7919 + contestant_number * 104729 + election_number * contestant_number * 31) % 997 + 1
        as strength
from range(getvariable('elections')) as election_numbers (election_number)
cross join range(7) as contestant_numbers (contestant_number)
where not (contestant_number = 1 and election_number % 3 = 2);
insert into contestants
select
    contestant_id,
    election_id,
    case contestant_number
        when 5 then 'Both'
        when 6 then 'Independents'
        else (select party from parties where party_id = 'xx-' || contestant_number)
    end as contestant,
    case contestant_number when 5 then 'alliance' when 6 then 'independents' else 'party list' end as kind,
    true as is_valid,
    case contestant_number when 0 then '#00FF00' end as colour,
    'gazette' as source_id,
    'p. 5' as locator
from house_contestants;
insert into contestants values
    ('xx-president-1-yes', 'xx-president-1', 'Yes', 'candidate', true, null, 'gazette', 'p. 5'),
    ('xx-president-1-no', 'xx-president-1', 'No', 'option', true, null, 'gazette', 'p. 5');
insert into contestant_parties
select
    contestant_id,
    case when contestant_number = 4 and election_number < 2 then 'xx-6' else 'xx-' || contestant_number end as party_id
from house_contestants
where contestant_number < 5;
insert into alliance_members
select members.contestant_id, alliances.contestant_id, members.election_id, 'gazette', 'p. 5'
from house_contestants as members
join house_contestants as alliances
    on alliances.election_id = members.election_id
    and alliances.contestant_number = 5
where members.contestant_number in (2, 3) and members.election_number % 2 = 0;
insert into leaders
select contestant_id, 'xx-person-' || contestant_number % 4, 'paper', 'p. 5'
from house_contestants
where contestant_number < 5;
insert into boycotts
select 'xx-' || number, 'alpha', 'paper', 'p. 6', 'xx-1', null
from range(2, getvariable('elections'), 3) as numbers (number);
insert into reserved_seats
select contestant_id, 'gazette', 'p. 6', 3
from house_contestants
where contestant_number = 3;
insert into thresholds
select
    election_id,
    'entry' as purpose,
    'gazette' as source_id,
    'p. 6' as locator,
    2 as numerator,
    3 as denominator,
    'valid votes' as share_of
from elections
where election_id like 'xx-%';
insert into area_seats
select election_id, area_id, case area_id when 'xx-north' then 61 else 39 end as seats, 'gazette', 'p. 6'
from elections
cross join areas
where body_id = 'xx-house' and area_id in ('xx-north', 'xx-south');

create temp table contestants_with_totals as
select house_contestants.*, totals.votes as valid_votes, 2 * totals.votes + election_number as registered_voters
from house_contestants
join (
    select election_id, sum(strength * 97) as votes
    from house_contestants
    group by election_id
) as totals using (election_id);
insert into returns
select distinct
    election_id || '-gazette' as return_id,
    election_id,
    'gazette' as source_id,
    'p. 7' as locator,
    'final' as stage,
    'whole' as tier,
    true as is_complete,
    true as names_everyone,
    null as share_base,
    null as share_base_note,
    null as share_decimals,
    1 as counts_rounded_to,
    registered_voters,
    valid_votes + election_number % 50 as ballots_cast,
    valid_votes,
    null as votes_counted,
    election_number % 50 as invalid_votes,
    null as turnout_pct,
    null as turnout_base,
    null as turnout_decimals,
    1 as rank,
    'the law''s own' as rank_reason,
    null as note
from contestants_with_totals;
insert into returns
select distinct
    election_id || '-' || source_id as return_id,
    election_id,
    source_id,
    'p. 8' as locator,
    'provisional' as stage,
    'whole' as tier,
    false as is_complete,
    false as names_everyone,
    'valid votes' as share_base,
    null as share_base_note,
    1 as share_decimals,
    10 as counts_rounded_to,
    null as registered_voters,
    null as ballots_cast,
    null as valid_votes,
    null as votes_counted,
    null as invalid_votes,
    round(100.0 * valid_votes / registered_voters + election_number % 4, 1) as turnout_pct,
    'registered voters' as turnout_base,
    1 as turnout_decimals,
    rank,
    null as rank_reason,
    'early' as note
from contestants_with_totals
cross join (values ('paper', 2), ('copy', null)) as press_ranks (source_id, rank);
insert into returns values
    (
        'xx-president-1-gazette',
        'xx-president-1',
        'gazette',
        'p. 7',
        'final',
        'whole',
        true,
        true,
        null,
        null,
        null,
        1,
        9000,
        8000,
        7900,
        null,
        100,
        null,
        null,
        null,
        1,
        'only',
        null
    );
insert into results
select election_id || '-gazette', contestant_id, election_id, strength * 97, null, strength % 30, null
from contestants_with_totals;
insert into results
select
    election_id || '-' || source_id as return_id,
    contestant_id,
    election_id,
    case when contestant_number <> 3 then strength * 97 - election_number % 2 end as votes,
    round(100.0 * strength * 97 / valid_votes, 1) as vote_share_pct,
    case when contestant_number < 3 then (strength + election_number % 3) % 30 end as seats,
    'p. 9' as locator
from contestants_with_totals
cross join (values ('paper'), ('copy')) as press_sources (source_id);
insert into area_results
select
    election_id,
    election_id || '-gazette' as return_id,
    area_id,
    contestant_id,
    strength * (3 * contestant_number + station_number * station_number + 1) as votes,
    null as seats
from contestants_with_totals
cross join (
    select area_id, cast(right(area_id, 1) as integer) as station_number
    from areas
    where kind = 'polling station' and country_id = 'xx'
) as stations;
insert into area_results
select
    area_results.election_id,
    area_results.return_id,
    area_parents.parent_area_id,
    area_results.contestant_id,
    sum(votes) as votes,
    case when contestant_id like '%-0' then 1 end as seats
from area_results
join area_parents using (area_id)
group by all;
insert into area_ballots
select
    area_results.election_id,
    area_results.return_id,
    area_id,
    3 * sum(votes) as registered_voters,
    sum(votes) + 7 as ballots_cast,
    sum(votes) as valid_votes,
    7 as invalid_votes
from area_results
left join alliance_members using (contestant_id)
where alliance_members.contestant_id is null and starts_with(area_results.election_id, 'xx-')
group by all;

insert into results values
    ('xx-president-1-gazette', 'xx-president-1-yes', 'xx-president-1', 7000, null, null, null),
    ('xx-president-1-gazette', 'xx-president-1-no', 'xx-president-1', 900, null, null, null);

insert into statistics
select
    election_id,
    measure_id,
    source_id,
    'p. 10' as locator,
    null as contestant_id,
    qualifier,
    20 + election_number % 30 + surplus as amount,
    1 as rounded_to,
    null as percentage,
    null as decimals,
    null as note
from (select distinct election_id, election_number from house_contestants) as house_elections
cross join (
    values
        ('women_elected', 'gazette', 'exact', 0),
        ('women_elected', 'paper', 'about', 1),
        ('candidates', 'paper', 'at least', 400)
) as figures (measure_id, source_id, qualifier, surplus);
insert into statistics
select distinct
    election_id,
    'turnout_claimed' as measure_id,
    'copy' as source_id,
    'p. 10' as locator,
    null as contestant_id,
    'about' as qualifier,
    null::bigint as amount,
    null::bigint as rounded_to,
    30.5 + election_number % 9 as percentage,
    1 as decimals,
    null as note
from house_contestants;
insert into office_holders
select
    'xx-' || election_number as election_id,
    'speaker' as office,
    phase,
    'xx-person-' || (election_number + shift) % 4 as person_id,
    'gazette' as source_id,
    'p. 11' as locator,
    case when election_number % 5 = 0 then null else 'xx-' || (election_number + shift) % 5 end as party_id,
    election_number % 5 = 0 as is_independent,
    null as since_on
from range(getvariable('elections')) as election_numbers (election_number)
cross join (values ('before', 0), ('after', 1)) as phases (phase, shift);
insert into events
select
    election_id,
    'announcement' as kind,
    first_polling_on + 3 as happened_on,
    'gazette' as source_id,
    'p. 12' as locator,
    null as until_on,
    'first figures' as description
from elections
where election_id like 'xx-%';
insert into accepted_discrepancies
select rule, subject, 'made up'
from arithmetic_checks
where election_id like 'xx-%'
order by rule, subject
limit 1;
drop table house_contestants;
drop table contestants_with_totals;

-- A government of two parties a month after each election, and a caretaker of one party a year later.
insert into cabinets
select
    'xx-cabinet-' || number || '-' || later as cabinet_id,
    'xx' as country_id,
    'xx-' || number as election_id,
    'Cabinet ' || (2 * number + later) as cabinet,
    'xx-person-' || (number % 4) as person_id,
    date '1900-04-04' + (730 * number + 365 * later)::int as started_on,
    case later when 0 then 'election' else 'parties' end as start_kind,
    later = 1 as is_caretaker,
    'gazette' as source_id,
    'p. 9' as locator
from range(getvariable('elections')) as numbers (number)
cross join range(2) as terms (later);
insert into cabinet_parties
select
    cabinets.cabinet_id,
    'xx-' || (2 * n.number + 1) as party_id,
    n.number = 0 as is_of_prime_minister
from cabinets
cross join range(2) as n (number)
where cabinets.country_id = 'xx' and (n.number = 0 or not cabinets.is_caretaker);
