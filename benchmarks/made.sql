-- Made elections of one country, in the tables of schema/. generate.py runs this for one country after another.
-- A country holds ten elections to a chamber whose constituencies have one seat each. Every polling station reports the
-- votes of everyone who stands there. Every constituency has its total, its registered voters and its winner's seat.
-- As in real elections, the largest stations are a hundred times the size of the smallest, a few parties have most of
-- the votes, strongholds lie side by side, small parties stand in some places only, and the votes are missing from one
-- row in two hundred. There are no alliances, and one return for each election.

-- A number from 0 up to 1 that depends on the seed and on what it is drawn for.
create macro draw(purpose, a, b := 0, c := 0) as
    (hash(getvariable('seed'), purpose, a, b, c) >> 11) / 9007199254740992.0;

create table nations as
select
    cast(getvariable('country') as integer) as nation,
    format('made-{:03d}', nation) as prefix,
    cast(coalesce(getvariable('stations'), 4500 + 5000 * draw('stations', nation)) as integer) as stations;

create table polls as
select
    nation,
    prefix,
    1986 + nation % 4 + 4 * number as year,
    number,
    format('{}-assembly-{}', prefix, year) as election_id,
    format('{}-assembly-{}-final', prefix, year) as return_id
from nations
cross join (select cast(range as integer) as number from range(10)) as numbers;

create table sources as
select
    'made-elections' as source_id,
    'dataset' as kind,
    'Hemicycle' as publisher,
    'Made elections' as source,
    'en' as language
where getvariable('country') = 0;

create table countries as
select
    prefix as country_id,
    format('{:03d}', nation) as alpha_3,
    'Country ' || nation as country,
    country as native_name
from nations;

create table bodies as
select
    prefix || '-assembly' as body_id,
    prefix as country_id,
    'legislature' as kind,
    'Assembly' as body,
    'Assembly' as native_name
from nations;

create table polling_stations as
select
    nation,
    prefix,
    cast(range as integer) as station,
    station // 50 as constituency,
    station // 500 as region,
    format('{}-station-{:04d}', prefix, station) as area_id,
    format('{}-constituency-{:03d}', prefix, constituency) as constituency_id,
    format('{}-region-{:02d}', prefix, region) as region_id,
    40 + 4000 * power(draw('register', nation, station), 3) as voters
from nations
cross join range(10000)
where range < stations;

create table party_lists as
select
    polls.*,
    party,
    format('{}-party-{:02d}', prefix, party) as party_id,
    format('{}-{:02d}', election_id, party) as contestant_id,
    (0.5 + draw('strength', nation, party) + 0.5 * draw('tide', nation, party, number)) / power(party, 0.7) as strength,
    greatest(0.3, 1.1 - party * 0.04) as spread
from polls
cross join (select cast(range as integer) as party from range(1, 29)) as parties
where party <= 14 + 14 * draw('contestants', nation, number);

create table area_results as
with votes_by_station as (
    select
        party_lists.number,
        party_lists.party,
        polling_stations.station,
        polling_stations.constituency,
        party_lists.election_id,
        party_lists.return_id,
        polling_stations.area_id,
        polling_stations.constituency_id,
        party_lists.contestant_id,
        0.1 + 3 * power(draw('stronghold', nation, party, region), 4) + draw('local', number, party, station)
            as local_strength,
        case
            when draw('unknown', number, party, station) >= 0.005
                then cast(voters * 0.3 * strength * local_strength as bigint)
        end as votes
    from party_lists
    join polling_stations using (nation)
    where draw('stands', nation, party, constituency) < spread
),
votes_by_constituency as (
    select
        number,
        party,
        constituency,
        election_id,
        return_id,
        constituency_id,
        contestant_id,
        cast(sum(votes) as bigint) as votes
    from votes_by_station
    group by all
),
votes_by_area as (
    select
        number,
        1 as level,
        station as area,
        party,
        election_id,
        return_id,
        area_id,
        contestant_id,
        votes,
        cast(null as integer) as seats
    from votes_by_station
    union all
    select
        number,
        0,
        constituency,
        party,
        election_id,
        return_id,
        constituency_id,
        contestant_id,
        votes,
        cast(
            row_number() over (partition by number, constituency order by votes desc nulls last, party) = 1 as integer
        )
    from votes_by_constituency
)
select election_id, return_id, area_id, contestant_id, votes, seats
from votes_by_area
order by number, level, area, party;

