-- How far seats strayed from votes
--
-- How far the seats strayed from the votes, by six indices. With v and s the vote and seat shares of each competitor:
-- least squares is the root of half the sum of (v - s)^2; Loosemore and Hanby half the sum of |v - s|; Rae the mean
-- of |v - s| over the competitors with 0.5 per cent of the votes or more; largest deviation the largest |v - s|;
-- Sainte-Laguë the sum of (s - v)^2 / v; D'Hondt the largest s / v. The last two cannot be computed where somebody
-- won seats without votes. A competitor with a share on one side only counts with 0 on the other, except where a
-- whole side is not known.
--
-- key:  election_id, convention, measure
-- cite: Gallagher (1991), Proportionality, disproportionality and electoral systems, Electoral Studies 10
-- cite: Loosemore and Hanby (1971), The theoretical limits of maximum distortion, British Journal of Political Science 1(4)
-- cite: Rae (1967), The Political Consequences of Electoral Laws
-- cite: Lijphart (1994), Electoral Systems and Party Systems: A Study of Twenty-Seven Democracies, 1945-1990
with shares as (
    select
        election_id,
        convention,
        is_default,
        coalesce(vote_share_pct, 0.0) as votes,
        coalesce(seat_share_pct, 0.0) as seats,
        vote_share_pct is not null as has_votes,
        seat_share_pct is not null as has_seats,
        case when parts > 1 and vote_share_pct > 0 then 1 else 0 end as is_divided
    from competitors
),
sums as (
    select
        election_id,
        convention,
        is_default,
        count(case when has_votes then 1 end) as with_votes,
        count(case when has_seats then 1 end) as with_seats,
        count(case when not has_seats then 1 end) as seats_not_known,
        count(case when seats > 0 and not has_votes then 1 end) as votes_not_known,
        max(is_divided) as is_divided,
        count(case when seats > 0 and votes = 0 then 1 end) as seats_without_votes,
        count(case when votes >= 0.5 then 1 end) as competitors,
        sqrt(sum((votes - seats) * (votes - seats)) / 2.0) as least_squares,
        sum(abs(votes - seats)) / 2.0 as loosemore_hanby,
        sum(case when votes >= 0.5 then abs(votes - seats) end) as deviations,
        max(abs(votes - seats)) as largest_deviation,
        sum((seats - votes) * (seats - votes) / nullif(votes, 0)) as sainte_lague,
        max(seats / nullif(votes, 0)) as dhondt
    from shares
    group by election_id, convention, is_default
),
measured as (
    select
        sums.*,
        indices.measure,
        indices.unit,
        case indices.measure
            when 'least squares' then least_squares
            when 'Loosemore-Hanby' then loosemore_hanby
            when 'Rae' then deviations / nullif(competitors, 0)
            when 'largest deviation' then largest_deviation
            when 'Sainte-Laguë' then case when seats_without_votes = 0 then sainte_lague end
            when 'D''Hondt' then case when seats_without_votes = 0 then dhondt end
        end as value
    from sums
    cross join (
        select 'least squares' as measure, 'percentage points' as unit
        union all select 'Loosemore-Hanby', 'percentage points'
        union all select 'Rae', 'percentage points'
        union all select 'largest deviation', 'percentage points'
        union all select 'Sainte-Laguë', 'percentage points'
        union all select 'D''Hondt', 'ratio'
    ) as indices
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    measured.convention,                                        -- how others, independents and alliances are treated; see competitors
    measured.is_default,                                        -- true for the usual convention
    measured.measure,                                           -- which index
    measured.unit,                                              -- percentage points (0: proportional), or ratio (1: proportional)
    case when measured.with_votes > 0 and measured.with_seats > 0 and measured.seats_not_known = 0 and measured.is_divided = 0
        then cast(round(cast(measured.value as decimal(18, 6)), 2) as double) end
        as disproportionality,                                  -- the index; null: see missing
    cast(measured.competitors as bigint) as competitors,        -- competitors with 0.5 per cent of the votes or more
    cast(measured.votes_not_known as bigint) as votes_not_known,  -- competitors with a seat whose votes no source gives; they count as without votes
    case
        when measured.with_votes = 0 then 'no shares of valid votes by contestant'
        when measured.with_seats = 0 then 'no seats by contestant'
        when measured.seats_not_known > 0 then 'seats not known of every contestant'
        when measured.is_divided = 1 then 'how the votes of independents divide is not known'
        when measured.measure in ('Sainte-Laguë', 'D''Hondt') and measured.seats_without_votes > 0 then 'seats won by somebody whose votes are not known or 0'
        when measured.value is null then 'nobody has 0.5 per cent of the votes'
    end as missing                                              -- why there is no value; null when there is one
from measured
join elections on elections.election_id = measured.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
order by elections.election_id, measured.convention, measured.measure
