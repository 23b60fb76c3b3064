-- Votes for contestants without a seat
--
-- Votes for contestants that won no seat, per 100 valid votes: from the counts or, where a source prints none, the sum
-- of their shares. The whole country counts: a vote for a list that won a seat elsewhere is not counted as wasted.
-- Where some votes are attributed to nobody, how many of them were wasted is not known, and the share is left out.
--
-- key: election_id
with sums_by_election as (
    select
        outcomes.election_id,
        count(case when outcomes.seats = 0 then 1 end) as seatless,
        sum(case when outcomes.seats = 0 then outcomes.votes end) as votes_of_seatless,
        case
            when
                count(case when outcomes.seats = 0 and outcomes.votes is null then 1 end) = 0
                and min(returns.valid_votes) = max(returns.valid_votes)
            then 100.0 * sum(case when outcomes.seats = 0 then outcomes.votes end) / nullif(max(returns.valid_votes), 0)
            else sum(case when outcomes.seats = 0 then outcomes.exact_share_pct end)
        end as share_of_seatless_pct,
        count(case when outcomes.seats is null then 1 end) as seats_not_known,
        count(outcomes.exact_share_pct) as with_share,
        sum(outcomes.exact_share_pct) as all_shares_pct,
        sum(outcomes.exact_share_pct) >= 100 - 0.01 * count(outcomes.exact_share_pct) as is_attributed
    from outcomes
    left join returns
        on returns.election_id = outcomes.election_id
        and returns.return_id = outcomes.votes_return_id
    where
        outcomes.alliance_contestant_id is null
        and (outcomes.share_base = 'valid votes' or outcomes.share_base is null)
    group by outcomes.election_id
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    cast(coalesce(sums_by_election.seatless, 0) as bigint) as seatless,  -- contestants known to have won no seat
    cast(sums_by_election.votes_of_seatless as bigint) as wasted_votes,  -- their votes; null: not known of any
    case
        when sums_by_election.is_attributed and sums_by_election.seats_not_known = 0
        then cast(round(cast(coalesce(sums_by_election.share_of_seatless_pct, 0) as decimal(38, 12)), 2) as double)
    end as wasted_votes_pct,                                    -- their votes per 100 valid votes; null: see missing
    case
        when sums_by_election.with_share > 0
        then cast(round(cast(greatest(100 - sums_by_election.all_shares_pct, 0) as decimal(38, 12)), 2) as double)
    end as unattributed_pct,                                    -- per 100 valid votes; some of these may be wasted too
    case
        when coalesce(sums_by_election.with_share, 0) = 0 then 'no shares of valid votes by contestant'
        when sums_by_election.seats_not_known > 0 then 'seats not known of every contestant'
        when not sums_by_election.is_attributed then 'not all votes are attributed; see unattributed_pct'
    end as missing
from election_context
left join sums_by_election on sums_by_election.election_id = election_context.election_id
where election_context.body_kind = 'legislature'
order by election_context.election_id
