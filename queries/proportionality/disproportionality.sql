-- How far seats strayed from votes
--
-- How far the seats strayed from the votes, by six indices. With v and s the vote and seat shares of each competitor:
--   least squares: the root of half the sum of (v - s)^2.
--   Loosemore-Hanby: half the sum of |v - s|.
--   Rae: the mean of |v - s| over the competitors with 0.5 per cent of the votes or more.
--   largest deviation: the largest |v - s|.
--   Sainte-Laguë: the sum of (s - v)^2 / v.
--   D'Hondt: the largest s / v.
-- The last two are not computed where somebody won seats without votes, or with a share that is no more than it may be
-- rounded by. Else shares are taken as printed: share_slack_pct of outcomes says by how much each may be off.
-- Fully proportional is 0 in percentage points and 1 as a ratio. Where the votes of a competitor are not known, they
-- are at most what the known shares lack to 100. The value then lies between lowest_value and highest_value, and is
-- null unless these are equal. There is no value where those left out as others may have more votes or seats than
-- the largest competitor, since they may be one party.
--
-- key:  election_id, convention, measure
-- cite: Gallagher (1991), Proportionality, disproportionality and electoral systems, Electoral Studies 10
-- cite: Loosemore and Hanby (1971), The theoretical limits of maximum distortion, British Journal of Political
--       Science 1(4)
-- cite: Rae (1967), The Political Consequences of Electoral Laws
-- cite: Lijphart (1994), Electoral Systems and Party Systems: A Study of Twenty-Seven Democracies, 1945-1990
with indices as (
    select 'least squares' as measure, 'percentage points' as unit, false as divides_by_votes
    union all select 'Loosemore-Hanby', 'percentage points', false
    union all select 'Rae', 'percentage points', false
    union all select 'largest deviation', 'percentage points', false
    union all select 'Sainte-Laguë', 'percentage points', true
    union all select 'D''Hondt', 'ratio', true
),
competitor_shares as (
    -- Votes from least to most: the same where they are known.
    select
        election_id,
        convention,
        is_default,
        coalesce(vote_share_pct, 0.0) as least_votes,
        coalesce(vote_share_pct, most_vote_share_pct, 0.0) as most_votes,
        coalesce(seat_share_pct, 0.0) as seats,
        vote_share_pct is not null as has_votes,
        vote_share_pct is null and most_vote_share_pct is not null as has_unknown_votes,
        share_slack_pct,
        seat_share_pct is not null as has_seats,
        missing_seats,
        parts,
        coalesce(parts, 2) > 1 as is_divided,
        leaves_out_more_votes or leaves_out_more_seats as leaves_out_more
    from competitors
),
deviations_by_competitor as (
    -- The least and the most that each can add to an index, whatever its votes are; of several independents, one may
    -- have all of them.
    select
        competitor_shares.*,
        greatest(seats - most_votes, least_votes - seats, 0.0) as least_deviation,
        greatest(abs(least_votes - seats), abs(most_votes - seats)) as most_deviation,
        greatest(
            abs(case when is_divided then 0.0 else least_votes end - seats / nullif(parts, 0)),
            abs(most_votes - seats / nullif(parts, 0))
        ) as most_deviation_of_one,
        case
            when seats > most_votes then (seats - most_votes) * (seats - most_votes) / nullif(most_votes, 0)
            when seats < least_votes then (least_votes - seats) * (least_votes - seats) / nullif(least_votes, 0)
            else 0.0
        end as least_sainte_lague,
        case
            when seats > 0 and has_unknown_votes then null
            when seats > 0
            then (seats - least_votes) * (seats - least_votes) / nullif(least_votes, 0)
            else most_votes
        end as most_sainte_lague
    from competitor_shares
),
sums_by_convention as (
    select
        election_id,
        convention,
        is_default,
        count(case when has_votes then 1 end) as with_votes,
        count(case when has_seats then 1 end) as with_seats,
        max(missing_seats) as missing_seats,
        count(case when not has_seats then 1 end) as seats_not_known,
        count(case when has_unknown_votes then 1 end) as votes_not_known,
        count(case when is_divided then 1 end) as votes_divided,
        count(case when seats > 0 and least_votes = 0 and not has_unknown_votes then 1 end) as seats_without_votes,
        count(case when seats > 0 and has_votes and share_slack_pct > 0 and least_votes <= share_slack_pct then 1 end)
            as seats_with_rounded_votes,
        count(case when seats > 0 and has_unknown_votes then 1 end) as seats_with_unknown_votes,
        count(case when least_votes >= 0.5 then 1 end) as competitors,
        sum(cast(least_votes as decimal(38, 12))) > 100.000001 + sum(share_slack_pct) as is_too_much,
        max(case when has_unknown_votes then most_votes else 0.0 end) >= 0.5 as may_one_more_count,
        sqrt(sum(least_deviation * least_deviation) / 2.0) as lowest_least_squares,
        sqrt(sum(most_deviation * most_deviation) / 2.0) as highest_least_squares,
        sum(least_deviation) / 2.0 as lowest_loosemore_hanby,
        sum(most_deviation) / 2.0 as highest_loosemore_hanby,
        sum(case when least_votes >= 0.5 then least_deviation end) as deviations,
        max(least_deviation / nullif(parts, 0)) as lowest_largest_deviation,
        max(most_deviation_of_one) as highest_largest_deviation,
        sum(least_sainte_lague) as lowest_sainte_lague,
        sum(most_sainte_lague) as highest_sainte_lague,
        max(seats / nullif(most_votes, 0)) as lowest_dhondt,
        max(case when not has_unknown_votes then seats / nullif(least_votes, 0) end) as highest_dhondt,
        leaves_out_more
    from deviations_by_competitor
    group by election_id, convention, is_default, leaves_out_more
),
limits_by_measure as (
    select
        sums_by_convention.*,
        indices.measure,
        indices.unit,
        indices.divides_by_votes and seats_without_votes + seats_with_rounded_votes > 0 as is_unbounded,
        case indices.measure
            when 'least squares' then lowest_least_squares
            when 'Loosemore-Hanby' then lowest_loosemore_hanby
            when 'Rae' then case when not may_one_more_count then deviations / nullif(competitors, 0) end
            when 'largest deviation' then lowest_largest_deviation
            when 'Sainte-Laguë' then lowest_sainte_lague
            when 'D''Hondt' then lowest_dhondt
        end as lowest_value,
        case indices.measure
            when 'least squares' then highest_least_squares
            when 'Loosemore-Hanby' then highest_loosemore_hanby
            when 'Rae' then case when not may_one_more_count then deviations / nullif(competitors, 0) end
            when 'largest deviation' then highest_largest_deviation
            when 'Sainte-Laguë' then case when seats_with_unknown_votes = 0 then highest_sainte_lague end
            when 'D''Hondt' then case when seats_with_unknown_votes = 0 then highest_dhondt end
        end as highest_value,
        case
            when with_votes = 0 then 'no shares of valid votes by contestant'
            when missing_seats is not null then missing_seats
            when with_seats = 0 then 'no seats by contestant'
            when seats_not_known > 0 then 'seats not known of every contestant'
            when votes_divided > 0 and indices.measure <> 'largest deviation'
            then 'how the votes of independents divide is not known'
            when is_too_much then 'the shares add up to more than 100'
            when leaves_out_more and votes_not_known > 0 then 'the votes of somebody are not known'
            when leaves_out_more then 'the others who are left out may have more than the largest'
        end as shares_missing
    from sums_by_convention
    cross join indices
),
index_values as (
    select
        election_id,
        convention,
        is_default,
        measure,
        unit,
        competitors,
        votes_not_known,
        votes_divided,
        is_unbounded,
        seats_with_rounded_votes,
        shares_missing,
        case when shares_missing is null and not is_unbounded
            then round(cast(lowest_value as decimal(38, 12)), 2) end as lowest_value,
        case when shares_missing is null and not is_unbounded
            then round(cast(highest_value as decimal(38, 12)), 2) end as highest_value
    from limits_by_measure
)
select
    index_values.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    index_values.convention,
    index_values.is_default,
    index_values.measure,                                       -- which index
    index_values.unit,                                          -- percentage points, or ratio
    case when index_values.lowest_value = index_values.highest_value
        then cast(index_values.lowest_value as double) end
        as disproportionality,                                  -- the index; null: see missing
    cast(index_values.lowest_value as double) as lowest_value,  -- it is not lower; null: not known
    cast(index_values.highest_value as double) as highest_value,  -- it is not higher; null: not known
    cast(index_values.competitors as bigint) as competitors,    -- competitors with 0.5 per cent of the votes or more
    cast(index_values.votes_not_known as bigint) as votes_not_known,  -- competitors whose votes are not known
    case
        when index_values.shares_missing is not null then index_values.shares_missing
        when index_values.is_unbounded and index_values.seats_with_rounded_votes > 0
        then 'seats won with a share that is no more than it may be rounded by'
        when index_values.is_unbounded then 'seats won by somebody who has no votes'
        when index_values.lowest_value = index_values.highest_value then null
        when index_values.votes_divided > 0 then 'how the votes of independents divide is not known'
        when index_values.votes_not_known > 0 then 'the votes of somebody are not known'
        else 'nobody has 0.5 per cent of the votes'
    end as missing
from index_values
join election_context on election_context.election_id = index_values.election_id
order by index_values.election_id, index_values.convention, index_values.measure
