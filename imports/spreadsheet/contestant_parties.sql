-- The party behind each party list: that of its name.
select contestants.contestant_id, parties.party_id
from contestants
join elections on elections.election_id = contestants.election_id
join bodies on bodies.body_id = elections.body_id
join parties on parties.country_id = bodies.country_id and parties.name = contestants.label and starts_with(parties.party_id, 'spreadsheet-')
where contestants.kind = 'party list' and starts_with(contestants.contestant_id, 'spreadsheet-')
