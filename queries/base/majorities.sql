-- Who certainly has more than half
--
-- Whether everyone who can come first has more than half: of the valid votes, or of the whole chamber. Counts decide
-- first. A share that is only printed decides as far as its decimals go: a printed 50.0 decides nothing. Where shares
-- are of something else than valid votes, it is certain only that whoever has no more than the others together has no
-- majority. Members of the chamber who were not elected on that day may belong to anybody.
--
-- key:   election_id, measure, contestant_id
-- order: none, because whoever joins it puts its own rows in order
with printed_shares as (
    -- How far a printed share may be from the exact one; for an alliance, those of its members together.
    select
        coalesce(outcomes.alliance_contestant_id, outcomes.contestant_id) as contestant_id,
        outcomes.election_id,
        sum(case when outcomes.alliance_contestant_id is null and outcomes.share_origin = 'printed'
            then case returns.share_decimals when 0 then 0.5 when 1 then 0.05 else 0.005 end end) as own_slack,
        sum(case when outcomes.alliance_contestant_id is not null and outcomes.share_origin = 'printed'
            then case returns.share_decimals when 0 then 0.5 when 1 then 0.05 else 0.005 end end) as members_slack
    from outcomes
    left join returns
        on returns.election_id = outcomes.election_id
        and returns.return_id = outcomes.votes_return_id
    group by coalesce(outcomes.alliance_contestant_id, outcomes.contestant_id), outcomes.election_id
),
sums_by_election as (
    select
        election_id,
        sum(case when is_counted then cast(exact_share_pct as decimal(38, 12)) end) as share_pct,
        count(case when is_counted then exact_share_pct end) / 2.0 as most_slack,
        min(case when is_counted then share_base end) = max(case when is_counted then share_base end) as is_one_base,
        sum(case when is_counted then cast(votes as decimal(38, 0)) end) as votes,
        sum(case when is_counted then cast(seats as decimal(38, 0)) end) as seats
    from outcomes
    group by election_id
),
contenders as (
    select
        rankings.election_id,
        rankings.measure,
        rankings.contestant_id,
        rankings.votes,
        rankings.exact_share_pct,
        rankings.share_base,
        rankings.seats,
        case outcomes.share_origin
            when 'printed' then coalesce(printed_shares.own_slack, 0)
            when 'added up' then coalesce(printed_shares.members_slack, 0)
            else case when returns.counts_rounded_to > 1
                then 0.75 * returns.counts_rounded_to * rankings.exact_share_pct / nullif(rankings.votes, 0)
                else 0 end
        end as slack,
        sums_by_election.share_pct as share_of_all_pct,
        sums_by_election.most_slack,
        sums_by_election.is_one_base,
        cast(sums_by_election.votes as double) as votes_of_all,
        cast(election_context.chamber_seats as bigint) as chamber_seats,
        cast(election_context.chamber_seats as bigint) - case when final_rounds.election_id is null
            then cast(election_context.seats as bigint) else cast(sums_by_election.seats as bigint) end
            as seats_left
    from rankings
    join election_context on election_context.election_id = rankings.election_id
    join sums_by_election on sums_by_election.election_id = rankings.election_id
    join outcomes
        on outcomes.election_id = rankings.election_id
        and outcomes.contestant_id = rankings.contestant_id
    left join printed_shares
        on printed_shares.election_id = rankings.election_id
        and printed_shares.contestant_id = rankings.contestant_id
    left join returns
        on returns.election_id = outcomes.election_id
        and returns.return_id = outcomes.votes_return_id
    left join final_rounds on final_rounds.election_id = rankings.election_id
)
select
    election_id,
    measure,                                                    -- of what: votes or seats
    contestant_id,
    case
        when measure = 'seats' and 2 * seats > chamber_seats then true
        when measure = 'seats' and 2 * (seats + seats_left) <= chamber_seats then false
        when measure = 'seats' then null
        when share_base in ('valid votes', 'all ballots') and exact_share_pct - slack > 50 then true
        when share_base = 'valid votes' and exact_share_pct + slack <= 50 then false
        when is_one_base and 2 * (exact_share_pct + most_slack) <= share_of_all_pct then false
        when exact_share_pct is null and 2.0 * votes <= votes_of_all then false
    end as has_majority,                                        -- more than half; null: see missing
    case
        when measure = 'seats' and seats is null then 'seats not known'
        when measure = 'seats' and chamber_seats is null then 'the number of seats is not known'
        when measure = 'seats' and seats_left is null then 'the number of seats at stake is not known'
        when measure = 'seats' and 2 * seats <= chamber_seats and 2 * (seats + seats_left) > chamber_seats
        then 'a part of the chamber was not elected on that day'
        when measure = 'seats' then null
        when coalesce(votes, exact_share_pct) is null then 'votes not known'
        when share_base in ('valid votes', 'all ballots') and exact_share_pct - slack > 50 then null
        when share_base = 'valid votes' and exact_share_pct + slack <= 50 then null
        when is_one_base and 2 * (exact_share_pct + most_slack) <= share_of_all_pct then null
        when exact_share_pct is null and 2.0 * votes <= votes_of_all then null
        when share_base = 'valid votes' then 'not decided by rounded figures'
        else 'share of the valid votes not known'
    end as missing                                              -- why it is not certain; null when it is
from contenders
