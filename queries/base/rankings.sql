-- Who is certainly ahead of whom
--
-- Everyone who can come first, by votes and by seats, with a position. An alliance stands for its members. In a
-- chamber independents are left out, since they are no party, and so are answers, but from the votes where one seat is
-- filled; Others and votes for nobody always are.
--
-- What is compared must be alike: counts of one return where it has counts of all, else shares of one base, else
-- counts of several returns. Where somebody's figure is not known, a position is given only to those who have more than
-- that one can have: what the known shares lack to 100, or the known seats to the number of seats. Shares that are only
-- printed may lack a unit of their last decimal each. Whoever no return names is among the many small ones that nobody
-- adds up, and is taken to be none of the first. Two that are level only as printed, or in rounded counts, may differ.
-- Where some figures are rounded more than others, or are sums of rounded figures of members, nobody has a position
-- whom less than that rounding parts from the next. In a chamber of several seats nobody has a position who is one of
-- several lists or candidates of a party, or has no more than those of a party have, or may have, together. They may
-- have what a list lacks that no return names; but a party is taken to be none of the first if no return names any.
--
-- key:   election_id, measure, contestant_id
-- order: none, because whoever joins it puts its own rows in order
with figures_of_ballot as (
    select
        standings.election_id,
        standings.contestant_id,
        standings.contestant,
        standings.kind,
        standings.votes,
        standings.exact_share_pct,
        standings.share_base,
        standings.share_origin,
        standings.share_slack_pct,
        standings.votes_return_id,
        standings.votes_source_id,
        standings.seats,
        standings.seats_source_id,
        standings.is_valid,
        standings.is_reported,
        cast(standings.count_slack as double) as count_slack,
        standings.count_slack > coalesce(returns.counts_rounded_to, 0) as is_sum_of_rounded_counts,
        election_context.seats as seats_at_stake,
        not (
            election_context.body_kind = 'legislature'
            and (
                standings.kind = 'independents'
                or (standings.kind = 'option' and coalesce(election_context.seats, 2) > 1)
            )
        )
        and standings.kind not in ('others', 'none of the above', 'blank votes')
            as can_be_first,
        case
            when election_context.body_kind = 'legislature' and coalesce(election_context.seats, 2) > 1
            then standings.identity
            else standings.contestant_id
        end as party_ids
    from standings
    join election_context on election_context.election_id = standings.election_id
    left join returns
        on returns.election_id = standings.election_id and returns.return_id = standings.votes_return_id
    where
        not standings.is_previous
        and not standings.is_local
        and not standings.is_only_elsewhere
        and standings.alliance_contestant_id is null
),
ballots as (
    -- One row per election: what the figures have in common, and what they leave for those without one.
    select
        election_id,
        count(case when can_be_first then coalesce(votes, exact_share_pct) end) as with_votes,
        count(case when can_be_first then votes end) as with_counts,
        count(case when can_be_first then exact_share_pct end) as with_shares,
        count(case when can_be_first and is_reported and coalesce(votes, exact_share_pct) is null then 1 end)
            as without_votes,
        min(case when can_be_first then votes_return_id end) = max(case when can_be_first then votes_return_id end)
        and count(case when can_be_first and votes is not null and votes_return_id is null then 1 end) = 0
            as is_one_return,
        min(case when can_be_first then share_base end) = max(case when can_be_first then share_base end)
            as is_one_base,
        cast(
            greatest(
                100 - coalesce(sum(case when is_valid then cast(exact_share_pct as decimal(38, 12)) end), 0), 0
            )
            + coalesce(sum(share_slack_pct), 0) + 0.000001
            as double
        ) as most_share_left_pct,
        max(case when can_be_first then share_slack_pct end) as most_share_slack,
        min(case when can_be_first then share_slack_pct end) as least_share_slack,
        count(case when can_be_first and share_origin = 'added up' and share_slack_pct > 0 then 1 end)
            as sums_of_rounded_shares,
        max(case when can_be_first and votes is not null then count_slack end) as most_count_slack,
        min(case when can_be_first and votes is not null then count_slack end) as least_count_slack,
        count(case when can_be_first and votes is not null and is_sum_of_rounded_counts then 1 end)
            as sums_of_rounded_counts,
        count(case when can_be_first and kind <> 'option' then seats end) as with_seats,
        count(case when can_be_first and is_reported and seats is null and kind <> 'option' then 1 end)
            as without_seats,
        cast(max(seats_at_stake) - coalesce(sum(seats), 0) as double) as seats_left
    from figures_of_ballot
    group by election_id
),
measures_of_size as (
    select 'votes' as measure
    union all select 'seats'
),
contenders as (
    select
        figures_of_ballot.*,
        measures_of_size.measure,
        case
            when measures_of_size.measure = 'seats' then 'seats'
            when ballots.with_counts = ballots.with_votes and ballots.is_one_return then 'votes'
            when ballots.with_shares = ballots.with_votes and ballots.is_one_base then 'shares'
            when ballots.with_counts = ballots.with_votes then 'votes'
        end as basis,
        case measures_of_size.measure when 'seats' then ballots.with_seats else ballots.with_votes end as with_figure,
        case measures_of_size.measure when 'seats' then ballots.without_seats else ballots.without_votes end
            as without_figure,
        ballots.most_share_left_pct,
        ballots.most_share_slack,
        ballots.least_share_slack,
        ballots.sums_of_rounded_shares,
        ballots.most_count_slack,
        ballots.least_count_slack,
        ballots.sums_of_rounded_counts,
        case when ballots.seats_left >= 0 then ballots.seats_left end as seats_left
    from figures_of_ballot
    join ballots on ballots.election_id = figures_of_ballot.election_id
    cross join measures_of_size
    where
        figures_of_ballot.can_be_first
        and (figures_of_ballot.kind <> 'option' or measures_of_size.measure = 'votes')
),
contenders_with_amount as (
    select
        contenders.*,
        case basis
            when 'seats' then cast(seats as double)
            when 'votes' then cast(votes as double)
            when 'shares' then exact_share_pct
        end as amount,
        case
            when basis = 'shares' and (most_share_slack > least_share_slack or sums_of_rounded_shares > 0)
            then most_share_slack
            when basis = 'votes' and (most_count_slack > least_count_slack or sums_of_rounded_counts > 0)
            then most_count_slack
        end as unlike_slack,
        case measure when 'seats' then cast(seats as double) else exact_share_pct end as part,
        case measure when 'seats' then seats_left else most_share_left_pct end as part_left,
        count(*) over (partition by election_id, measure, party_ids) as lists
    from contenders
),
contenders_beside_parties as (
    -- most_of_lists: 1e308, more than anybody has, where it is not known what a list without a figure may have.
    select
        contenders_with_amount.*,
        case when lists > 1 then sum(amount) over one_party end as amount_of_lists,
        case when count(amount) over one_party between 1 and lists - 1
            then coalesce(coalesce(sum(part) over one_party, 0) + part_left, 1e308) end as most_of_lists,
        rank() over in_order as place,
        lag(amount) over in_order - amount as to_next_above,
        amount - lead(amount) over in_order as to_next_below
    from contenders_with_amount
    window
        one_party as (partition by election_id, measure, party_ids),
        in_order as (partition by election_id, measure order by amount desc nulls last)
),
contenders_with_doubt as (
    select
        contenders_beside_parties.*,
        lists > 1
        or amount <= max(amount_of_lists) over one_measure
        or coalesce(part, 0) <= max(most_of_lists) over one_measure
            as is_beside_lists,
        max(nullif(to_next_above, 0)) over same_amount < unlike_slack - 0.000001
        or max(nullif(to_next_below, 0)) over same_amount < unlike_slack - 0.000001
            as is_too_close,
        without_figure = 0
        or (measure = 'seats' and seats > seats_left)
        or (measure = 'votes' and exact_share_pct > most_share_left_pct)
            as is_certain
    from contenders_beside_parties
    window
        one_measure as (partition by election_id, measure),
        same_amount as (partition by election_id, measure, amount)
)
select
    election_id,
    measure,                                                    -- by what: votes or seats
    contestant_id,
    contestant,
    kind,                                                       -- party list, alliance, joint list, candidate, option
    basis,                                                      -- seats, votes or shares are compared; null: unlike
    amount,                                                     -- its seats, votes or exact share; null: not known
    votes,
    exact_share_pct,
    share_base,
    count_slack,                                                -- how far rounding may have moved its votes; 0: exact
    seats,
    case measure when 'seats' then seats_source_id else votes_source_id end as source_id,  -- who prints its figure
    case
        when
            amount is not null
            and is_certain
            and not coalesce(is_beside_lists, false)
            and not coalesce(is_too_close, false)
        then place end
        as position,                                            -- 1: nobody has more; null: not certain
    basis <> 'seats' and count_slack > 0
    or (basis = 'shares' and share_origin <> 'computed')
        as is_rounded,                                          -- true: those level with it may differ
    case
        when with_figure = 0 then 'no source gives ' || measure || ' by party'
        when basis is null then 'the votes of some and the shares of others cannot be compared'
        when amount is null then measure || ' not known'
        when not coalesce(is_certain, false) then 'somebody whose ' || measure || ' are not known may have as many'
        when is_beside_lists then 'a party has several lists or candidates'
        when is_too_close then 'figures rounded in different ways leave it open'
    end as missing
from contenders_with_doubt
