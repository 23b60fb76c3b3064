-- The parties of cabinets. 'none' is the publisher's word for a prime minister without a party, and no party here.
select
    'parlgov-cabinet-' || cabinet_parties.cabinet as cabinet_id,
    'parlgov-party-' || cabinet_parties.party as party_id,
    cabinet_parties.pm = '1' as is_of_prime_minister,
    'CabinetParty ' || cabinet_parties.id as found_at
from read_csv('42__cabinets__CabinetParty.csv', header = true, all_varchar = true) as cabinet_parties
join read_csv('21__parties__Party.csv', header = true, all_varchar = true) as parties
    on parties.id = cabinet_parties.party
where parties.name_short <> 'none'
