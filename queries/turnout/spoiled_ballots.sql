-- Blank and spoiled ballots
--
-- Ballots that were blank or spoiled, per 100 ballots cast. The rate is computed from the counts of the highest ranked
-- return that gives enough of them and does not contradict itself. Blank ballots that the law counts among the valid
-- votes are added, where that return gives them as such. Where these are rounded it is about right, or not
-- given where rounding may be all of it. Where a source prints a rate of its own, that rate has a row beside it. Look
-- at ballot before comparing: where each voter casts two ballots, each of the two has its own rate.
--
-- key: election_id, origin, ballot, source_id, locator
with returns_with_counts as (
    select
        *,
        coalesce(ballots_cast, valid_votes + invalid_votes) as all_ballots,
        coalesce(invalid_votes, case when valid_votes <= ballots_cast then ballots_cast - valid_votes end)
            as spoiled_ballots,
        case
            when valid_votes > ballots_cast then 'more valid votes than ballots'
            when abs(ballots_cast - valid_votes - invalid_votes) > case counts_rounded_to when 1 then 0
                else 2 * counts_rounded_to end
            then 'ballots are not valid and invalid votes together'
        end as contradiction
    from returns
    where rank is not null and coalesce(registered_voters, ballots_cast, valid_votes, invalid_votes) is not null
),
returns_in_turn as (
    select
        *,
        row_number() over (
            partition by election_id
            order by
                case
                    when contradiction is not null then 1
                    when all_ballots is not null and spoiled_ballots is not null then 0
                    else 2
                end,
                rank
        ) as place
    from returns_with_counts
),
valid_blank_votes as (
    -- Those that are certainly among the valid votes, for everyone's votes together are no more than these.
    select
        standings.election_id,
        count(*) as entries,
        count(
            case
                when
                    elections.votes_per_ballot = 1
                    and standings.share_base = 'valid votes'
                    and standings.share_origin = 'computed'
                then standings.votes
            end
        ) as entries_with_votes,
        cast(sum(standings.votes) as bigint) as votes,
        min(standings.votes_return_id) as first_return_id,
        max(standings.votes_return_id) as last_return_id
    from standings
    join elections on elections.election_id = standings.election_id
    where not standings.is_previous and standings.kind = 'blank votes' and standings.is_valid
    group by standings.election_id
),
counts_by_election as (
    select
        election_context.election_id,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        counts.return_id,
        counts.source_id,
        counts.counts_rounded_to,
        counts.contradiction,
        counts.all_ballots,
        case
            when valid_blank_votes.election_id is null then counts.spoiled_ballots
            when
                valid_blank_votes.entries = valid_blank_votes.entries_with_votes
                and valid_blank_votes.first_return_id = counts.return_id
                and valid_blank_votes.last_return_id = counts.return_id
            then counts.spoiled_ballots + valid_blank_votes.votes
        end as spoiled_ballots,
        counts.spoiled_ballots is not null as has_invalid_votes
    from election_context
    left join returns_in_turn as counts on counts.election_id = election_context.election_id and counts.place = 1
    left join valid_blank_votes on valid_blank_votes.election_id = election_context.election_id
),
rates_by_election as (
    select
        election_id,
        election,
        country,
        first_polling_on,
        case when contradiction is null then spoiled_ballots end as spoiled_ballots,
        counts_rounded_to,
        100.0 * spoiled_ballots / nullif(all_ballots, 0) as spoiled_ballots_pct,
        source_id,
        return_id,
        case
            when contradiction is not null then contradiction
            when all_ballots is null or not has_invalid_votes then 'ballots not known'
            when spoiled_ballots is null then 'the blank ballots among the valid votes are not known'
            when spoiled_ballots > all_ballots then 'more invalid votes than ballots'
            when all_ballots = 0 then 'no ballots'
            when counts_rounded_to > 1 and spoiled_ballots <= counts_rounded_to
            then 'the counts are rounded to as much'
        end as missing
    from counts_by_election
)
select
    election_id,
    election,
    country,
    first_polling_on,
    'computed' as origin,                                       -- computed: from counts; printed: by a source itself
    'whole' as ballot,                                          -- whole: all ballots; national list: the second of two
    spoiled_ballots,                                            -- ballots blank or spoiled; null: not known
    case when missing is null then cast(round(cast(spoiled_ballots_pct as decimal(38, 12)), 2) as double) end
        as spoiled_ballots_pct,                                 -- per 100 ballots cast; null: see missing
    case when missing is null then case counts_rounded_to when 1 then 'exact' else 'about' end end
        as qualifier,                                           -- about: the counts are rounded; null: no rate
    source_id,                                                  -- who prints the counts, or the rate
    return_id as locator,                                       -- the return, or where in the source the rate is
    missing
from rates_by_election
union all
select
    statistics.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    'printed',
    case statistics.measure_id when 'invalid_share_national_list' then 'national list' else 'whole' end,
    null,
    cast(statistics.percentage as double),
    statistics.qualifier,
    statistics.source_id,
    statistics.locator,
    null
from statistics
join election_context on election_context.election_id = statistics.election_id
where statistics.measure_id in ('invalid_share', 'invalid_share_national_list')
order by election_id, origin, ballot, source_id, locator
