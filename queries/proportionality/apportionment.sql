-- Seats by other formulas
--
-- The seats of an election allotted anew to its parties and alliances by their votes in the whole country, by five
-- formulas, beside what they won. D'Hondt, Sainte-Laguë and modified Sainte-Laguë (first divisor 1.4) divide votes by
-- 1, 2, 3 …, by 1, 3, 5 … and by 1.4, 3, 5 …; Hare and Droop give a seat for each whole quota (votes by seats;
-- votes by seats and one, rounded up to more than that) and the rest to the largest remainders. Where few votes make
-- the Droop quota leave more seats than there are parties, nothing is allotted by it.
--
-- Allotted are the seats that those with votes have won: not those of independents, Others and members without votes.
-- The threshold is a convention: 'none'; 'winners', where only those that won a seat take part, whatever the law
-- demanded; 'law', where the file has the share of votes that the law demanded. Where the source does not say of which
-- votes, whoever has that share of the valid votes must have it of all ballots too; else, and where somebody's share
-- is not known, or rounded to that of the law, nothing is allotted by the law. Where the votes of somebody without a
-- seat are not known, seats are allotted among the winners alone; where votes are rounded, none are. A law that allots
-- seats district by district, or gives a bonus, gives another result than its formula does here, and the difference
-- shows that. Of several rounds that fill a chamber together, none has seats to allot by itself.
--
-- key:  election_id, method, threshold, contestant_id
-- cite: Balinski and Young (1982), Fair Representation: Meeting the Ideal of One Man, One Vote (formulas)
with rounded_returns as (
    select election_id, max(counts_rounded_to) as counts_rounded_to
    from returns
    where rank is not null
    group by election_id
),
contestants_of_chambers as (
    select
        outcomes.election_id,
        outcomes.contestant_id,
        outcomes.contestant,
        outcomes.votes,
        outcomes.seats,
        case when outcomes.share_base = 'valid votes' then outcomes.exact_share_pct end as valid_share_pct,
        outcomes.votes > 0 and coalesce(returns.counts_rounded_to, rounded_returns.counts_rounded_to) > 1
            as is_rounded
    from outcomes
    join election_context
        on election_context.election_id = outcomes.election_id
        and election_context.body_kind = 'legislature'
        and election_context.scope = 'general'
    left join rounded_returns on rounded_returns.election_id = outcomes.election_id
    left join returns on returns.return_id = outcomes.votes_return_id
    where outcomes.alliance_contestant_id is null and outcomes.kind in ('party list', 'joint list', 'alliance')
),
contestants_and_elections as (
    -- One row more for each election, for those without a party.
    select election_id, votes, seats, is_rounded, 1 as parties, 0 as parts_of_chamber
    from contestants_of_chambers
    union all
    select
        election_context.election_id,
        null,
        0,
        false,
        0,
        case when final_rounds.is_whole then 0 else 1 end
    from election_context
    join final_rounds on final_rounds.election_id = election_context.election_id
    where election_context.body_kind = 'legislature' and election_context.scope = 'general'
),
sums_by_election as (
    select
        election_id,
        sum(parties) as parties,
        sum(parts_of_chamber) as parts_of_chamber,
        count(votes) as with_votes,
        count(case when votes is null and coalesce(seats, 1) > 0 then 1 end) as without_votes,
        count(case when votes is not null and seats is null then 1 end) as without_seats,
        count(case when is_rounded then 1 end) as with_rounded_votes,
        sum(case when votes is not null then seats end) as seats
    from contestants_and_elections
    group by election_id
),
contestants_with_sums as (
    select
        *,
        count(case when votes is null and coalesce(seats, 1) > 0 then 1 end) over whole_ballot as without_votes,
        count(case when votes is null and seats = 0 then 1 end) over whole_ballot as losers_without_votes,
        count(case when votes is not null and seats is null then 1 end) over whole_ballot as without_seats,
        count(case when is_rounded then 1 end) over whole_ballot as with_rounded_votes,
        sum(case when votes is not null then seats end) over whole_ballot as seats_of_all
    from contestants_of_chambers
    window whole_ballot as (partition by election_id)
),
thresholds_tried as (
    select 'none' as threshold
    union all select 'winners'
    union all select 'law'
),
methods as (
    select 'D''Hondt' as method
    union all select 'Sainte-Laguë'
    union all select 'modified Sainte-Laguë'
    union all select 'Hare'
    union all select 'Droop'
),
entrants as (
    -- has_share: whether it has the share that the law demanded; null: not certain.
    select
        contestants_with_sums.*,
        demanded_shares_reached.contestant_id is not null as has_law,
        case
            when demanded_shares_reached.has_demanded_share then 1
            when not demanded_shares_reached.has_demanded_share then 0
        end as has_share
    from contestants_with_sums
    join final_rounds on final_rounds.election_id = contestants_with_sums.election_id and final_rounds.is_whole
    left join demanded_shares_reached
        on demanded_shares_reached.election_id = contestants_with_sums.election_id
        and demanded_shares_reached.contestant_id = contestants_with_sums.contestant_id
        and demanded_shares_reached.purpose = 'entry'
    where
        contestants_with_sums.votes is not null
        and contestants_with_sums.without_votes = 0
        and contestants_with_sums.without_seats = 0
        and contestants_with_sums.with_rounded_votes = 0
        and contestants_with_sums.seats_of_all > 0
),
entrants_with_doubt as (
    select
        entrants.*,
        case
            when count(*) over whole_ballot = count(has_share) over whole_ballot then null
            when count(*) over whole_ballot > count(valid_share_pct) over whole_ballot
            then 'shares of the valid votes are not known of all with votes'
            else 'it is not certain who has the share that the law demanded'
        end as missing_share
    from entrants
    window whole_ballot as (partition by election_id)
),
parties_admitted as (
    select
        entrants.election_id,
        thresholds_tried.threshold,
        entrants.contestant_id,
        entrants.contestant,
        entrants.votes,
        entrants.seats as seats_won,
        cast(entrants.seats_of_all as double) as seats,
        case
            when thresholds_tried.threshold <> 'winners' and entrants.losers_without_votes > 0
            then 'votes are not known of all who stood'
            when thresholds_tried.threshold = 'law' then entrants.missing_share
        end as missing_share,
        cast(
            case thresholds_tried.threshold
                when 'none' then entrants.votes
                when 'winners' then case when entrants.seats > 0 then entrants.votes else 0 end
                else case when entrants.has_share = 1 or entrants.missing_share is not null then entrants.votes
                    else 0 end
            end as double
        ) as votes_admitted
    from entrants_with_doubt as entrants
    cross join thresholds_tried
    where thresholds_tried.threshold <> 'law' or entrants.has_law
),
parties_with_sums as (
    select
        *,
        sum(votes_admitted) over whole as all_votes,
        cast(count(case when votes_admitted > 0 then 1 end) over whole as double) as parties
    from parties_admitted
    window whole as (partition by election_id, threshold)
),
first_seats as (
    -- Seats that are certain before the last ones are compared. Of a divisor, those that a divisor gives at which all
    -- seats together are no more than there are to give.
    select
        parties_with_sums.*,
        methods.method,
        case methods.method
            when 'Droop' then floor(all_votes / nullif(seats + 1, 0)) + 1
            else all_votes / nullif(seats, 0)
        end as quota,
        case
            when votes_admitted = 0 then 0
            when methods.method in ('D''Hondt', 'Hare') then floor(votes_admitted * seats / nullif(all_votes, 0))
            when methods.method = 'Droop'
            then floor(votes_admitted / nullif(floor(all_votes / nullif(seats + 1, 0)) + 1, 0))
            when
                methods.method = 'modified Sainte-Laguë'
                and 10 * votes_admitted * (2 * seats - parties) < 14 * all_votes
            then 0
            else floor(
                (votes_admitted * greatest(2 * seats - parties, 0) + all_votes) / nullif(2 * all_votes, 0)
            )
        end as first_seats
    from parties_with_sums
    cross join methods
    where all_votes > 0
),
first_seats_with_rest as (
    select
        *,
        seats - sum(first_seats) over (partition by election_id, threshold, method) as seats_left,
        -- No divisor gives a party more seats than its part of as many as there are seats and parties, and one. A
        -- quotient beyond that is smaller than the last one that wins.
        greatest(1, floor(votes_admitted * (seats + parties) / nullif(all_votes, 0)) + 1 - first_seats) as most_claims
    from first_seats
),
digits as (
    select 0 as digit
    union all select 1
    union all select 2
    union all select 3
    union all select 4
    union all select 5
    union all select 6
    union all select 7
    union all select 8
    union all select 9
),
further_seats as (
    -- No formula here leaves more seats than twice the number of parties.
    select 1 + ones.digit + 10 * tens.digit + 100 * hundreds.digit as number
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds
),
claims as (
    -- What each party brings forward for each of the seats that are left: a remainder, or a quotient for each further
    -- seat; null where no seats are left, or it has no votes that count.
    select
        claimants.*,
        case
            when further_seats.number is null then null
            when claimants.method = 'Hare'
            then claimants.votes_admitted * claimants.seats - claimants.first_seats * claimants.all_votes
            when claimants.method = 'Droop' then claimants.votes_admitted - claimants.first_seats * claimants.quota
            when claimants.method = 'D''Hondt'
            then claimants.votes_admitted / nullif(claimants.first_seats + further_seats.number, 0)
            when claimants.method = 'modified Sainte-Laguë' and claimants.first_seats + further_seats.number = 1
            then 10 * claimants.votes_admitted / 14
            else claimants.votes_admitted / nullif(2 * (claimants.first_seats + further_seats.number) - 1, 0)
        end as claim
    from first_seats_with_rest as claimants
    left join further_seats
        on further_seats.number <= least(claimants.seats_left, claimants.most_claims)
        and (further_seats.number = 1 or claimants.method not in ('Hare', 'Droop'))
        and claimants.votes_admitted > 0
),
claims_in_order as (
    select
        *,
        rank() over (partition by election_id, threshold, method order by claim desc nulls last) as place,
        count(*) over (partition by election_id, threshold, method, claim) as rivals,
        count(claim) over (partition by election_id, threshold, method) as claims_of_all
    from claims
),
allotments as (
    select
        election_id,
        threshold,
        method,
        contestant_id,
        contestant,
        votes,
        seats_won,
        missing_share,
        max(claims_of_all) < max(seats_left) as are_seats_left,
        first_seats + count(case when claim is not null and place + rivals - 1 <= seats_left then 1 end) as seats,
        count(case when claim is not null and place <= seats_left and place + rivals - 1 > seats_left then 1 end)
            as tied_seats
    from claims_in_order
    group by election_id, threshold, method, contestant_id, contestant, votes, seats_won, missing_share, first_seats
),
answers as (
    select
        election_id,
        method,
        threshold,
        contestant_id,
        contestant,
        votes,
        seats_won,
        case when missing_share is null and tied_seats = 0 and not are_seats_left then seats end as seats_allotted,
        case
            when missing_share is not null then missing_share
            when are_seats_left then 'the quota leaves more seats than there are parties'
            when tied_seats > 0 then 'tied for the last seat'
        end as missing
    from allotments
    union all
    select
        election_id,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        case
            when parts_of_chamber > 0 then 'a round that does not fill the chamber'
            when parties = 0 then 'no parties'
            when with_votes = 0 then 'no source gives votes by party'
            when without_votes > 0 then 'votes are not known of all who won seats'
            when without_seats > 0 then 'seats are not known of all with votes'
            when with_rounded_votes > 0 then 'votes are rounded'
            else 'those with votes have won no seats'
        end
    from sums_by_election
    where
        parts_of_chamber > 0
        or with_votes = 0
        or without_votes > 0
        or without_seats > 0
        or with_rounded_votes > 0
        or coalesce(seats, 0) = 0
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    answers.method,                                             -- formula; null: see missing
    answers.threshold,                                          -- none, winners or law; null: see missing
    answers.contestant_id,
    answers.contestant,
    cast(answers.votes as bigint) as votes,
    cast(answers.seats_won as bigint) as seats,
    cast(answers.seats_allotted as bigint) as seats_allotted,   -- seats by the formula; null: see missing
    cast(answers.seats_won - answers.seats_allotted as bigint)
        as seats_beyond,                                        -- seats won beyond these; below 0: fewer were won
    answers.missing
from answers
join election_context on election_context.election_id = answers.election_id
order by
    election_context.election_id,
    answers.method,
    answers.threshold,
    answers.votes desc nulls last,
    answers.contestant_id
