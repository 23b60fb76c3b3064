-- Contestants, each counted once
--
-- The outcomes with is_counted, and beside their own seats those that decide whether their votes won any. A member of
-- an alliance without a seat of its own helped to win those of the others. So it is without a seat only where all
-- members are.
--
-- key:   election_id, contestant_id
-- order: none, because whoever joins it puts its own rows in order
select
    outcomes.election_id,
    outcomes.contestant_id,
    outcomes.contestant,
    outcomes.kind,
    outcomes.votes,
    outcomes.seats,                                             -- its own; null: not known
    case
        when outcomes.alliance_contestant_id is null or outcomes.seats > 0 then outcomes.seats
        when max(outcomes.seats) over whole_alliance > 0 then max(outcomes.seats) over whole_alliance
        when count(*) over whole_alliance = count(outcomes.seats) over whole_alliance then outcomes.seats
    end as seats_won_together,                                  -- 0: it and its alliance won none; null: not known
    case when outcomes.share_base = 'valid votes' then outcomes.exact_share_pct end
        as valid_share_pct,                                     -- votes per 100 valid votes, unrounded; null: not known
    count(*) over whole_alliance = count(
        case when outcomes.share_base = 'valid votes' then outcomes.exact_share_pct end
    ) over whole_alliance
        as has_whole_share,                                     -- false: a share of its alliance is not known
    case when outcomes.share_base = 'valid votes' then outcomes.share_slack_pct end
        as share_slack_pct,                                     -- by how much it may be off
    outcomes.share_origin                                       -- printed, computed or added up, as in outcomes
from outcomes
where outcomes.is_counted
window whole_alliance as (
    partition by outcomes.election_id, coalesce(outcomes.alliance_contestant_id, outcomes.contestant_id)
)
