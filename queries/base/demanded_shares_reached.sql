-- Who has the share demanded by law
--
-- Whether each contestant has the share of the votes that somebody needed to be elected or to be given seats
-- (shares_demanded_by_law), one row per purpose. A share may be off by what it, or the counts that it follows from, are
-- rounded to. Where it is not said of which votes the law demanded a share, whoever has it must have it of all ballots
-- too. Members of an alliance have no row of their own.
--
-- key:   election_id, purpose, contestant_id
-- kept:  as a table, because questions about thresholds read it, and each would take longer to plan than to answer
-- order: none, because whoever joins it puts its own rows in order
with demands as (
    -- As decimals, in which 5 less 4.9 is 0.1.
    select
        election_id,
        purpose,
        cast(least_demanded_pct as decimal(38, 12)) as least_demanded_pct,
        cast(most_demanded_pct as decimal(38, 12)) as most_demanded_pct,
        is_of_valid_votes,
        most_ballots
    from shares_demanded_by_law
),
shares as (
    select
        demands.*,
        standings.contestant_id,
        case when standings.share_base = 'valid votes' then cast(standings.exact_share_pct as decimal(38, 12)) end
            as share_pct,
        cast(
            case when standings.share_base = 'valid votes' then standings.share_slack_pct else 0 end
            as decimal(38, 12)
        ) as slack_pct,
        cast(100.0 * standings.votes / nullif(demands.most_ballots, 0) as decimal(38, 12)) as share_of_ballots_pct
    from demands
    join standings on standings.election_id = demands.election_id
    where not standings.is_previous and standings.alliance_contestant_id is null
)
select
    election_id,
    purpose,                                                    -- nomination, election or entry, as in thresholds
    contestant_id,
    case
        when share_pct + slack_pct < least_demanded_pct then false
        -- A share that is rounded is off by less than a unit: one printed as 4.9 is below 5.
        when slack_pct > 0 and share_pct + slack_pct <= least_demanded_pct then false
        when
            case when is_of_valid_votes then share_pct
                when share_of_ballots_pct < share_pct then share_of_ballots_pct
                when share_of_ballots_pct is not null then share_pct end
            - slack_pct >= most_demanded_pct
        then true
    end as has_demanded_share                                   -- null: not certain
from shares
