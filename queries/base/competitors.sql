-- Competitors under every convention
--
-- Vote and seat shares of those who compete for a chamber, prepared for the indices. The answer of an index depends on
-- how three things are treated, so each treatment is a convention with rows of its own; is_default marks the usual one.
--   usual: alliances stand for their members, all independents together are one competitor, and votes that no source
--     attributes to anybody are left out.
--   others as one: what the shares of votes or of seats lack to 100 is one more competitor.
--   independents each: every independent elected is a competitor; how their votes divide is not known.
--   independents left out: the shares of all others stay what they are.
--   members: the members of an alliance take its place. Where these have less than the alliance, or nobody names them,
--     it has a row for the rest, who may be one or several: so the figures of that row are not known, but for 0.
-- Several lists or candidates of a party are one competitor, under the name of the one with most seats.
-- Nothing is renormalised. Vote shares are given only where they are shares of valid votes. Answers such as "against",
-- none of the above and blank votes are no competitors, and neither is Others where it is not one. Where the votes of a
-- competitor are not known, most_vote_share_pct says how many it can have at most: what the known shares lack to 100,
-- or those of its alliance to the alliance's. Whoever no return names is among those that nobody attributes votes to.
-- Candidates of one area are no competitors where the seats of those who stood in the whole country fill the chamber,
-- as where each voter has a vote for a list and one for a candidate.
-- There are no shares of seats where the seats add up to more than are at stake, since one of these is wrong, nor of
-- one of several rounds that fill a chamber together.
--
-- key: election_id, convention, competitor_id
-- kept: as a table, because questions about shares read it, and each would take longer to plan than to answer
with conventions as (
    select 'usual' as convention, true as is_default, false as is_row_of_others
    union all select 'others as one', false, false
    union all select 'others as one', false, true
    union all select 'independents each', false, false
    union all select 'independents left out', false, false
    union all select 'members', false, false
),
contestants_of_chambers as (
    -- is_alone: no alliance stands for it. is_added_up: its share is one of those that make up all valid votes.
    select
        standings.*,
        cast(election_context.seats as double) as seats_at_stake,
        case
            when not final_rounds.is_whole then 'a round that does not fill the chamber'
            when final_rounds.seats_given > election_context.seats then 'the seats add up to more than are at stake'
        end as missing_seats,
        case when standings.share_base = 'valid votes' then standings.exact_share_pct end as valid_share_pct,
        standings.alliance_contestant_id is null as is_alone,
        standings.alliance_contestant_id is null
        and standings.is_valid
        and coalesce(standings.share_base = 'valid votes', false)
            as is_added_up,
        standings.kind not in ('option', 'none of the above', 'blank votes', 'others')
        and not standings.is_only_elsewhere
        and not (
            standings.is_local
            and standings.alliance_contestant_id is null
            and coalesce(final_rounds.seats_given = election_context.seats, false)
        )
            as is_competitor
    from standings
    join election_context
        on election_context.election_id = standings.election_id
        and election_context.body_kind = 'legislature'
    join final_rounds on final_rounds.election_id = standings.election_id
    where not standings.is_previous
),
contestants_beside_all as (
    -- For each election, what the shares of everyone lack to 100, votes for nobody included. Shares that are only
    -- printed may lack a unit of their last decimal each.
    select
        contestants_of_chambers.*,
        100 - coalesce(
            sum(case when is_added_up then cast(valid_share_pct as decimal(38, 12)) end) over whole_election, 0
        ) as share_left_pct,
        coalesce(sum(case when is_added_up then share_slack_pct end) over whole_election, 0) as printed_slack_pct,
        is_alone and count(alliance_contestant_id) over whole_alliance > 0 as has_members,
        max(case when is_alone then valid_share_pct end) over whole_alliance - coalesce(
            sum(case when not is_alone then cast(valid_share_pct as decimal(38, 12)) end) over whole_alliance, 0
        ) as share_of_rest_pct,
        sum(share_slack_pct) over whole_alliance as slack_of_rest_pct,
        count(case when not is_alone and valid_share_pct is null then 1 end) over whole_alliance
            as members_without_share,
        seats - coalesce(sum(case when not is_alone then seats end) over whole_alliance, 0) as seats_of_rest,
        count(case when not is_alone and seats is null then 1 end) over whole_alliance as members_without_seats
    from contestants_of_chambers
    window
        whole_election as (partition by election_id),
        whole_alliance as (partition by election_id, coalesce(alliance_contestant_id, contestant_id))
),
contestants_with_limits as (
    select
        contestants_beside_all.*,
        case
            when valid_share_pct is not null then valid_share_pct
            when not is_alone and share_of_rest_pct is not null
            then cast(greatest(share_of_rest_pct, 0) + slack_of_rest_pct as double)
            when is_reported then cast(greatest(share_left_pct, 0) + printed_slack_pct as double)
        end as most_vote_share_pct,
        case when missing_seats is null
            then 100.0 * seats / nullif(seats_at_stake, 0) end as seat_share_pct,
        members_without_share = 0 and share_of_rest_pct <= slack_of_rest_pct + 0.000001 as has_rest_no_votes,
        members_without_seats = 0 and seats_of_rest = 0 as has_rest_no_seats
    from contestants_beside_all
),
contestants_with_others as (
    -- For each election, the votes and seats of those whom the usual convention leaves out as others. The votes are
    -- these at most, and not known where those of anybody else are not, votes for nobody included. They are differences
    -- of shares with twelve decimals, of which eight are sure.
    select
        contestants_with_limits.*,
        case when count(valid_share_pct) over whole_election > 0
            then round(cast(share_left_pct + coalesce(
                sum(case when kind = 'others' then cast(valid_share_pct as decimal(38, 12)) end) over whole_election, 0
            ) as decimal(38, 12)), 8) end as most_share_of_others_pct,
        count(
            case when is_alone and is_valid and not is_added_up and kind <> 'others' then most_vote_share_pct end
        ) over whole_election > 0 as is_others_unknown,
        case
            when
                count(case when is_competitor and is_alone and seat_share_pct is null then 1 end) over whole_election
                = 0
            then round(cast(100 - coalesce(
                sum(case when is_competitor and is_alone then cast(seat_share_pct as decimal(38, 12)) end)
                    over whole_election,
                0
            ) as decimal(38, 12)), 8)
        end as seat_share_of_others_pct,
        row_number() over (partition by election_id order by contestant_id) as number_in_election
    from contestants_with_limits
    window whole_election as (partition by election_id)
),
contestants_by_convention as (
    -- Those that each convention takes, with the figures that it gives them.
    select
        contestants_with_others.*,
        conventions.convention,
        conventions.is_default,
        conventions.is_row_of_others,
        conventions.convention = 'members' and contestants_with_others.has_unnamed_members as is_rest
    from contestants_with_others
    cross join conventions
    where
        case
            when conventions.is_row_of_others
            then
                contestants_with_others.number_in_election = 1
                and (
                    contestants_with_others.most_share_of_others_pct > 0
                    or contestants_with_others.seat_share_of_others_pct > 0
                )
            when conventions.convention = 'members'
            then
                contestants_with_others.is_competitor
                and (not contestants_with_others.has_members or contestants_with_others.has_unnamed_members)
            else contestants_with_others.is_competitor and contestants_with_others.is_alone
        end
        and not (
            conventions.convention = 'independents left out' and contestants_with_others.kind = 'independents'
        )
),
competitors_by_convention as (
    select
        election_id,
        convention,
        is_default,
        case when is_row_of_others then 'others' else contestant_id end as competitor_id,
        case when is_row_of_others then 'Others' else contestant end as competitor,
        case when is_row_of_others then 'others' else kind end as kind,
        case
            when is_row_of_others then 'others itself'
            when kind = 'independents' then contestant_id || ' itself'
            else identity
        end as identity,
        case when not is_row_of_others and not is_rest then votes end as votes,
        case
            when is_rest then case when has_rest_no_votes then 0.0 end
            when not is_row_of_others then valid_share_pct
            when most_share_of_others_pct <= 0 then 0.0
            when not is_others_unknown
            then cast(most_share_of_others_pct as double)
        end as vote_share_pct,
        case
            when is_rest and has_rest_no_votes then 0.0
            when is_rest and share_of_rest_pct is not null
            then cast(greatest(share_of_rest_pct, 0) + slack_of_rest_pct as double)
            when is_row_of_others and most_share_of_others_pct <= 0 then 0.0
            when is_row_of_others
            then cast(most_share_of_others_pct as double)
            else most_vote_share_pct
        end as most_vote_share_pct,
        case when not is_row_of_others and not is_rest and valid_share_pct is not null
            then share_slack_pct else 0.0 end as share_slack_pct,
        case
            when is_rest then case when has_rest_no_seats then 0 end
            when not is_row_of_others then seats
        end as seats,
        case
            when is_rest then case when has_rest_no_seats and missing_seats is null then 0.0 end
            when is_row_of_others then cast(seat_share_of_others_pct as double)
            else seat_share_pct
        end as seat_share_pct,
        missing_seats,
        case
            when convention = 'independents each' and kind = 'independents'
            then case when seats = 0 then 1 else seats end
            else 1
        end as parts,
        case when convention = 'others as one' then 0.0
            else cast(most_share_of_others_pct as double) end as left_out_votes_pct,
        case when convention = 'others as one' then 0.0
            else cast(seat_share_of_others_pct as double) end as left_out_seats_pct
    from contestants_by_convention
),
parties_by_convention as (
    select
        competitors_by_convention.*,
        sum(votes) over one_party as votes_of_party,
        sum(vote_share_pct) over one_party as vote_share_of_party_pct,
        sum(coalesce(vote_share_pct, most_vote_share_pct)) over one_party as most_share_of_party_pct,
        sum(share_slack_pct) over one_party as share_slack_of_party_pct,
        sum(seats) over one_party as seats_of_party,
        sum(seat_share_pct) over one_party as seat_share_of_party_pct,
        count(*) over one_party as lists,
        count(votes) over one_party as lists_with_votes,
        count(seats) over one_party as lists_with_seats,
        count(seat_share_pct) over one_party as lists_with_seat_share,
        row_number() over (
            partition by election_id, convention, identity
            order by seats desc nulls last, votes desc nulls last, competitor_id
        ) as rank_in_party
    from competitors_by_convention
    window one_party as (partition by election_id, convention, identity)
),
parties_beside_the_largest as (
    -- The largest may have several lists, and independents with a row each are as large as one of them. What is left
    -- out is a difference of shares with twelve decimals, so it is more only by what these leave no doubt of.
    select
        parties_by_convention.*,
        left_out_votes_pct - 0.000001
        > max(vote_share_of_party_pct) over one_convention + max(share_slack_of_party_pct) over one_convention
            as leaves_out_more_votes,
        left_out_seats_pct - 0.000001 > max(seat_share_of_party_pct / nullif(parts, 0)) over one_convention
            as leaves_out_more_seats
    from parties_by_convention
    where rank_in_party = 1
    window one_convention as (partition by election_id, convention)
)
select
    election_id,
    convention,                                                 -- how others, independents and alliances are treated
    is_default,
    competitor_id,
    competitor,
    kind,                                                       -- kind of contestant, or others
    cast(case when lists_with_votes = lists then votes_of_party end as bigint) as votes,
    cast(case when vote_share_of_party_pct = most_share_of_party_pct then vote_share_of_party_pct end as double)
        as vote_share_pct,                                      -- per 100 valid votes, not rounded; null: not known
    cast(case when most_share_of_party_pct > 100 then 100 else most_share_of_party_pct end as double)
        as most_vote_share_pct,                                 -- the same or, where not known, its upper limit
    cast(share_slack_of_party_pct as double) as share_slack_pct,
    cast(case when lists_with_seats = lists then seats_of_party end as bigint) as seats,
    cast(case when lists_with_seat_share = lists then seat_share_of_party_pct end as double)
        as seat_share_pct,                                      -- seats per 100 at stake, not rounded; null: not known
    missing_seats,                                              -- why nobody has a share of seats; null: no such reason
    cast(parts as bigint) as parts,                             -- above 1 only for independents each; null: unknown
    leaves_out_more_votes,                                      -- others left out may have more votes than the largest
    leaves_out_more_seats                                       -- the same of seats; null, as of votes: not known
from parties_beside_the_largest
order by election_id, convention, competitor_id
