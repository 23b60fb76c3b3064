-- Who is first and has more than half
--
-- The rows of rankings with the figures that go with them, and whether each has more than half: of the valid votes, or
-- of the whole chamber. Counts decide first. A share that is only printed decides as far as its decimals go: a printed
-- 50.0 decides nothing. Where shares are of something else than valid votes, it is certain only that whoever has no
-- more than the others together has no majority, and that whoever has more has one where a return names everyone and
-- gives all their votes; and where the votes add up to more than the valid votes, that whoever has no more than half of
-- these has none. Members of the chamber who were not elected on that day may belong to anybody, and so may those of
-- the other rounds of the election.
--
-- key:   election_id, measure, contestant_id
-- kept:  as a table, because questions about who won read it, and each would take longer to plan than to answer
-- order: none, because whoever joins it puts its own rows in order
with shares as (
    -- slack: how far a share may be from the exact one. That of an alliance is that of its members together.
    select
        outcomes.election_id,
        outcomes.contestant_id,
        outcomes.alliance_contestant_id,
        outcomes.votes,
        outcomes.vote_share_pct,
        outcomes.exact_share_pct,
        outcomes.share_base,
        outcomes.share_origin,
        outcomes.votes_return_id,
        outcomes.seats,
        outcomes.seat_share_pct,
        outcomes.is_counted,
        case
            when outcomes.share_origin = 'printed'
            then case returns.share_decimals when 0 then 0.5 when 1 then 0.05 else 0.005 end
            when outcomes.share_origin = 'computed' and returns.counts_rounded_to > 1
            then coalesce(
                0.75 * returns.counts_rounded_to * outcomes.exact_share_pct / nullif(outcomes.votes, 0),
                0.75 * outcomes.share_slack_pct
            )
            else 0
        end as slack,
        case when returns.counts_rounded_to > 1 then cast(returns.counts_rounded_to as double) else 0.0 end
            as count_slack,
        cast(case when elections.votes_per_ballot = 1 then returns.valid_votes else returns.votes_counted end as double)
            as valid_votes,
        returns.names_everyone and returns.counts_rounded_to = 1 and elections.votes_per_ballot = 1 as has_all_voters,
        cast(elections.seats as bigint) as seats_at_stake,
        cast(elections.chamber_seats as bigint) as chamber_seats,
        final_rounds.final_round = 1 as is_only_round
    from outcomes
    join elections on elections.election_id = outcomes.election_id
    left join returns
        on returns.election_id = outcomes.election_id
        and returns.return_id = outcomes.votes_return_id
    join final_rounds on final_rounds.election_id = outcomes.election_id
),
shares_beside_sums as (
    select
        shares.*,
        case when share_origin = 'added up'
            then sum(case when alliance_contestant_id is not null then slack end) over whole_alliance
            else slack end as slack_of_all,
        sum(case when is_counted then cast(exact_share_pct as decimal(38, 12)) end) over whole_election
            as share_of_all_pct,
        sum(case when is_counted and exact_share_pct is not null then greatest(slack, 0.5) end) over whole_election
            as most_slack,
        min(case when is_counted then share_base end) over whole_election
        = max(case when is_counted then share_base end) over whole_election
            as is_one_base,
        sum(case when is_counted then cast(votes as double) end) over whole_election as votes_of_all,
        count(case when is_counted and votes is null then 1 end) over whole_election as without_votes,
        sum(case when is_counted then count_slack end) over whole_election as count_slack_of_all,
        sum(case when is_counted then cast(seats as double) end) over whole_election as seats_of_all,
        cast(chamber_seats as double) - case when is_only_round
            then seats_at_stake
            else sum(case when is_counted then cast(seats as double) end) over whole_election end as seats_left
    from shares
    window
        whole_election as (partition by election_id),
        whole_alliance as (partition by election_id, coalesce(alliance_contestant_id, contestant_id))
),
contenders as (
    select
        rankings.*,
        shares_beside_sums.vote_share_pct,
        case when shares_beside_sums.seat_share_pct <= 100 then shares_beside_sums.seat_share_pct end as seat_share_pct,
        shares_beside_sums.votes_return_id,
        case
            when rankings.measure = 'seats' and 2.0 * rankings.seats > shares_beside_sums.chamber_seats
            then case when 2.0 * rankings.seats > shares_beside_sums.seats_of_all then true end
            when
                rankings.measure = 'seats'
                and 2.0 * (rankings.seats + shares_beside_sums.seats_left) <= shares_beside_sums.chamber_seats
            then false
            when rankings.measure = 'seats' then null
            when
                rankings.share_base in ('valid votes', 'all ballots')
                and rankings.exact_share_pct - shares_beside_sums.slack_of_all > 50
            then true
            when
                rankings.share_base = 'valid votes'
                and rankings.exact_share_pct + shares_beside_sums.slack_of_all <= 50
            then false
            when
                shares_beside_sums.is_one_base
                and 2 * (rankings.exact_share_pct + shares_beside_sums.most_slack)
                    <= shares_beside_sums.share_of_all_pct
            then false
            when
                rankings.exact_share_pct is null
                and 2.0 * rankings.votes + shares_beside_sums.count_slack_of_all <= shares_beside_sums.votes_of_all
                and 2.0 * (rankings.votes + rankings.count_slack)
                    <= coalesce(shares_beside_sums.valid_votes, shares_beside_sums.votes_of_all)
            then false
            when
                rankings.basis = 'votes'
                and coalesce(rankings.share_base, 'none') <> 'valid votes'
                and shares_beside_sums.has_all_voters
                and shares_beside_sums.without_votes = 0
                and 2.0 * rankings.votes > shares_beside_sums.votes_of_all
                and 2.0 * rankings.votes > coalesce(shares_beside_sums.valid_votes, shares_beside_sums.votes_of_all)
            then true
        end as has_majority,
        shares_beside_sums.chamber_seats,
        shares_beside_sums.seats_of_all,
        shares_beside_sums.seats_left
    from rankings
    join shares_beside_sums
        on shares_beside_sums.election_id = rankings.election_id
        and shares_beside_sums.contestant_id = rankings.contestant_id
)
select
    election_id,
    measure,                                                    -- by what, and more than half of what: votes or seats
    contestant_id,
    contestant,
    kind,
    basis,                                                      -- seats, votes or shares are compared; null: unlike
    amount,                                                     -- its seats, votes or exact share; null: not known
    votes,
    vote_share_pct,
    exact_share_pct,
    share_base,
    votes_return_id,                                            -- return that gives votes and share
    seats,
    seat_share_pct,                                             -- seats per 100 at stake; null: not known
    source_id,                                                  -- who prints its figure
    position,                                                   -- 1: nobody has more; null: not certain
    is_rounded,                                                 -- true: those level with it may differ
    missing,                                                    -- why its position is not certain; null when it is
    has_majority,                                               -- more than half; null: see missing_majority
    case
        when has_majority is not null then null
        when measure = 'seats' and seats is null then 'seats not known'
        when measure = 'seats' and chamber_seats is null then 'the number of seats is not known'
        when measure = 'seats' and seats_of_all > chamber_seats then 'the seats add up to more than the chamber'
        when measure = 'seats' and seats_left is null then 'the number of seats at stake is not known'
        when measure = 'seats' then 'a part of the chamber was not elected on that day'
        when coalesce(cast(votes as double), exact_share_pct) is null then 'votes not known'
        when share_base = 'valid votes' then 'not decided by rounded figures'
        else 'share of the valid votes not known'
    end as missing_majority                                     -- why it is not certain; null when it is
from contenders
