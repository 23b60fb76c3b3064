-- Shares of votes that the law demanded
--
-- The share of the votes that somebody needed to be elected or to be given seats, one row per election and purpose.
-- Sources may contradict one another, so there is a least and a most. Where one does not say of which votes, whoever
-- has that share of the valid votes must have it of all ballots too, which is the same where all ballots are valid.
--
-- key: election_id, purpose
with demands as (
    select
        election_id,
        purpose,
        min(100.0 * numerator / nullif(denominator, 0)) as least_demanded_pct,
        max(100.0 * numerator / nullif(denominator, 0)) as most_demanded_pct,
        count(case when share_of = 'votes' then 1 end) = 0 as is_of_valid_votes
    from thresholds
    where share_of in ('votes', 'valid votes')
    group by election_id, purpose
),
ballots as (
    select
        election_id,
        max(coalesce(ballots_cast, valid_votes + invalid_votes)) as most_ballots,
        min(valid_votes) as least_valid_votes,
        max(counts_rounded_to) as rounded_to
    from returns
    where rank is not null
    group by election_id
)
select
    demands.election_id,
    demands.purpose,                                            -- nomination, election or entry, as in thresholds
    cast(cast(demands.least_demanded_pct as decimal(38, 12)) as double)
        as least_demanded_pct,                                  -- less is not enough by any source
    cast(cast(demands.most_demanded_pct as decimal(38, 12)) as double)
        as most_demanded_pct,                                   -- as much is enough by every source
    demands.is_of_valid_votes
    or coalesce(ballots.least_valid_votes >= ballots.most_ballots and ballots.rounded_to = 1, false)
        as is_of_valid_votes,                                   -- false: it may be a share of all ballots
    cast(ballots.most_ballots as bigint) as most_ballots        -- ballots cast, the most that is given; null: not known
from demands
left join ballots on ballots.election_id = demands.election_id
order by demands.election_id, demands.purpose
