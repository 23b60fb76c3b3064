-- Results as a newspaper prints them
--
-- Contestant, votes, share, change in share, seats, change in seats: the contestants of an election from the largest
-- down. Members of an alliance stand below it, with its name beside theirs: add up the rows with is_counted. The
-- changes are those of vote_swing and seat_swing under the same name, which say why one is missing. others_print names
-- each figure that others print otherwise.
--
-- key: contestant_id
with standings_beside_before as (
    -- The same name at the election before; where a party has several lists, the list of its own name.
    select
        standings.*,
        max(case when standings.is_previous then standings.seats end) over same_name as seats_before,
        max(case when standings.is_previous then standings.exact_share_pct end) over same_name
            as exact_share_before_pct,
        max(case when standings.is_previous then standings.share_base end) over same_name as share_base_before,
        max(case when not standings.is_previous and standings.alliance_contestant_id is null then standings.seats end)
            over whole_alliance as seats_of_alliance,
        max(
            case when not standings.is_previous and standings.alliance_contestant_id is null
                then standings.exact_share_pct end
        ) over whole_alliance as share_of_alliance_pct
    from standings
    window
        same_name as (
            partition by
                standings.election_id,
                standings.identity,
                case when standings.has_twin then standings.contestant end,
                standings.is_local
        ),
        whole_alliance as (
            partition by
                standings.election_id,
                standings.is_previous,
                coalesce(standings.alliance_contestant_id, standings.contestant_id)
        )
),
disputes as (
    select
        election_id,
        contestant_id,
        string_agg(figure || ' ' || others_print, '; ' order by figure) as others_print
    from disputed_figures
    where contestant_id is not null
    group by election_id, contestant_id
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    standings_beside_before.contestant_id,
    standings_beside_before.contestant,
    standings_beside_before.kind,
    standings_beside_before.alliance,
    standings_beside_before.alliance_contestant_id is null and standings_beside_before.is_valid
        as is_counted,
    standings_beside_before.votes,
    standings_beside_before.vote_share_pct,
    standings_beside_before.share_base,
    case
        when
            election_context.body_kind = 'legislature'
            and standings_beside_before.share_base = 'valid votes'
            and standings_beside_before.share_base_before = 'valid votes'
        then cast(
            round(
                cast(
                    standings_beside_before.exact_share_pct - standings_beside_before.exact_share_before_pct
                    as decimal(38, 12)
                ),
                2
            ) as double
        )
    end as vote_swing_pp,                                       -- percentage points, same name; null: see vote_swing
    standings_beside_before.seats,                              -- seats won; null: not known, or an office
    case when election_context.body_kind = 'legislature'
        then standings_beside_before.seats - standings_beside_before.seats_before end
        as seat_change,                                         -- seats won or lost, same name; null: see seat_swing
    disputes.others_print
from standings_beside_before
join election_context on election_context.election_id = standings_beside_before.election_id
left join disputes
    on disputes.election_id = standings_beside_before.election_id
    and disputes.contestant_id = standings_beside_before.contestant_id
where not standings_beside_before.is_previous
order by
    election_context.election_id,
    standings_beside_before.seats_of_alliance desc nulls last,
    standings_beside_before.share_of_alliance_pct desc nulls last,
    coalesce(standings_beside_before.alliance_contestant_id, standings_beside_before.contestant_id),
    standings_beside_before.alliance_contestant_id nulls first,
    standings_beside_before.seats desc nulls last,
    standings_beside_before.contestant_id
