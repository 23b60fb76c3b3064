-- Women among candidates and members
--
-- Women among those who stood and among those elected, and how much better or worse they fared than men. Candidates and
-- the women among them are counts of one source, the most believed that gives both; else the share is not known.
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
)
select
    women_elected.election_id,
    women_elected.election,
    women_elected.country,
    women_elected.first_polling_on,
    counts.women_candidates,                                    -- women who stood; null: no source gives a number
    counts.candidates,                                          -- all who stood, by that source; null: it does not say
    cast(round(cast(100.0 * counts.women_candidates / nullif(counts.candidates, 0) as decimal(38, 12)), 2) as double)
        as women_candidates_pct,                                -- women per 100 candidates
    women_elected.women_elected,                                -- women elected; null: no source gives a number
    women_elected.seats,                                        -- seats at stake
    women_elected.women_share_pct as women_elected_pct,         -- women per 100 seats at stake
    cast(
        round(
            cast(
                (1.0 * women_elected.women_elected / nullif(counts.women_candidates, 0))
                / nullif(
                    1.0 * (women_elected.seats - women_elected.women_elected)
                    / nullif(counts.candidates - counts.women_candidates, 0),
                    0
                ) as decimal(38, 12)
            ),
            2
        ) as double
    ) as success_ratio,                                         -- their chance of a seat by that of men; 1: equal
    counts.source_id,                                           -- who counts the candidates
    counts.source,
    case
        when counts.women_candidates is null then 'no source gives the women who stood'
        when counts.candidates is null then 'the source does not give all who stood'
        when women_elected.women_elected is null then 'no source gives the women elected'
    end as missing
from women_elected
left join counts_in_order as counts on counts.election_id = women_elected.election_id and counts.place = 1
where counts.women_candidates is not null or women_elected.women_elected is not null
order by women_elected.election_id
