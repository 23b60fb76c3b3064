-- Swing between the two largest parties
--
-- The swing from the second to the first of the two parties with most votes now, where both stood before. Butler's
-- is the mean of what the first gained and the second lost, of all votes; Steed's is what the first gained of the
-- votes of these two.
--
-- key:  election_id
-- cite: Butler (1951), in the Nuffield studies of British general elections
-- cite: Steed (1965)
with placed as (
    select
        election_id,
        contestant_id,
        contestant,
        vote_share_pct,
        case when share_base_before = 'valid votes' then vote_share_before_pct end as vote_share_before_pct,
        row_number() over (partition by election_id order by vote_share_pct desc, contestant_id) as place
    from same_name_pairs
    where
        alliance is null
        and kind not in ('independents', 'option')
        and share_base = 'valid votes'
        and contestant_id is not null
),
leading_two as (
    select
        election_id,
        max(case when place = 1 then contestant end) as first_party,
        max(case when place = 2 then contestant end) as second_party,
        max(case when place = 1 then vote_share_pct end) as first_now,
        max(case when place = 2 then vote_share_pct end) as second_now,
        max(case when place = 1 then vote_share_before_pct end) as first_before,
        max(case when place = 2 then vote_share_before_pct end) as second_before
    from placed
    where place <= 2
    group by election_id
    having count(*) = 2
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    leading_two.first_party,                                    -- party with most votes now
    leading_two.second_party,                                   -- party with second most votes now
    cast(round(cast((leading_two.first_now - leading_two.first_before + leading_two.second_before - leading_two.second_now) / 2.0 as decimal(18, 6)), 2) as double)
        as butler_swing_pp,                                     -- percentage points of all valid votes, above 0 towards the first; null: see missing
    cast(round(cast(100.0 * (leading_two.first_now / nullif(leading_two.first_now + leading_two.second_now, 0) - leading_two.first_before / nullif(leading_two.first_before + leading_two.second_before, 0)) as decimal(18, 6)), 2) as double)
        as steed_swing_pp,                                      -- percentage points of the votes of the two, above 0 towards the first; null: see missing
    case
        when leading_two.election_id is null then 'no shares of valid votes by contestant'
        when leading_two.first_before is null or leading_two.second_before is null then 'one of the two did not stand before, or its share of valid votes then is not known'
    end as missing                                              -- why there is no swing; null when there is one
from elections
join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
join countries on countries.country_id = bodies.country_id
left join leading_two on leading_two.election_id = elections.election_id
order by elections.election_id
