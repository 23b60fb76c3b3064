-- Elections and where they were held
--
-- One row per election with what most questions show of it: its name, its chamber or office, its country and its
-- main polling day. Other questions join this one instead of three tables.
--
-- It is compared with the previous election of the same body where the two are alike: both general, or both partial
-- renewals; the same round; none of them annulled. Two partial renewals are unlike where area_seats has other areas for
-- the one than for the other; where it has only some of the areas, that is not known. A by-election fills the seats
-- that happen to be vacant, and is compared with nothing. Whoever compares two elections takes previous_election_id
-- from here, and not from predecessors. Votes on ballots of different kinds are not compared: votes for lists that each
-- stood in a part of the country, added up, are not those of a national list.
--
-- key:   election_id
-- kept:  as a table, because fifty questions read it
-- order: none, because whoever joins it puts its own rows in order
with completeness as (
    select
        election_id,
        max(case when names_everyone then 1 else 0 end) = 1 as has_everyone,
        max(case when is_complete then 1 else 0 end) = 1 as has_every_seat
    from returns
    where rank is not null
    group by election_id
),
areas_of_renewals as (
    select
        elections.election_id,
        string_agg(area_seats.area_id, ' ' order by area_seats.area_id) as areas,
        coalesce(sum(area_seats.seats) = max(elections.seats), false) as has_all_areas
    from elections
    join area_seats on area_seats.election_id = elections.election_id
    where elections.scope = 'partial renewal'
    group by elections.election_id
),
votes_by_rank as (
    select returns.election_id, returns.tier, row_number() over (partition by election_id order by rank) as place
    from returns
    where
        returns.rank is not null
        and returns.return_id in (
            select return_id from results where votes is not null or vote_share_pct is not null
        )
),
ballots as (
    -- The ballot that votes are on, which standings goes by: that of the highest ranked return with any.
    select election_id, tier
    from votes_by_rank
    where place = 1
),
pairs_of_elections as (
    select
        predecessors.election_id,
        predecessors.previous_election_id,
        case
            when elections.is_annulled or previous.is_annulled then 'one of the two elections is annulled'
            when
                elections.scope = 'by-election'
                or elections.scope <> previous.scope
                or elections.round <> previous.round
                or (renewed.areas <> renewed_before.areas and renewed.has_all_areas and renewed_before.has_all_areas)
            then 'the two elections are unlike'
            when renewed.areas <> renewed_before.areas then 'whether the two elections are alike is not known'
        end as missing,
        coalesce(ballots.tier <> ballots_before.tier, false) as is_other_ballot
    from predecessors
    join elections on elections.election_id = predecessors.election_id
    join elections as previous on previous.election_id = predecessors.previous_election_id
    left join ballots on ballots.election_id = predecessors.election_id
    left join ballots as ballots_before on ballots_before.election_id = predecessors.previous_election_id
    left join areas_of_renewals as renewed on renewed.election_id = predecessors.election_id
    left join areas_of_renewals as renewed_before on renewed_before.election_id = predecessors.previous_election_id
)
select
    elections.election_id,
    elections.election,
    elections.kind,                                             -- direct vote, or referendum on one candidate
    bodies.body_id,                                             -- the chamber or office it fills
    bodies.body,                                                -- name of the chamber or office
    bodies.kind as body_kind,                                   -- legislature or presidency
    countries.country_id,                                       -- ISO 3166-1 alpha-2 code in lower case
    countries.country,
    elections.first_polling_on,
    elections.scope,                                            -- general, by-election or partial renewal
    elections.round,                                            -- 1: the only round or the first; 2: the second
    elections.is_annulled,                                      -- true: declared void
    elections.seats,                                            -- members to elect; null: an office, or not known
    elections.chamber_seats,                                    -- all members; null: an office, or not known
    coalesce(completeness.has_everyone, false)
        as has_everyone,                                        -- true: a return that is used names everyone who stood
    coalesce(completeness.has_every_seat, false)
        as has_every_seat,                                      -- true: a return that is used is complete
    case when pairs_of_elections.missing is null then pairs_of_elections.previous_election_id end
        as previous_election_id,                                -- what it is compared with; null: see missing_previous
    case when pairs_of_elections.election_id is null then 'no previous election in the file'
        else pairs_of_elections.missing end
        as missing_previous,                                    -- why it is compared with none; null when it is
    case
        when pairs_of_elections.election_id is null then 'no previous election in the file'
        when pairs_of_elections.missing is not null then pairs_of_elections.missing
        when pairs_of_elections.is_other_ballot then 'votes on ballots of different kinds'
    end as missing_previous_votes                               -- why its votes are compared with none; null: they are
from elections
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
left join completeness on completeness.election_id = elections.election_id
left join pairs_of_elections on pairs_of_elections.election_id = elections.election_id
