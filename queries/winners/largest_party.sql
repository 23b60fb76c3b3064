-- Who came first, by seats and by votes
--
-- Who came first, by seats and by votes, in each election to a chamber; parties that tie are all given. An alliance
-- stands for its members. Independents are no party and are never first, however many they are; neither are Others and
-- votes for nobody. An answer such as "against" may have most votes where one seat is filled. Where it is not certain
-- who came first, a row says why: rankings says what is compared, and majorities who has more than half.
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
disputes as (
    select
        election_id,
        contestant_id,
        case figure when 'seats' then 'seats' else 'votes' end as measure,
        string_agg(
            case when figure in ('seats', 'votes') then others_print else figure || ' ' || others_print end,
            '; ' order by figure desc
        ) as others_print
    from disputed_figures
    where contestant_id is not null
    group by election_id, contestant_id, case figure when 'seats' then 'seats' else 'votes' end
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
    case when winners.is_first = 1 then winners.has_majority end
        as has_majority,                                        -- more than half of the valid votes, or of the chamber
    case
        when winners.firsts = 1 then false
        when winners.firsts > 1 and winners.firsts_rounded = 0 then true
    end as is_tied,                                             -- true: another is level; null: level only as printed
    case when winners.is_first = 1 then winners.source_id end
        as source_id,                                           -- who prints its figure
    disputes.others_print,
    case
        when winners.is_first = 1 and winners.firsts > 1 and winners.firsts_rounded > 0 then 'level only as printed'
        when coalesce(winners.is_first, 0) = 0
        then coalesce(winners.missing_first, 'no source gives ' || yardsticks.measure || ' by party')
    end as missing                                              -- why it is not certain who is first; null when it is
from election_context
cross join yardsticks
left join winners
    on winners.election_id = election_context.election_id
    and winners.measure = yardsticks.measure
left join disputes
    on disputes.election_id = election_context.election_id
    and disputes.contestant_id = winners.contestant_id
    and disputes.measure = yardsticks.measure
    and winners.is_first = 1
where election_context.body_kind = 'legislature'
order by
    election_context.country,
    election_context.first_polling_on,
    election_context.election_id,
    yardsticks.measure,
    contestant_id
