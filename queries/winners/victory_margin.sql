-- How far the first is ahead of the second
--
-- How far the first is ahead of the second: in votes, in percentage points of the share's base, and in seats. In a
-- chamber independents are left out, and an alliance stands for its members; for an office every candidate and answer counts.
--
-- key: election_id
with contenders as (
    select
        election_id,
        contestant,
        votes,
        vote_share_pct,
        seats,
        row_number() over (partition by election_id order by vote_share_pct desc nulls last, votes desc nulls last, contestant_id) as place_by_votes,
        row_number() over (partition by election_id order by seats desc nulls last, contestant_id) as place_by_seats
    from outcomes
    where alliance_contestant_id is null and kind <> 'independents'
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    max(case when contenders.place_by_votes = 1 and coalesce(contenders.vote_share_pct, contenders.votes) is not null then contenders.contestant end) as first_by_votes,   -- most votes; null: not known
    max(case when contenders.place_by_votes = 2 and coalesce(contenders.vote_share_pct, contenders.votes) is not null then contenders.contestant end) as second_by_votes,  -- second most votes; null: nobody, or not known
    cast(max(case when contenders.place_by_votes = 1 then contenders.votes end) - max(case when contenders.place_by_votes = 2 then contenders.votes end) as bigint)
        as margin_votes,                                        -- votes between them; null: one of the two is not known
    cast(round(cast(max(case when contenders.place_by_votes = 1 then contenders.vote_share_pct end) - max(case when contenders.place_by_votes = 2 then contenders.vote_share_pct end) as decimal(18, 6)), 2) as double)
        as margin_pp,                                           -- percentage points between them; null: one of the two is not known
    max(case when contenders.place_by_seats = 1 and contenders.seats is not null then contenders.contestant end) as first_by_seats,   -- most seats; null: not known, or an office
    max(case when contenders.place_by_seats = 2 and contenders.seats is not null then contenders.contestant end) as second_by_seats,  -- second most seats; null: nobody, or not known
    cast(max(case when contenders.place_by_seats = 1 then contenders.seats end) - max(case when contenders.place_by_seats = 2 then contenders.seats end) as bigint)
        as margin_seats,                                        -- seats between them; null: one of the two is not known
    case
        when count(contenders.contestant) < 2 then 'fewer than two contestants that are not independents'
        when count(coalesce(contenders.vote_share_pct, contenders.votes)) < 2 then 'no votes by contestant'
    end as missing                                              -- why there is no margin of votes; null when there is one
from elections
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
left join contenders on contenders.election_id = elections.election_id
group by elections.election_id, elections.election, countries.country, elections.first_polling_on
order by elections.election_id
