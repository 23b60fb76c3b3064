-- Votes for contestants without a seat
--
-- Votes for contestants that won no seat, per 100 valid votes: from the counts or, where a source prints none, the sum
-- of their shares. The whole country counts: a vote for a list that won a seat elsewhere is not counted as wasted.
-- Votes for nobody (none of the above, blank votes, answers) are not wasted. Where some votes are attributed to nobody,
-- or the seats of somebody with votes are not known, how many were wasted is not known: the share is left out, and lies
-- between lowest_pct and highest_pct. So it is where independents or Others, taken together, won seats: some of them
-- may have won none. Shares that are printed may lack a unit of their last decimal each. Of several rounds that fill a
-- chamber together, none says who is left without.
--
-- key: election_id
with contestants_of_ballot as (
    -- A member of an alliance is without a seat where all of its members are. seats: null where somebody who is counted
    -- here may have none.
    select
        outcomes.election_id,
        outcomes.votes,
        outcomes.share_origin,
        outcomes.share_slack_pct,
        outcomes.kind in ('independents', 'others') and outcomes.seats > 0 as is_several,
        case
            when outcomes.kind in ('independents', 'others') and outcomes.seats > 0 then null
            when outcomes.alliance_contestant_id is null or outcomes.seats > 0 then outcomes.seats
            when max(outcomes.seats) over whole_alliance > 0 then max(outcomes.seats) over whole_alliance
            when count(*) over whole_alliance = count(outcomes.seats) over whole_alliance then outcomes.seats
        end as seats,
        outcomes.kind in ('option', 'none of the above', 'blank votes') as is_for_nobody,
        case when outcomes.share_base = 'valid votes' then outcomes.exact_share_pct end as valid_share_pct
    from outcomes
    where outcomes.is_counted
    window whole_alliance as (
        partition by outcomes.election_id, coalesce(outcomes.alliance_contestant_id, outcomes.contestant_id)
    )
),
sums_by_election as (
    select
        election_id,
        count(case when seats = 0 and not is_for_nobody then 1 end) as seatless,
        sum(case when seats = 0 and not is_for_nobody then votes end) as votes_of_seatless,
        count(case when seats = 0 and not is_for_nobody and votes is null then 1 end) as seatless_without_votes,
        sum(case when seats = 0 and not is_for_nobody then cast(valid_share_pct as decimal(38, 12)) end)
            as share_of_seatless_pct,
        sum(case when seats is null and not is_for_nobody then cast(valid_share_pct as decimal(38, 12)) end)
            as share_without_seats_pct,
        count(case when seats is null and not is_for_nobody and (votes is null or votes > 0) then 1 end)
            as votes_without_seats,
        sum(case when is_several then cast(valid_share_pct as decimal(38, 12)) end) as share_of_several_pct,
        count(valid_share_pct) as with_share,
        sum(cast(valid_share_pct as decimal(38, 12))) as all_shares_pct,
        coalesce(sum(case when valid_share_pct is not null then share_slack_pct end), 0) + 0.000001
            as printed_slack_pct,
        count(case when valid_share_pct is not null and share_origin in ('printed', 'added up') then 1 end) / 100.0
        + 0.000001
            as usual_rounding_pct
    from contestants_of_ballot
    group by election_id
),
limits_by_election as (
    select
        sums_by_election.*,
        greatest(100 - all_shares_pct, 0) as unattributed_pct,
        all_shares_pct > 100 + printed_slack_pct as is_too_much,
        round(cast(coalesce(share_of_seatless_pct, 0) as decimal(38, 12)), 2) as lowest_pct,
        round(
            cast(
                least(
                    coalesce(share_of_seatless_pct, 0)
                    + coalesce(share_without_seats_pct, 0)
                    + case when all_shares_pct >= 100 - usual_rounding_pct then 0
                        else 100 - all_shares_pct + printed_slack_pct - 0.000001 end,
                    100
                ) as decimal(38, 12)
            ),
            2
        ) as highest_pct
    from sums_by_election
    where with_share > 0
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    cast(coalesce(sums_by_election.seatless, 0) as bigint) as seatless,  -- contestants known to have won no seat
    cast(
        case
            when
                final_rounds.is_whole
                and sums_by_election.seatless_without_votes = 0
                and sums_by_election.votes_without_seats = 0
            then
                case when sums_by_election.seatless = 0 and cast(limits.highest_pct as double) = 0 then 0
                    else sums_by_election.votes_of_seatless end
        end as bigint
    ) as wasted_votes,                                          -- their votes; null: not known of all
    case when final_rounds.is_whole and not limits.is_too_much and limits.lowest_pct = limits.highest_pct
        then cast(limits.lowest_pct as double) end
        as wasted_votes_pct,                                    -- their votes per 100 valid votes; null: see missing
    case when final_rounds.is_whole and not limits.is_too_much then cast(limits.lowest_pct as double) end
        as lowest_pct,                                          -- it is not lower; null: not known
    case when final_rounds.is_whole and not limits.is_too_much then cast(limits.highest_pct as double) end
        as highest_pct,                                         -- it is not higher; null: not known
    cast(round(cast(limits.unattributed_pct as decimal(38, 12)), 2) as double)
        as unattributed_pct,                                    -- per 100 valid votes; some of these may be wasted too
    case
        when not final_rounds.is_whole then 'a round that does not fill the chamber'
        when limits.election_id is null then 'no shares of valid votes by contestant'
        when limits.is_too_much then 'the shares add up to more than 100'
        when limits.lowest_pct = limits.highest_pct then null
        when limits.share_without_seats_pct > limits.share_of_several_pct then 'seats not known of every contestant'
        when limits.share_of_several_pct > 0 then 'which of those taken together won a seat is not known'
        when limits.share_without_seats_pct > 0 then 'seats not known of every contestant'
        else 'not all votes are attributed; see unattributed_pct'
    end as missing
from election_context
join final_rounds on final_rounds.election_id = election_context.election_id
left join sums_by_election on sums_by_election.election_id = election_context.election_id
left join limits_by_election as limits on limits.election_id = election_context.election_id
where election_context.body_kind = 'legislature'
order by election_context.election_id
