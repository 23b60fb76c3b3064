-- The party on the line of each candidate.
select contestants.contestant_id, lines.party_id
from contestants
join lines on 'row ' || lines.line = contestants.locator
where contestants.source_id = 'medsl_house-1976-2018' and contestants.kind = 'candidate' and lines.party_id is not null
