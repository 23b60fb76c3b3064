-- How far seats strayed from votes
--
-- How far the seats strayed from the votes, by six indices. With v and s the vote and seat shares of each competitor:
--   least squares: the root of half the sum of (v - s)^2.
--   Loosemore-Hanby: half the sum of |v - s|.
--   Rae: the mean of |v - s| over the competitors with 0.5 per cent of the votes or more.
--   largest deviation: the largest |v - s|.
--   Sainte-Laguë: the sum of (s - v)^2 / v; not computed where somebody won seats without votes.
--   D'Hondt: the largest s / v; not computed where somebody won seats without votes.
-- Fully proportional is 0 in percentage points and 1 as a ratio. A competitor with a share on one side only counts
-- with 0 on the other, except where a whole side is not known.
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
    select
        election_id,
        convention,
        is_default,
        coalesce(vote_share_pct, 0.0) as votes,
        coalesce(seat_share_pct, 0.0) as seats,
        vote_share_pct is not null as has_votes,
        seat_share_pct is not null as has_seats,
        parts > 1 and vote_share_pct > 0 as is_divided
    from competitors
),
sums_by_convention as (
    select
        election_id,
        convention,
        is_default,
        count(case when has_votes then 1 end) as with_votes,
        count(case when has_seats then 1 end) as with_seats,
        count(case when not has_seats then 1 end) as seats_not_known,
        count(case when seats > 0 and not has_votes then 1 end) as votes_not_known,
        count(case when is_divided then 1 end) as votes_divided,
        count(case when seats > 0 and votes = 0 then 1 end) as seats_without_votes,
        count(case when votes >= 0.5 then 1 end) as competitors,
        sqrt(sum((votes - seats) * (votes - seats)) / 2.0) as least_squares,
        sum(abs(votes - seats)) / 2.0 as loosemore_hanby,
        sum(case when votes >= 0.5 then abs(votes - seats) end) as deviations,
        max(abs(votes - seats)) as largest_deviation,
        sum((seats - votes) * (seats - votes) / nullif(votes, 0)) as sainte_lague,
        max(seats / nullif(votes, 0)) as dhondt
    from competitor_shares
    group by election_id, convention, is_default
),
index_values as (
    select
        sums_by_convention.*,
        indices.measure,
        indices.unit,
        case indices.measure
            when 'least squares' then sums_by_convention.least_squares
            when 'Loosemore-Hanby' then sums_by_convention.loosemore_hanby
            when 'Rae' then sums_by_convention.deviations / nullif(sums_by_convention.competitors, 0)
            when 'largest deviation' then sums_by_convention.largest_deviation
            when 'Sainte-Laguë' then sums_by_convention.sainte_lague
            when 'D''Hondt' then sums_by_convention.dhondt
        end as value,
        indices.divides_by_votes and sums_by_convention.seats_without_votes > 0 as is_unbounded,
        case
            when sums_by_convention.with_votes = 0 then 'no shares of valid votes by contestant'
            when sums_by_convention.with_seats = 0 then 'no seats by contestant'
            when sums_by_convention.seats_not_known > 0 then 'seats not known of every contestant'
            when sums_by_convention.votes_divided > 0 then 'how the votes of independents divide is not known'
        end as shares_missing
    from sums_by_convention
    cross join indices
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
    case
        when index_values.shares_missing is null and not index_values.is_unbounded
        then cast(round(cast(index_values.value as decimal(38, 12)), 2) as double)
    end as disproportionality,                                  -- the index; null: see missing
    cast(index_values.competitors as bigint) as competitors,    -- competitors with 0.5 per cent of the votes or more
    cast(index_values.votes_not_known as bigint) as votes_not_known,  -- with a seat, but votes not known; taken as 0
    case
        when index_values.shares_missing is not null then index_values.shares_missing
        when index_values.is_unbounded then 'seats won by somebody whose votes are not known or 0'
        when index_values.value is null then 'nobody has 0.5 per cent of the votes'
    end as missing
from index_values
join election_context on election_context.election_id = index_values.election_id
order by index_values.election_id, index_values.convention, index_values.measure
