-- The parties behind each contestant. Every contestant has its own party. A party without figures of its own stands
-- behind the contestant that has its figures: the smaller alliance that the publisher names (alliance_alliance_id) or,
-- where none is named, the result that the party is attached to.
with published_results as (
    select
        id,
        election,
        'parlgov-' || election || '-' || party as contestant_id,
        'parlgov-party-' || party as party_id,
        alliance,
        json_extract_string(data_json, '$.alliance_alliance_id') as smaller_alliance
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true)
)
select contestants.contestant_id, published_results.party_id
from published_results
join contestants on contestants.contestant_id = published_results.contestant_id
where contestants.kind <> 'independents'
union
select coalesce(smaller_contestants.contestant_id, larger_contestants.contestant_id), members.party_id
from published_results as members
join published_results as larger_alliances on larger_alliances.id = members.alliance
left join contestants as larger_contestants on larger_contestants.contestant_id = larger_alliances.contestant_id
left join published_results as smaller_alliances
    on smaller_alliances.id = members.smaller_alliance
    and smaller_alliances.election = members.election
left join contestants as smaller_contestants on smaller_contestants.contestant_id = smaller_alliances.contestant_id
where members.contestant_id not in (select contestant_id from contestants)
