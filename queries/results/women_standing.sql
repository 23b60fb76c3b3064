-- Women among candidates and members
--
-- Women among those who stood and among those elected, and how much better or worse they fared than men. Candidates and
-- the women among them are counts of one source, the most believed that gives both; else the share is not known. How
-- they fared is not known where the number of women elected is not exact.
--
-- key:  election_id
-- cite: Rule (1981), Why Women Don't Run: The Critical Contextual Factors in Women's Legislative Recruitment
with counts_by_source as (
    select
        statistics.election_id,
        statistics.source_id,
        sources.source,
        source_kinds.rank,
        max(case when statistics.measure_id = 'candidates' then statistics.amount end) as candidates,
        max(case when statistics.measure_id = 'women_candidates' then statistics.amount end) as women_candidates
    from statistics
    join sources on sources.source_id = statistics.source_id
    join source_kinds on source_kinds.kind = sources.kind
    where
        statistics.measure_id in ('candidates', 'women_candidates')
        and statistics.contestant_id is null
        and statistics.qualifier = 'exact'
        and statistics.rounded_to = 1
    group by statistics.election_id, statistics.source_id, sources.source, source_kinds.rank
),
counts_in_order as (
    select
        *,
        row_number() over (
            partition by election_id
            order by case when candidates >= women_candidates then 0 else 1 end, rank, source_id
        ) as place
    from counts_by_source
    where women_candidates is not null
),
women_who_stood as (
    select
        women_elected.*,
        women_elected.women_elected as elected,
        women_elected.seats - women_elected.women_elected as men_elected,
        counts.women_candidates,
        counts.candidates,
        counts.candidates - counts.women_candidates as men_candidates,
        counts.source_id as source_of_candidates_id,
        counts.source as source_of_candidates
    from women_elected
    left join counts_in_order as counts on counts.election_id = women_elected.election_id and counts.place = 1
    where counts.women_candidates is not null or women_elected.women_elected is not null
),
women_with_reasons as (
    select
        *,
        case
            when women_candidates is null then 'no source gives the women who stood'
            when candidates is null then 'the source does not give all who stood'
            when men_candidates < 0 then 'more women than candidates'
            when elected is null then 'no source gives the women elected'
            when missing is not null then missing
            when qualifier <> 'exact' or rounded_to <> 1 then 'the number of women elected is not exact'
            when elected > women_candidates or men_elected > men_candidates then 'more were elected than stood'
            when women_candidates = 0 then 'no woman stood'
            when men_candidates = 0 then 'no man stood'
            when men_elected = 0 then 'no man was elected'
        end as missing_ratio
    from women_who_stood
)
select
    election_id,
    election,
    country,
    first_polling_on,
    women_candidates,                                           -- women who stood; null: no source gives a number
    candidates,                                                 -- all who stood, by that source; null: it does not say
    case when men_candidates >= 0
        then cast(round(cast(100.0 * women_candidates / nullif(candidates, 0) as decimal(38, 12)), 2) as double) end
        as women_candidates_pct,                                -- women per 100 candidates; null: see missing
    elected as women_elected,                                   -- women elected; null: no source gives a number
    seats,                                                      -- seats at stake
    women_share_pct as women_elected_pct,                       -- women per 100 seats at stake; women_elected says more
    case when missing_ratio is null then cast(
        round(
            cast(
                (1.0 * elected / nullif(women_candidates, 0))
                / nullif(1.0 * men_elected / nullif(men_candidates, 0), 0)
                as decimal(38, 12)
            ),
            2
        ) as double
    ) end as success_ratio,                                     -- their chance of a seat by that of men; 1: equal
    source_of_candidates_id as source_id,                       -- who counts the candidates
    source_of_candidates as source,
    missing_ratio as missing                                    -- why there is no ratio; null when there is
from women_with_reasons
order by election_id
