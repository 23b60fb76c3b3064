-- Made-up elections of one country, as many as the variable `elections` says: a chamber of 100 seats, filled every two
-- years and counted at six polling stations, and a president elected once. Six contestants stand each time, two of them in an alliance; in every third
-- election one calls for a boycott instead. Two sources report each result and contradict each other here and there.
-- Remainders of products with primes stand for chance, so that every run and every engine has the same rows.
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
insert into parties
select 'xx-' || n, 'xx', ['Zeta', 'alpha', 'Älv', 'beta', 'Ost', 'Éclair', 'Old Ost', 'Half'][n + 1], null, null, 1900 + n, null, 'gazette', 'p. 1'
from range(8) as numbers (n);
insert into party_links values
    ('xx-6', 'xx-4', 'renamed', '1902-06-01', 'month', 'gazette', 'p. 2'),
    ('xx-7', 'xx-0', 'split', '1903-01-01', 'year', 'paper', 'p. 2'),
    ('xx-3', 'xx-5', 'merged', '1904-05-06', 'day', 'paper', 'p. 2');
insert into people select 'xx-person-' || n, 'Person ' || n, null, 'paper', 'p. 3' from range(4) as numbers (n);
insert or ignore into measures values
    ('women_elected', 'persons', 'women elected'),
    ('candidates', 'persons', 'candidates who stood'),
    ('turnout_claimed', 'percent', 'turnout that others claim');
insert into areas values
    ('xx', 'xx', 'country', 'Nowhere', null, 'gazette', 'map'),
    ('xx-north', 'xx', 'constituency', 'North', 'Norr', 'gazette', 'map'),
    ('xx-south', 'xx', 'constituency', 'South', null, 'gazette', 'map');
insert into areas
select area_id || '-' || n, 'xx', 'polling station', area || ' ' || n, null, 'gazette', 'map'
from areas, range(3) as numbers (n) where area_id in ('xx-north', 'xx-south');
insert into area_parents
select area_id, case when kind = 'constituency' then 'xx' else left(area_id, 8) end from areas where area_id like 'xx-%';

insert into elections
select 'xx-' || n, 'xx-house', 'House ' || n, 'direct vote', date '1900-03-04' + (730 * n)::int, date '1900-03-05' + (730 * n)::int, 100, 'gazette', 'p. 4'
from range(getvariable('elections')) as numbers (n);
insert into elections values ('xx-president-1', 'xx-president', 'President', 'referendum on one candidate', '1901-01-01', '1901-01-01', null, 'gazette', 'p. 4');
insert into predecessors
select 'xx-' || n, 'xx-' || n - 1, 'xx-house', 'gazette', 'p. 4' from range(1, getvariable('elections')) as numbers (n);

create temp table ballot as
select 'xx-' || e as election_id, 'xx-' || e || '-' || p as contestant_id, e, p, (e * 7919 + p * 104729 + e * p * 31) % 997 + 1 as strength
from range(getvariable('elections')) as elections (e), range(7) as parties (p)
where not (p = 1 and e % 3 = 2);
insert into contestants
select contestant_id, election_id, case p when 5 then 'Both' when 6 then 'Independents' else (select party from parties where party_id = 'xx-' || p) end, case p when 5 then 'alliance' when 6 then 'independents' else 'party list' end,
    case p when 0 then '#00FF00' end, 'gazette', 'p. 5'
from ballot;
insert into contestants values
    ('xx-president-1-yes', 'xx-president-1', 'Yes', 'candidate', null, 'gazette', 'p. 5'),
    ('xx-president-1-no', 'xx-president-1', 'No', 'option', null, 'gazette', 'p. 5');
insert into contestant_parties select contestant_id, case when p = 4 and e < 2 then 'xx-6' else 'xx-' || p end from ballot where p < 5;
insert into alliance_members
select members.contestant_id, alliances.contestant_id, members.election_id, 'gazette', 'p. 5'
from ballot as members
join ballot as alliances on alliances.election_id = members.election_id and alliances.p = 5
where members.p in (2, 3) and members.e % 2 = 0;
insert into leaders select contestant_id, 'xx-person-' || p % 4, 'paper', 'p. 5' from ballot where p < 5;
insert into boycotts
select 'xx-' || e, 'alpha', 'paper', 'p. 6', 'xx-1', null from range(2, getvariable('elections'), 3) as numbers (e);
insert into reserved_seats select contestant_id, 'gazette', 'p. 6', 3 from ballot where p = 3;
insert into thresholds select election_id, 'entry', 'gazette', 'p. 6', 2, 3, 'valid votes' from elections where election_id like 'xx-%';
insert into area_seats
select election_id, area_id, case area_id when 'xx-north' then 61 else 39 end, 'gazette', 'p. 6'
from elections, areas where body_id = 'xx-house' and area_id in ('xx-north', 'xx-south');

