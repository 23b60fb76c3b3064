-- Who continues whom
--
-- For every contestant, the contestants of the previous election of the same body that it continues, in two readings.
-- same name: a party continues itself, an alliance the alliance of that name, independents the independents.
-- like for like: a contestant also continues every earlier one whose parties have all become parties of its own by
-- polling day, through renaming, merger or succession. Where several contestants now hold parties of one earlier
-- contestant, each of them has a row, and claimants says how many there are. Candidates of one area continue nobody
-- here; area_swing compares them.
--
-- key: election_id, reading, contestant_id, previous_contestant_id
with standing as (
    select * from standings where not is_local
),
now as (
    select standing.*, elections.first_polling_on
    from standing
    join predecessors on predecessors.election_id = standing.election_id
    join elections on elections.election_id = standing.election_id
    where not standing.is_previous
),
earlier as (
    select *
    from standing
    where is_previous
),
held as (
    select standing.election_id, standing.is_previous, standing.contestant_id, contestant_parties.party_id
    from standing
    join contestant_parties on contestant_parties.contestant_id = standing.contestant_id
    union
    select standing.election_id, standing.is_previous, standing.alliance_contestant_id, contestant_parties.party_id
    from standing
    join contestant_parties on contestant_parties.contestant_id = standing.contestant_id
    where standing.alliance_contestant_id is not null
),
earlier_parties as (
    select
        election_id,
        contestant_id,
        party_id,
        count(*) over (partition by election_id, contestant_id) as party_count
    from held
    where is_previous
),
same_name as (
    select
        now.election_id,
        now.contestant_id,
        now.alliance_contestant_id is not null as is_member,
        earlier.contestant_id as previous_contestant_id
    from now
    join earlier
        on earlier.election_id = now.election_id
        and earlier.identity = now.identity
),
absorbed as (
    select
        now.election_id,
        now.contestant_id,
        now.alliance_contestant_id is not null as is_member,
        earlier_parties.contestant_id as previous_contestant_id
    from now
    join held
        on held.election_id = now.election_id
        and held.contestant_id = now.contestant_id
        and not held.is_previous
    join party_ancestry
        on party_ancestry.party_id = held.party_id
        and (party_ancestry.joined_on is null or party_ancestry.joined_on <= now.first_polling_on)
    join earlier_parties
        on earlier_parties.election_id = now.election_id
        and earlier_parties.party_id = party_ancestry.ancestor_party_id
    group by now.election_id, now.contestant_id, now.alliance_contestant_id is not null, earlier_parties.contestant_id
    having count(distinct earlier_parties.party_id) = max(earlier_parties.party_count)
    union
    select election_id, contestant_id, is_member, previous_contestant_id
    from same_name
),
counted_once as (
    select absorbed.*
    from absorbed
    left join alliance_members on alliance_members.contestant_id = absorbed.previous_contestant_id
    left join absorbed as whole
        on whole.election_id = absorbed.election_id
        and whole.contestant_id = absorbed.contestant_id
        and whole.previous_contestant_id = alliance_members.alliance_contestant_id
    where whole.contestant_id is null
),
readings as (
    select 'same name' as reading, election_id, contestant_id, is_member, previous_contestant_id from same_name
    union all
    select 'like for like', election_id, contestant_id, is_member, previous_contestant_id from counted_once
)
select
    readings.election_id,                                       -- the election
    readings.reading,                                           -- same name, or like for like
    readings.contestant_id,                                     -- the contestant
    readings.is_member,                                         -- true where the contestant is counted inside an alliance
    readings.previous_contestant_id,                            -- one it continues
    cast(count(*) over (partition by readings.election_id, readings.reading, readings.is_member, readings.previous_contestant_id) as bigint)
        as claimants                                            -- contestants now that continue the same earlier one
from readings
order by readings.election_id, readings.reading, readings.contestant_id, readings.previous_contestant_id
