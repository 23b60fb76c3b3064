-- Votes for contestants without a seat
--
-- Votes for contestants that won no seat, per 100 valid votes: out of the counts or, where a source prints none, the sum
-- of their shares. At the level of the whole country: a vote for a list that won elsewhere is not counted as wasted.
-- Where some votes are attributed to nobody, nobody can say how many of them were wasted, and the share is left out.
--
-- key: election_id
with sums as (
    select
        outcomes.election_id,
        cast(sum(case when outcomes.seats = 0 then outcomes.votes end) as bigint) as votes,
        case
            when count(case when outcomes.seats = 0 and outcomes.votes is null then 1 end) = 0 and min(returns.valid_votes) = max(returns.valid_votes)
            then 100.0 * sum(case when outcomes.seats = 0 then outcomes.votes end) / nullif(max(returns.valid_votes), 0)
            else sum(case when outcomes.seats = 0 then outcomes.vote_share_pct end)
        end as share_pct,
        sum(outcomes.vote_share_pct) as known_pct,
        count(case when outcomes.seats = 0 then 1 end) as seatless,
        count(outcomes.vote_share_pct) as with_share,
        count(case when outcomes.seats is null then 1 end) as seats_not_known
    from outcomes
    left join returns on returns.election_id = outcomes.election_id and returns.return_id = outcomes.votes_return_id
    where outcomes.alliance_contestant_id is null and (outcomes.share_base = 'valid votes' or outcomes.share_base is null)
    group by outcomes.election_id
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    cast(coalesce(sums.seatless, 0) as bigint) as seatless,     -- contestants known to have won no seat
    sums.votes as wasted_votes,                                 -- their votes; null: not known of any
    case when sums.with_share > 0 and sums.seats_not_known = 0 and sums.known_pct >= 100 - 0.01 * sums.with_share then cast(round(cast(coalesce(sums.share_pct, 0) as decimal(18, 6)), 2) as double) end
        as wasted_votes_pct,                                    -- their votes per 100 valid votes; null: see missing
    case when sums.with_share > 0 then cast(round(cast(greatest(100 - sums.known_pct, 0) as decimal(18, 6)), 2) as double) end
        as unattributed_pct,                                    -- votes that no source attributes to anybody, per 100 valid votes; some may be wasted too
    case
        when coalesce(sums.with_share, 0) = 0 then 'no shares of valid votes by contestant'
        when sums.seats_not_known > 0 then 'seats not known of every contestant'
        when sums.known_pct < 100 - 0.01 * sums.with_share then 'not all votes are attributed; see unattributed_pct'
    end as missing                                              -- why there is no share; null when there is one
from elections
join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
join countries on countries.country_id = bodies.country_id
left join sums on sums.election_id = elections.election_id
order by elections.election_id
