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
winners as (
    select
        rankings.*,
        count(*) over first_ones as level_with_it,
        count(case when is_rounded then 1 end) over first_ones > 0 as is_any_rounded
    from rankings
    where position = 1 and amount > 0
    window first_ones as (partition by election_id, measure)
),
reasons as (
    -- Why nobody is named: everyone is certain to have none, or what is said of those with most.
    select
        election_id,
        measure,
        case when max(amount) = 0 and count(missing) = 0 then 'nobody has any ' || measure else max(missing) end
            as missing
    from rankings
    group by election_id, measure
),
other_figures as (
    -- What other returns print of the winner and is not the same, as far as both are rounded.
    select distinct
        winners.election_id,
        winners.measure,
        winners.contestant_id,
        case
            when winners.measure = 'seats' then cast(results.seats as varchar)
            when results.votes is not null then cast(results.votes as varchar)
            else cast(results.vote_share_pct as varchar) || ' per cent'
        end as figure,
        sources.publisher
    from winners
    join outcomes on outcomes.election_id = winners.election_id and outcomes.contestant_id = winners.contestant_id
    join results on results.election_id = winners.election_id and results.contestant_id = winners.contestant_id
    join returns on returns.election_id = results.election_id and returns.return_id = results.return_id
    join sources on sources.source_id = returns.source_id
    left join returns as used on used.election_id = winners.election_id and used.return_id = outcomes.votes_return_id
    where
        (winners.measure = 'seats' and results.seats <> winners.seats)
        or (
            winners.measure = 'votes'
            and results.votes <> winners.votes
            and (
                abs(results.votes - winners.votes) >= greatest(returns.counts_rounded_to, used.counts_rounded_to)
                or returns.counts_rounded_to = used.counts_rounded_to
            )
        )
        or (
            winners.measure = 'votes'
            and (results.votes is null or winners.votes is null)
            and returns.share_base = winners.share_base
            and abs(results.vote_share_pct - winners.exact_share_pct)
                >= case returns.share_decimals when 0 then 1 when 1 then 0.1 else 0.01 end
        )
),
others_by_figure as (
    select
        election_id,
        measure,
        contestant_id,
        figure,
        string_agg(publisher, ', ' order by publisher) as publishers
    from other_figures
    group by election_id, measure, contestant_id, figure
),
others_by_winner as (
    select
        election_id,
        measure,
        contestant_id,
        string_agg(figure || ' (' || publishers || ')', '; ' order by figure) as others_print
    from others_by_figure
    group by election_id, measure, contestant_id
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    yardsticks.measure,                                         -- first by what: seats or votes
    winners.contestant_id,                                      -- who came first; null: not known
    winners.contestant,                                         -- its name
    winners.kind,                                               -- party list, alliance, joint list or candidate
    winners.votes,
    outcomes.vote_share_pct,
    outcomes.share_base,
    winners.seats,
    outcomes.seat_share_pct,                                    -- seats per 100 at stake; null: not known
    majorities.has_majority,                                    -- more than half of the valid votes, or of the chamber
    case when winners.level_with_it = 1 then false when not winners.is_any_rounded then true end
        as is_tied,                                             -- true: another is level; null: level only as printed
    winners.source_id,                                          -- who prints its figure
    others_by_winner.others_print,                              -- what others print of it instead, and who; null: none
    case
        when winners.contestant_id is null
        then coalesce(reasons.missing, 'no source gives ' || yardsticks.measure || ' by party')
        when winners.level_with_it > 1 and winners.is_any_rounded then 'level only as printed'
    end as missing                                              -- why it is not certain who is first; null when it is
from election_context
cross join yardsticks
left join winners
    on winners.election_id = election_context.election_id
    and winners.measure = yardsticks.measure
left join reasons
    on reasons.election_id = election_context.election_id
    and reasons.measure = yardsticks.measure
left join outcomes
    on outcomes.election_id = winners.election_id
    and outcomes.contestant_id = winners.contestant_id
left join majorities
    on majorities.election_id = winners.election_id
    and majorities.measure = winners.measure
    and majorities.contestant_id = winners.contestant_id
left join others_by_winner
    on others_by_winner.election_id = winners.election_id
    and others_by_winner.measure = winners.measure
    and others_by_winner.contestant_id = winners.contestant_id
where election_context.body_kind = 'legislature'
order by
    election_context.country,
    election_context.first_polling_on,
    election_context.election_id,
    yardsticks.measure,
    winners.contestant_id
