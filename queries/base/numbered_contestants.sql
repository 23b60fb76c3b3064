-- Contestants and their numbers
--
-- One row per contestant with the number that stands for it where there are rows by the million, and with what is
-- asked of it there. Numbers follow the order of elections and ids of this file and are no names.
--
-- key:   contestant_number
-- kept:  as a table, because rows by the million are made of its numbers
-- order: none, because whoever joins it puts its own rows in order
with contestants_by_number as (
    select
        cast(row_number() over (order by election_id, contestant_id) as integer) as contestant_number,
        cast(row_number() over (partition by election_id order by contestant_id) as integer) as position_in_election,
        election_id,
        contestant_id,
        contestant,
        kind,
        is_valid
    from contestants
)
select
    contestants_by_number.contestant_number,
    contestants_by_number.position_in_election,                 -- its number among those of its election
    contestants_by_number.election_id,
    contestants_by_number.contestant_id,
    contestants_by_number.contestant,
    contestants_by_number.kind,
    contestants_by_number.is_valid,                             -- false: its votes are not among the valid votes
    contestants_by_number.kind not in ('option', 'others', 'none of the above', 'blank votes')
        as is_somebody,                                         -- false: nobody stands behind the row
    contestants_by_number.kind not in ('independents', 'option', 'others', 'none of the above', 'blank votes')
        as can_be_first,                                        -- false: nobody, or several taken together
    alliances.contestant_number as alliance_number,             -- alliance that it is a member of; null: none
    alliances.contestant_id as alliance_contestant_id           -- the same by its id
from contestants_by_number
left join alliance_members on alliance_members.contestant_id = contestants_by_number.contestant_id
left join contestants_by_number as alliances
    on alliances.contestant_id = alliance_members.alliance_contestant_id
