-- The party behind each party list: that of its name, however it is written.
select distinct contestant_id, given_results.party_id
from given_results
join contestants using (contestant_id)
where contestants.kind = 'party list'
