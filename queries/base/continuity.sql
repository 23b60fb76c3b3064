-- Who continues whom
--
-- For every contestant, the contestants of the previous election of the same body that it continues, in two readings.
-- same name: a party continues itself, an alliance the alliance of that name, independents the independents.
-- like for like: a contestant also continues every earlier one whose parties have all become parties of its own by
-- polling day, through renaming, merger or succession. Where several contestants now have parties of one earlier
-- contestant, each of them has a row, and claimants says how many there are. Candidates of one area continue nobody
-- here; area_swing compares them.
--
-- key: election_id, reading, contestant_id, previous_contestant_id
with parties_of_earlier_contestants as (
    -- An alliance also has the parties of its members.
    select distinct
        entries.election_id,
        case when sides.side = 'itself' then entries.contestant_id else entries.alliance_contestant_id end
            as contestant_id,
        contestant_parties.party_id
    from entries
    join contestant_parties on contestant_parties.contestant_id = entries.contestant_id
    cross join (select 'itself' as side union all select 'its alliance') as sides
    where
        entries.is_previous
        and not entries.is_local
        and (sides.side = 'itself' or entries.alliance_contestant_id is not null)
),
counted_parties_of_earlier_contestants as (
    select
        parties_of_earlier_contestants.*,
        count(*) over (partition by election_id, contestant_id) as party_count
    from parties_of_earlier_contestants
),
matches as (
    -- A contestant and an earlier one of the same name.
    select
        now.election_id,
        now.contestant_id,
        now.alliance_contestant_id is not null as is_member,
        earlier.contestant_id as previous_contestant_id,
        1 as by_name
    from entries as now
    join entries as earlier on earlier.election_id = now.election_id and earlier.identity = now.identity
    where not now.is_previous and not now.is_local and earlier.is_previous and not earlier.is_local
    union all
    -- A contestant and an earlier one whose parties have all become parties behind it.
    select
        now.election_id,
        now.contestant_id,
        now.alliance_contestant_id is not null,
        earlier_parties.contestant_id,
        0
    from entries as now
    join elections on elections.election_id = now.election_id
    join parties_behind
        on parties_behind.election_id = now.election_id
        and parties_behind.contestant_id = now.contestant_id
    join party_ancestry
        on party_ancestry.party_id = parties_behind.party_id
        and (party_ancestry.joined_on is null or party_ancestry.joined_on <= elections.first_polling_on)
    join counted_parties_of_earlier_contestants as earlier_parties
        on earlier_parties.election_id = now.election_id
        and earlier_parties.party_id = party_ancestry.ancestor_party_id
    where not now.is_previous and not now.is_local
    group by
        now.election_id,
        now.contestant_id,
        now.alliance_contestant_id is not null,
        earlier_parties.contestant_id
    having count(distinct earlier_parties.party_id) = max(earlier_parties.party_count)
),
pairs as (
    -- is_within: the earlier one was in an alliance that the same contestant continues.
    select
        matches.election_id,
        matches.contestant_id,
        matches.is_member,
        matches.previous_contestant_id,
        max(matches.by_name) = 1 as by_name,
        alliance_members.alliance_contestant_id is not null
        and max(case when alliance_members.alliance_contestant_id is null then 1 else 0 end) over (
            partition by
                matches.election_id,
                matches.contestant_id,
                coalesce(alliance_members.alliance_contestant_id, matches.previous_contestant_id)
        ) = 1 as is_within
    from matches
    left join alliance_members on alliance_members.contestant_id = matches.previous_contestant_id
    group by
        matches.election_id,
        matches.contestant_id,
        matches.is_member,
        matches.previous_contestant_id,
        alliance_members.alliance_contestant_id
)
select
    pairs.election_id,
    readings.reading,                                           -- same name, or like for like
    pairs.contestant_id,
    pairs.is_member,                                            -- true: it is counted inside an alliance
    pairs.previous_contestant_id,                               -- one it continues
    cast(
        count(*) over (
            partition by pairs.election_id, readings.reading, pairs.is_member, pairs.previous_contestant_id
        ) as bigint
    ) as claimants                                              -- contestants now that continue the same earlier one
from pairs
join (select 'same name' as reading union all select 'like for like') as readings
    on case when readings.reading = 'same name' then pairs.by_name else not pairs.is_within end
order by pairs.election_id, readings.reading, pairs.contestant_id, pairs.previous_contestant_id
