-- Party systems in one row each
--
-- One row per general election to a chamber, for charts by country and decade: effective parties, disproportionality,
-- volatility, turnout, the largest party and the parties with seats. Each figure is the usual one of the question that
-- is named after it, which says why one is missing: effective_parties, disproportionality (least squares),
-- electoral_volatility, turnout, majority. How many parties have seats is not known where somebody's seats are not, or
-- Others have some.
--
-- key:  election_id
-- cite: Laakso and Taagepera (1979); Gallagher (1991); Pedersen (1979)
with parties_with_seats as (
    select
        election_id,
        count(case when kind in ('party list', 'joint list', 'alliance') and seats > 0 then 1 end)
            as parties_with_seats,
        count(case when kind = 'others' and seats > 0 then 1 end) as others_with_seats,
        sum(seats) as seats
    from outcomes
    where alliance_contestant_id is null
    group by election_id
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.body,                                      -- the chamber
    election_context.first_polling_on,
    cast(10 * floor(year(election_context.first_polling_on) / 10.0) as bigint) as decade,  -- first year of the decade
    effective_parties.effective_parties_votes,                  -- effective number of parties by votes
    effective_parties.effective_parties_seats,                  -- effective number of parties by seats
    disproportionality.disproportionality,                      -- least squares, percentage points
    electoral_volatility.volatility,                            -- votes that moved since the election before, per 100
    turnout.turnout_pct,
    majority.largest,                                           -- party or alliance with most seats; all that tie
    case when final_rounds.is_whole and final_rounds.seats_given <= majority.chamber_seats then cast(
        round(cast(100.0 * majority.largest_seats / nullif(majority.chamber_seats, 0) as decimal(38, 12)), 2) as double
    ) end as largest_seats_pct,                                 -- its seats per 100 of the chamber; null: not known
    majority.majority,                                          -- none, earned, manufactured; null: not known
    case
        when
            final_rounds.is_whole
            and parties_with_seats.seats = election_context.seats
            and parties_with_seats.others_with_seats = 0
        then cast(parties_with_seats.parties_with_seats as bigint)
    end as parties_with_seats                                   -- an alliance is one; null: not known, as with Others
from election_context
join final_rounds on final_rounds.election_id = election_context.election_id
left join effective_parties
    on effective_parties.election_id = election_context.election_id
    and effective_parties.is_default
left join disproportionality
    on disproportionality.election_id = election_context.election_id
    and disproportionality.is_default
    and disproportionality.measure = 'least squares'
left join electoral_volatility
    on electoral_volatility.election_id = election_context.election_id
    and electoral_volatility.is_default
left join turnout on turnout.election_id = election_context.election_id
left join majority on majority.election_id = election_context.election_id
left join parties_with_seats on parties_with_seats.election_id = election_context.election_id
where
    election_context.body_kind = 'legislature'
    and election_context.scope = 'general'
    and not election_context.is_annulled
order by election_context.country, election_context.first_polling_on, election_context.election_id