create table area_ballots as
with valid_votes_by_station as (
    select election_id, return_id, area_id, constituency_id, cast(sum(votes) as bigint) as valid_votes
    from area_results
    join polling_stations using (area_id)
    group by all
),
ballots_by_station as (
    select
        *,
        cast(floor(valid_votes * 0.03 * draw('spoiled', election_id, area_id)) as bigint) as invalid_votes,
        valid_votes + invalid_votes as ballots_cast,
        cast(floor(ballots_cast * (1.1 + draw('absent', area_id))) as bigint) as registered_voters
    from valid_votes_by_station
)
select election_id, return_id, area_id, registered_voters, ballots_cast, valid_votes, invalid_votes
from ballots_by_station
union all
select
    election_id,
    return_id,
    constituency_id,
    cast(sum(registered_voters) as bigint),
    cast(sum(ballots_cast) as bigint),
    cast(sum(valid_votes) as bigint),
    cast(sum(invalid_votes) as bigint)
from ballots_by_station
group by election_id, return_id, constituency_id
order by election_id, return_id, area_id;

create table elections as
select
    election_id,
    prefix || '-assembly' as body_id,
    format('Country {} {}', nation, year) as election,
    'direct vote' as kind,
    make_date(year, 5, 1) as first_polling_on,
    first_polling_on as last_polling_on,
    'general' as scope,
    1 as round,
    false as is_annulled,
    1 as votes_per_ballot,
    constituencies as seats,
    constituencies as chamber_seats,
    'made-elections' as source_id,
    'made' as locator
from polls
join (
    select nation, cast(count(distinct constituency) as integer) as constituencies
    from polling_stations
    group by nation
) as chambers using (nation)
order by election_id;

create table predecessors as
select
    polls.election_id,
    previous_polls.election_id as previous_election_id,
    polls.prefix || '-assembly' as body_id,
    'made-elections' as source_id,
    'made' as locator
from polls
join polls as previous_polls on previous_polls.nation = polls.nation and previous_polls.number = polls.number - 1
order by polls.election_id;

create table parties as
select distinct
    party_id,
    prefix as country_id,
    'Party ' || party as party,
    'made-elections' as source_id,
    'made' as locator
from party_lists
order by party_id;

create table contestants as
select
    contestant_id,
    election_id,
    'Party ' || party as contestant,
    'party list' as kind,
    true as is_valid,
    'made-elections' as source_id,
    'made' as locator
from party_lists
order by contestant_id;

create table contestant_parties as
select contestant_id, party_id
from party_lists
order by contestant_id;

create table returns as
select
    return_id,
    election_id,
    'made-elections' as source_id,
    'made' as locator,
    'final' as stage,
    'whole' as tier,
    true as is_complete,
    true as names_everyone,
    1 as counts_rounded_to,
    1 as rank,
    'the only one' as rank_reason
from polls
order by return_id;

create table results as
select
    return_id,
    contestant_id,
    election_id,
    cast(sum(votes) as bigint) as votes,
    cast(sum(seats) as integer) as seats
from area_results
where seats is not null
group by return_id, contestant_id, election_id
order by return_id, contestant_id;

create table areas as
with areas_of_every_kind as (
    select prefix, prefix as area_id, 'country' as kind from nations
    union all select distinct prefix, region_id, 'region' from polling_stations
    union all select distinct prefix, constituency_id, 'constituency' from polling_stations
    union all select prefix, area_id, 'polling station' from polling_stations
)
select area_id, prefix as country_id, kind, area_id as area, 'made-elections' as source_id, 'made' as locator
from areas_of_every_kind
order by area_id;

create table area_parents as
select distinct region_id as area_id, prefix as parent_area_id from polling_stations
union all select distinct constituency_id, region_id from polling_stations
union all select area_id, constituency_id from polling_stations
order by area_id;

create table area_seats as
select election_id, area_id, 1 as seats, 'made-elections' as source_id, 'made' as locator
from polls
join areas on areas.country_id = polls.prefix and areas.kind = 'constituency'
order by election_id, area_id;

-- These are not tables of schema/.
drop table nations;
drop table polls;
drop table polling_stations;
drop table party_lists;
