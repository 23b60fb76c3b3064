-- The party behind each party list: the one of the same name. Capitals, accents and punctuation make no difference.
select distinct contestant_id, given_results.party_id
from given_results
join contestants using (contestant_id)
where contestants.kind = 'party list'