create temp table counted as
select ballot.*, whole.votes as valid, 2 * whole.votes + e as register
from ballot
join (select election_id, sum(strength * 97) as votes from ballot group by election_id) as whole using (election_id);
insert into returns
select distinct election_id || '-gazette', election_id, 'gazette', 'p. 7', 'final', 'whole', true, null, null, null, 1, register, valid + e % 50, valid, e % 50, null, null, null, 1, 'the law''s own', null
from counted;
insert into returns
select distinct election_id || '-' || source, election_id, source, 'p. 8', 'provisional', 'whole', false, 'valid votes', null, 1, 10, null, null, null, null, round(100.0 * valid / register + e % 4, 1), 'registered voters', 1, rank, null, 'early'
from counted, (values ('paper', 2), ('copy', null)) as others (source, rank);
insert into returns values
    ('xx-president-1-gazette', 'xx-president-1', 'gazette', 'p. 7', 'final', 'whole', true, null, null, null, 1, 9000, 8000, 7900, 100, null, null, null, 1, 'only', null);
insert into results
select election_id || '-gazette', contestant_id, election_id, strength * 97, null, strength % 30, null from counted;
insert into results
select election_id || '-' || source, contestant_id, election_id, case when p <> 3 then strength * 97 - e % 2 end, round(100.0 * strength * 97 / valid, 1), case when p < 3 then (strength + e % 3) % 30 end, 'p. 9'
from counted, (values ('paper'), ('copy')) as others (source);
insert into area_results
select election_id, election_id || '-gazette', area_id, contestant_id, strength * (3 * p + n * n + 1), null
from counted, (select area_id, cast(right(area_id, 1) as integer) as n from areas where kind = 'polling station' and country_id = 'xx') as stations;
insert into area_results
select area_results.election_id, area_results.return_id, area_parents.parent_area_id, area_results.contestant_id, sum(votes), case when contestant_id like '%-0' then 1 end
from area_results
join area_parents using (area_id)
group by all;
insert into area_ballots
select area_results.election_id, area_results.return_id, area_id, 3 * sum(votes), sum(votes) + 7, sum(votes), 7
from area_results
left join alliance_members using (contestant_id)
where alliance_members.contestant_id is null and starts_with(area_results.election_id, 'xx-')
group by all;

insert into results values
    ('xx-president-1-gazette', 'xx-president-1-yes', 'xx-president-1', 7000, null, null, null),
    ('xx-president-1-gazette', 'xx-president-1-no', 'xx-president-1', 900, null, null, null);

insert into statistics
select election_id, measure_id, source_id, 'p. 10', null, qualifier, 20 + e % 30 + extra, 1, null, null, null
from (select distinct election_id, e from ballot), (values ('women_elected', 'gazette', 'exact', 0), ('women_elected', 'paper', 'about', 1), ('candidates', 'paper', 'at least', 400)) as figures (measure_id, source_id, qualifier, extra);
insert into statistics
select distinct election_id, 'turnout_claimed', 'copy', 'p. 10', null, 'about', null::bigint, null::bigint, 30.5 + e % 9, 1, null from ballot;
insert into office_holders
select 'xx-' || e, 'speaker', phase, 'xx-person-' || (e + shift) % 4, 'gazette', 'p. 11', case when e % 5 = 0 then null else 'xx-' || (e + shift) % 5 end, e % 5 = 0, null
from range(getvariable('elections')) as numbers (e), (values ('before', 0), ('after', 1)) as phases (phase, shift);
insert into events
select election_id, 'announcement', first_polling_on + 3, 'gazette', 'p. 12', null, 'first figures' from elections where election_id like 'xx-%';
insert into accepted_discrepancies
select rule, subject, 'made up' from arithmetic_checks where election_id like 'xx-%' order by rule, subject limit 1;
drop table ballot;
drop table counted;
