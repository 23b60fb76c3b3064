-- Who is new and who is gone
--
-- Who stands now and continues nobody of the previous election, and who stood then and is continued by nobody now, in
-- two readings: families, in which nobody is new who shares parties with somebody of before, and largest heir, in which
-- of several lists that share parties with one of before only the largest continues it. Half the sum of the exact
-- shares of a reading is its entry and exit in electoral_volatility. Members stand for their alliance where their votes
-- are known. It is certain where a return of the other election names everyone who stood, for otherwise it may have
-- stood there unnamed, and no alliance of it has members that nobody names, and where it is certain which list of its
-- family is the largest heir. Who stands as an independent may be one of the independents whom the other election has
-- in one row. seat_swing says how it stood before.
--
-- key: election_id, reading, contestant_id
with readings as (
    select 'families' as reading
    union all select 'largest heir'
),
contestants_compared as (
    select
        families.*,
        readings.reading,
        case
            when readings.reading = 'families' then families.family_id
            when families.heir_contestant_id is null then families.contestant_id
            else families.heir_contestant_id
        end as compared_as
    from families
    cross join readings
    where families.measure = 'votes'
),
contestants_with_sides as (
    select
        contestants_compared.*,
        count(case when is_previous then 1 end) over compared as contestants_before,
        count(case when not is_previous then 1 end) over compared as contestants_now,
        reading = 'families'
        or count(case when not is_heir_certain then 1 end) over (partition by election_id, reading, family_id) = 0
            as is_reading_certain
    from contestants_compared
    window compared as (partition by election_id, reading, compared_as)
),
unnamed_at_both as (
    -- Elections with such an alliance, and the half in which somebody may be new or gone because of it.
    select distinct election_id, not is_previous as is_previous
    from unnamed_members
),
independents as (
    -- Taken together in one row, or one by one.
    select standings.election_id, standings.is_previous, standings.contestant_id, standings.kind
    from standings
    left join contestant_parties on contestant_parties.contestant_id = standings.contestant_id
    where
        standings.kind = 'independents'
        or (standings.kind = 'candidate' and contestant_parties.party_id is null)
),
independents_in_doubt as (
    -- Those of one election that the other may have too, in the other of the two ways.
    select distinct independents.election_id, independents.is_previous, independents.contestant_id
    from independents
    join independents as there
        on there.election_id = independents.election_id
        and there.is_previous <> independents.is_previous
        and there.kind <> independents.kind
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    contestants_with_sides.reading,                             -- who continues whom: families, or largest heir
    contestants_with_sides.reading = 'families' as is_default,
    case when contestants_with_sides.is_previous then 'leaver' else 'newcomer' end
        as change,                                              -- newcomer: stands now only; leaver: stood before only
    contestants_with_sides.contestant_id,                        -- the contestant, of this election or the previous one
    contestants_with_sides.contestant,
    contestants_with_sides.kind,
    standings.vote_share_pct,
    standings.exact_share_pct,
    standings.share_base,
    standings.seats,                                            -- seats, then or now; null: not known
    contestants_with_sides.is_reading_certain
    and (unnamed_at_both.election_id is null or contestants_with_sides.kind = 'independents')
    and unnamed_members.election_id is null
    and independents_in_doubt.election_id is null
    and case when contestants_with_sides.is_previous then election_context.has_everyone else earlier.has_everyone end
        as is_certain                                           -- false: it may have stood at the other, or been heir
from contestants_with_sides
join election_context on election_context.election_id = contestants_with_sides.election_id
join standings
    on standings.election_id = contestants_with_sides.election_id
    and standings.is_previous = contestants_with_sides.is_previous
    and standings.contestant_id = contestants_with_sides.contestant_id
join election_context as earlier on earlier.election_id = election_context.previous_election_id
left join unnamed_at_both
    on unnamed_at_both.election_id = contestants_with_sides.election_id
    and unnamed_at_both.is_previous = contestants_with_sides.is_previous
left join unnamed_members
    on unnamed_members.election_id = contestants_with_sides.election_id
    and unnamed_members.is_previous = contestants_with_sides.is_previous
    and unnamed_members.contestant_id = contestants_with_sides.contestant_id
left join independents_in_doubt
    on independents_in_doubt.election_id = contestants_with_sides.election_id
    and independents_in_doubt.is_previous = contestants_with_sides.is_previous
    and independents_in_doubt.contestant_id = contestants_with_sides.contestant_id
where
    (contestants_with_sides.contestants_before = 0 or contestants_with_sides.contestants_now = 0)
    and contestants_with_sides.kind <> 'others'
order by
    election_context.election_id,
    contestants_with_sides.reading,
    change,
    standings.seats desc nulls last,
    contestants_with_sides.contestant_id
