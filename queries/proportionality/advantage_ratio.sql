-- Seat share divided by vote share
--
-- Seat share divided by vote share: above 1 the system gave the competitor more seats than votes, below 1 fewer. A
-- share that is printed with few decimals is taken as printed, but for one that is no more than a unit of the last of
-- them: a seat for 0.1 per cent may be one for 0.05 or 0.15.
--
-- key:  election_id, convention, competitor_id
-- cite: Taagepera and Laakso (1980), Proportionality profiles of West European electoral systems, European Journal
--       of Political Research 8(4)
select
    competitors.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    competitors.convention,
    competitors.is_default,
    competitors.competitor_id,
    competitors.competitor,
    cast(round(cast(competitors.vote_share_pct as decimal(38, 12)), 2) as double)
        as vote_share_pct,                                      -- votes per 100 valid votes; null: not known
    cast(round(cast(competitors.seat_share_pct as decimal(38, 12)), 2) as double)
        as seat_share_pct,                                      -- seats per 100 at stake; null: not known
    case when competitors.seat_share_pct = 0 or competitors.vote_share_pct > competitors.share_slack_pct
        then cast(
            round(cast(competitors.seat_share_pct / nullif(competitors.vote_share_pct, 0) as decimal(38, 12)), 2)
            as double
        ) end
        as advantage_ratio,                                     -- seat share by vote share; null: see missing
    cast(round(cast(competitors.seat_share_pct - competitors.vote_share_pct as decimal(38, 12)), 2) as double)
        as seat_bonus_pp,                                       -- seat share less vote share, percentage points
    case
        when competitors.vote_share_pct is null then 'no share of valid votes'
        when competitors.seat_share_pct is null then coalesce(competitors.missing_seats, 'seats not known')
        when competitors.vote_share_pct = 0 and competitors.share_slack_pct > 0 then 'votes rounded to none'
        when competitors.vote_share_pct = 0 then 'no votes'
        when competitors.seat_share_pct > 0 and competitors.vote_share_pct <= competitors.share_slack_pct
            then 'the share is no more than it may be rounded by'
    end as missing                                              -- why there is no ratio; null when there is one
from competitors
join election_context on election_context.election_id = competitors.election_id
order by competitors.election_id, competitors.convention, competitors.competitor_id
