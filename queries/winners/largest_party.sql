-- Who came first, by seats and by votes
--
-- Who came first, by seats and by votes, in each election to a chamber; parties that tie are all given. An alliance
-- stands for its members. Independents are no party and are never first, however many they are; neither are Others and
-- votes for nobody. Where it is not certain who came first, a row says why: rankings says what is compared, and
-- majorities who has more than half.
--
-- key: election_id, measure, contestant_id
with yardsticks as (
    select 'seats' as measure
    union all select 'votes'
),
contenders as (
    -- Those with most, and their number. is_first: certainly nobody has more.
    select
        majorities.*,
        case when position = 1 and amount > 0 then 1 else 0 end as is_first,
        count(case when position = 1 and amount > 0 then 1 end) over one_measure as firsts,
        count(case when position = 1 and amount > 0 and is_rounded then 1 end) over one_measure as firsts_rounded,
        case when max(amount) over one_measure = 0 and count(missing) over one_measure = 0
            then 'nobody has any ' || measure else max(missing) over one_measure end
            as missing_first,
        row_number() over (partition by election_id, measure order by contestant_id) as number
    from majorities
    window one_measure as (partition by election_id, measure)
),
winners as (
    -- Where nobody is first, one row says why.
    select contenders.*
    from contenders
    where is_first = 1 or (firsts = 0 and number = 1)
),
other_figures as (
    -- What each return prints of every contestant, and what is used of it.
    select
        results.election_id,
        results.contestant_id,
        returns.counts_rounded_to,
        returns.share_base,
        case returns.share_decimals when 0 then 1.0 when 1 then 0.1 else 0.01 end as printed_unit,
        results.votes,
        results.vote_share_pct,
        results.seats,
        sources.publisher
    from results
    join returns on returns.election_id = results.election_id and returns.return_id = results.return_id
    join sources on sources.source_id = returns.source_id
),
winners_beside_others as (
    select
        winners.*,
        case
            when winners.measure = 'seats' then cast(other_figures.seats as varchar)
            when other_figures.votes is not null then cast(other_figures.votes as varchar)
            else cast(other_figures.vote_share_pct as varchar) || ' per cent'
        end as figure,
        other_figures.publisher
    from winners
    left join other_figures
        on other_figures.election_id = winners.election_id
        and other_figures.contestant_id = winners.contestant_id
        and winners.is_first = 1
        and (
            (winners.measure = 'seats' and other_figures.seats <> winners.seats)
            or (
                winners.measure = 'votes'
                and other_figures.votes <> winners.votes
                and (
                    abs(other_figures.votes - winners.votes)
                        >= greatest(other_figures.counts_rounded_to, winners.votes_rounded_to)
                    or other_figures.counts_rounded_to = winners.votes_rounded_to
                )
            )
            or (
                winners.measure = 'votes'
                and (other_figures.votes is null or winners.votes is null)
                and other_figures.share_base = winners.share_base
                and abs(other_figures.vote_share_pct - winners.exact_share_pct) >= other_figures.printed_unit
            )
        )
),
winners_by_publisher as (
    -- This step and the two after it carry the winner's own figures along.
    select
        election_id,
        measure,
        contestant_id,
        figure,
        publisher,
        max(contestant) as contestant,
        max(kind) as kind,
        max(votes) as votes,
        max(vote_share_pct) as vote_share_pct,
        max(share_base) as share_base,
        max(seats) as seats,
        max(seat_share_pct) as seat_share_pct,
        max(case when has_majority then 1 when not has_majority then 0 end) as has_majority,
        max(source_id) as source_id,
        max(is_first) as is_first,
        max(firsts) as firsts,
        max(firsts_rounded) as firsts_rounded,
        max(missing_first) as missing_first
    from winners_beside_others
    group by election_id, measure, contestant_id, figure, publisher
),
winners_by_figure as (
    select
        election_id,
        measure,
        contestant_id,
        figure,
        string_agg(publisher, ', ' order by publisher) as publishers,
        max(contestant) as contestant,
        max(kind) as kind,
        max(votes) as votes,
        max(vote_share_pct) as vote_share_pct,
        max(share_base) as share_base,
        max(seats) as seats,
        max(seat_share_pct) as seat_share_pct,
        max(has_majority) as has_majority,
        max(source_id) as source_id,
        max(is_first) as is_first,
        max(firsts) as firsts,
        max(firsts_rounded) as firsts_rounded,
        max(missing_first) as missing_first
    from winners_by_publisher
    group by election_id, measure, contestant_id, figure
),
winners_with_others as (
    select
        election_id,
        measure,
        contestant_id,
        string_agg(figure || ' (' || publishers || ')', '; ' order by figure) as others_print,
        max(contestant) as contestant,
        max(kind) as kind,
        max(votes) as votes,
        max(vote_share_pct) as vote_share_pct,
        max(share_base) as share_base,
        max(seats) as seats,
        max(seat_share_pct) as seat_share_pct,
        max(has_majority) as has_majority,
        max(source_id) as source_id,
        max(is_first) as is_first,
        max(firsts) as firsts,
        max(firsts_rounded) as firsts_rounded,
        max(missing_first) as missing_first
    from winners_by_figure
    group by election_id, measure, contestant_id
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    yardsticks.measure,                                         -- first by what: seats or votes
    case when winners.is_first = 1 then winners.contestant_id end
        as contestant_id,                                       -- who came first; null: not known
    case when winners.is_first = 1 then winners.contestant end
        as contestant,                                          -- its name
    case when winners.is_first = 1 then winners.kind end
        as kind,                                                -- party list, alliance, joint list or candidate
    case when winners.is_first = 1 then winners.votes end as votes,
    case when winners.is_first = 1 then winners.vote_share_pct end as vote_share_pct,
    case when winners.is_first = 1 then winners.share_base end as share_base,
    case when winners.is_first = 1 then winners.seats end as seats,
    case when winners.is_first = 1 then winners.seat_share_pct end
        as seat_share_pct,                                      -- seats per 100 at stake; null: not known
    case when winners.is_first = 1 then winners.has_majority = 1 end
        as has_majority,                                        -- more than half of the valid votes, or of the chamber
    case
        when winners.firsts = 1 then false
        when winners.firsts > 1 and winners.firsts_rounded = 0 then true
    end as is_tied,                                             -- true: another is level; null: level only as printed
    case when winners.is_first = 1 then winners.source_id end
        as source_id,                                           -- who prints its figure
    winners.others_print,                                       -- what others print of it instead, and who; null: none
    case
        when winners.is_first = 1 and winners.firsts > 1 and winners.firsts_rounded > 0 then 'level only as printed'
        when coalesce(winners.is_first, 0) = 0
        then coalesce(winners.missing_first, 'no source gives ' || yardsticks.measure || ' by party')
    end as missing                                              -- why it is not certain who is first; null when it is
from election_context
cross join yardsticks
left join winners_with_others as winners
    on winners.election_id = election_context.election_id
    and winners.measure = yardsticks.measure
where election_context.body_kind = 'legislature'
order by
    election_context.country,
    election_context.first_polling_on,
    election_context.election_id,
    yardsticks.measure,
    contestant_id
