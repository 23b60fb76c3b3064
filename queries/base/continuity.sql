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
with earlier_parties as (
    select
        held.election_id,
        held.contestant_id,
        held.party_id,
        count(*) over (partition by held.election_id, held.contestant_id) as party_count
    from (
        select distinct
            entries.election_id,
            case when holders.holder = 'itself' then entries.contestant_id else entries.alliance_contestant_id end as contestant_id,
            contestant_parties.party_id
        from entries
        join contestant_parties on contestant_parties.contestant_id = entries.contestant_id
        cross join (select 'itself' as holder union all select 'its alliance') as holders
        where entries.is_previous and not entries.is_local and (holders.holder = 'itself' or entries.alliance_contestant_id is not null)
    ) as held
),
ties as (
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
    join earlier_parties
        on earlier_parties.election_id = now.election_id
        and earlier_parties.party_id = party_ancestry.ancestor_party_id
    where not now.is_previous and not now.is_local
    group by now.election_id, now.contestant_id, now.alliance_contestant_id is not null, earlier_parties.contestant_id
    having count(distinct earlier_parties.party_id) = max(earlier_parties.party_count)
),
continued as (
    select
        ties.election_id,
        ties.contestant_id,
        ties.is_member,
        ties.previous_contestant_id,
        max(ties.by_name) = 1 as by_name,
        alliance_members.alliance_contestant_id is not null
        and max(case when alliance_members.alliance_contestant_id is null then 1 else 0 end) over (
            partition by ties.election_id, ties.contestant_id, coalesce(alliance_members.alliance_contestant_id, ties.previous_contestant_id)
        ) = 1 as is_within
    from ties
    left join alliance_members on alliance_members.contestant_id = ties.previous_contestant_id
    group by ties.election_id, ties.contestant_id, ties.is_member, ties.previous_contestant_id, alliance_members.alliance_contestant_id
)
select
    continued.election_id,                                      -- the election
    readings.reading,                                           -- same name, or like for like
    continued.contestant_id,                                    -- the contestant
    continued.is_member,                                        -- true where the contestant is counted inside an alliance
    continued.previous_contestant_id,                           -- one it continues
    cast(count(*) over (partition by continued.election_id, readings.reading, continued.is_member, continued.previous_contestant_id) as bigint)
        as claimants                                            -- contestants now that continue the same earlier one
from continued
join (select 'same name' as reading union all select 'like for like') as readings
    on case when readings.reading = 'same name' then continued.by_name else not continued.is_within end
order by continued.election_id, readings.reading, continued.contestant_id, continued.previous_contestant_id
