-- Its own party behind every contestant, and the parties that have no figures of their own behind the one that has
-- them: the smaller alliance that the publisher names (alliance_alliance_id), else the result they hang on.
with given as (
    select id, election, 'parlgov-' || election || '-' || party as contestant_id, 'parlgov-party-' || party as party_id, alliance,
        json_extract_string(data_json, '$.alliance_alliance_id') as inner_alliance
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true)
)
select contestants.contestant_id, given.party_id
from given
join contestants on contestants.contestant_id = given.contestant_id
where contestants.kind <> 'independents'
union
select coalesce(inner_ones.contestant_id, outer_ones.contestant_id), given.party_id
from given
join given as outers on outers.id = given.alliance
left join contestants as outer_ones on outer_ones.contestant_id = outers.contestant_id
left join given as inners on inners.id = given.inner_alliance and inners.election = given.election
left join contestants as inner_ones on inner_ones.contestant_id = inners.contestant_id
where given.contestant_id not in (select contestant_id from contestants)
