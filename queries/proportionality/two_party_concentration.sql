-- Share of the two largest
--
-- Shares of votes and seats that the two largest together have. Independents are no party, however many they are.
--
-- key: election_id, convention
with placed as (
    select
        election_id,
        convention,
        is_default,
        vote_share_pct,
        seat_share_pct / nullif(parts, 0) as seat_share_pct,
        row_number() over (partition by election_id, convention order by vote_share_pct desc nulls last, competitor_id) as place_by_votes,
        row_number() over (partition by election_id, convention order by seat_share_pct / nullif(parts, 0) desc nulls last, competitor_id) as place_by_seats
    from competitors
    where kind not in ('others', 'independents')
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    placed.convention,                                          -- how others, independents and alliances are treated; see competitors
    placed.is_default,                                          -- true for the usual convention
    cast(round(cast(sum(case when placed.place_by_votes <= 2 then placed.vote_share_pct end) as decimal(18, 6)), 2) as double)
        as two_largest_votes_pct,                               -- votes of the two with most votes, per 100 valid votes; null: no shares of valid votes
    cast(round(cast(sum(case when placed.place_by_seats <= 2 then placed.seat_share_pct end) as decimal(18, 6)), 2) as double)
        as two_largest_seats_pct,                               -- seats of the two with most seats, per 100 at stake; null: no seats by contestant
    case when count(placed.vote_share_pct) = 0 then 'no shares of valid votes by contestant' end as missing_votes,  -- why there is no value by votes; null when there is one
    case when count(placed.seat_share_pct) = 0 then 'no seats by contestant' end as missing_seats  -- why there is no value by seats; null when there is one
from placed
join elections on elections.election_id = placed.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
group by elections.election_id, elections.election, countries.country, elections.first_polling_on, placed.convention, placed.is_default
order by elections.election_id, placed.convention
