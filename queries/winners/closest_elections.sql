-- The closest elections
--
-- Elections by how little the first led the second in votes, the closest first, and whether the first by votes had most
-- seats too, as plurality_reversals says. Only elections are here whose margin of votes is known; victory_margin says
-- why it is not known of others. A margin of shares that are printed with few decimals is as exact as these.
--
-- key: election_id
with margins as (
    select
        victory_margin.*,
        election_context.body_kind,
        election_context.seats,
        plurality_reversals.is_reversal
    from victory_margin
    join election_context on election_context.election_id = victory_margin.election_id
    left join plurality_reversals on plurality_reversals.election_id = victory_margin.election_id
    where victory_margin.margin_pp >= 0 and not election_context.is_annulled
)
select
    election_id,
    election,
    country,
    first_polling_on,
    body_kind,                                                  -- legislature or presidency
    first_by_votes,                                             -- most votes; all that tie
    second_by_votes,                                            -- second most votes; null: nobody, or a tie
    margin_pp,                                                  -- percentage points between them
    margin_votes,                                               -- votes between them; null: one is not known
    first_by_seats,                                             -- most seats; null: not certain, or an office
    margin_seats,                                               -- seats between first and second; null: not known
    cast(seats as bigint) as seats,                             -- seats at stake; null: an office, or not known
    is_reversal                                                 -- true: most seats for another; null: not known
from margins
order by body_kind, margin_pp, election_id
