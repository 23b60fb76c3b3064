-- The parties behind each contestant.
select contestant_id, given_parties.party_id, arg_min(given_parties.found_at, row) as found_at
from given_parties
join parties using (party_id)
group by contestant_id, given_parties.party_id
