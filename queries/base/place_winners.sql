-- Who filled a place
--
-- Who was elected to an office of one person or to a single seat, and how, for each round by itself. victory_margin
-- says by which rule, and what decided_by can say.
--
-- key:  election_id
-- kept: as a table, because election_summary asks for the winner of another round, too
with places as (
    select
        election_context.election_id,
        election_context.round,
        election_context.has_everyone,
        shares_demanded_by_law.election_id is not null as is_share_demanded
    from election_context
    left join shares_demanded_by_law
        on shares_demanded_by_law.election_id = election_context.election_id
        and shares_demanded_by_law.purpose = 'election'
    where election_context.body_kind <> 'legislature' or election_context.seats = 1
),
votes_without_names as (
    -- What is left for those whom no row names. A share that is only printed may lack a unit of its last decimal.
    select
        election_id,
        count(case when kind in ('others', 'independents') then 1 end) as groups,
        count(case when kind in ('others', 'independents') and coalesce(votes, exact_share_pct) is null then 1 end)
            as groups_without_votes,
        sum(case when kind in ('others', 'independents') then votes end) as votes_of_groups,
        sum(case when kind in ('others', 'independents') then exact_share_pct end) as share_of_groups,
        sum(case when kind in ('others', 'independents') then seats end) as seats_of_groups,
        100 - sum(
            case when kind not in ('others', 'independents') and is_valid and share_base = 'valid votes'
                then exact_share_pct end
        ) - sum(share_slack_pct) - 0.000001 as share_left
    from standings
    where not is_previous and not is_local and not is_only_elsewhere and alliance_contestant_id is null
    group by election_id
),
first_by_votes as (
    -- Those who are first, and who has the seat.
    select
        election_id,
        count(case when measure = 'votes' then 1 end) as contenders,
        max(case when measure = 'votes' then missing end) as missing_votes,
        count(case when measure = 'votes' and position = 1 and amount > 0 then 1 end) as firsts,
        max(case when measure = 'votes' and position = 1 then contestant_id end) as first_id,
        max(case when measure = 'votes' and position = 1 and amount > 0 then contestant end) as first_contestant,
        max(case when measure = 'votes' and position = 1 then kind end) as first_kind,
        max(case when measure = 'votes' and position = 1 and has_majority then 1 end) as has_majority,
        max(case when measure = 'votes' and position = 1 and not has_majority then 1 end) as has_no_majority,
        max(case when measure = 'votes' and position = 1 then votes end) as votes_of_first,
        max(case when measure = 'votes' and position = 1 then exact_share_pct end) as share_of_first,
        max(case when measure = 'votes' and position = 1 then seats end) as seats_of_first,
        count(case when measure = 'seats' and seats > 0 then 1 end) as seated,
        max(case when seats > 0 then contestant end) as seated_contestant,
        max(case when seats > 0 then contestant_id end) as seated_id
    from majorities
    group by election_id
),
places_with_firsts as (
    select
        places.election_id,
        places.round,
        case when final_rounds.final_election_id <> places.election_id
            then final_rounds.final_election_id end as final_election_id,
        final_rounds.final_round,
        final_rounds.missing as missing_round,
        first_by_votes.contenders,
        first_by_votes.missing_votes,
        first_by_votes.firsts,
        first_by_votes.first_id,
        first_by_votes.first_contestant,
        first_by_votes.first_kind,
        first_by_votes.has_majority = 1 as has_majority,
        first_by_votes.has_no_majority,
        first_by_votes.seated,
        first_by_votes.seated_contestant,
        first_by_votes.seated_id,
        first_by_votes.contenders = 1
        and places.has_everyone
        and votes_without_names.groups = 0
        and coalesce(votes_without_names.share_left, 0) <= 0
            as is_alone,
        -- Who has more than half, or more than all without a name have together, has more than any of these.
        coalesce(first_by_votes.has_majority, 0) = 0
        and (
            first_by_votes.first_kind = 'independents'
            or votes_without_names.groups_without_votes > 0
            or first_by_votes.votes_of_first <= votes_without_names.votes_of_groups
            or first_by_votes.share_of_first <= votes_without_names.share_of_groups
            or first_by_votes.share_of_first <= votes_without_names.share_left
            or (
                not places.has_everyone
                and (votes_without_names.share_left is null or first_by_votes.share_of_first is null)
            )
        ) as is_first_by_name_alone,
        first_by_votes.seated = 0
        and coalesce(votes_without_names.seats_of_groups, 0) = 0
        and coalesce(first_by_votes.seats_of_first, 1) > 0
            as is_seat_open,
        case
            when not places.is_share_demanded or demanded_shares_reached.has_demanded_share then 'yes'
            when not demanded_shares_reached.has_demanded_share then 'no'
            else 'not known'
        end as has_demanded_share
    from places
    left join first_by_votes on first_by_votes.election_id = places.election_id
    left join demanded_shares_reached
        on demanded_shares_reached.election_id = places.election_id
        and demanded_shares_reached.contestant_id = first_by_votes.first_id
        and demanded_shares_reached.purpose = 'election'
    left join votes_without_names on votes_without_names.election_id = places.election_id
    left join final_rounds on final_rounds.election_id = places.election_id
),
decisions as (
    select
        places_with_firsts.*,
        case
            when missing_round is not null then null
            when final_election_id is not null then 'round ' || cast(final_round as varchar)
            when seated = 1 and is_alone then 'unopposed'
            when seated = 1 and (firsts = 0 or is_first_by_name_alone) then 'the seat'
            when seated = 1 and firsts = 1 and seated_id = first_id then 'most votes'
            when seated = 1 then 'a seat given otherwise'
            when not is_seat_open then null
            when is_alone and first_kind = 'candidate' and has_no_majority is null then 'unopposed'
            when is_first_by_name_alone or has_demanded_share <> 'yes' then null
            when firsts = 1 and (round > 1 or has_majority) then 'most votes'
        end as decided_by
    from places_with_firsts
),
winners as (
    select
        decisions.*,
        case
            when decided_by is null or final_election_id is not null then null
            when decided_by in ('most votes', 'unopposed') and seated <> 1
            then case when first_kind <> 'option' then first_contestant end
            else seated_contestant
        end as elected
    from decisions
)
select
    election_id,
    decided_by,                                                 -- what filled the place; null: not known
    elected,                                                    -- who filled it in this round; see missing
    case
        when elected is not null then null
        when missing_round is not null then missing_round
        when final_election_id is not null then 'a later round decided'
        when contenders is null then 'no result of the whole election in the file'
        when missing_votes like 'no source%' then 'no source gives votes by contestant'
        when firsts = 0 then 'nobody is certainly first'
        when firsts > 1 then 'level'
        when first_kind = 'option' then 'no candidate came first'
        when seated > 1 then 'more than one has the seat'
        when not is_seat_open then 'the first by votes has no seat'
        when is_first_by_name_alone then 'somebody without a name may have more votes'
        when has_demanded_share = 'no' then 'nobody has the share that is demanded'
        when has_demanded_share = 'not known' then 'whether the first has the share that is demanded is not known'
        else 'nobody certainly has more than half of the votes'
    end as missing,                                             -- why it is not known who filled it; null when it is
    final_election_id                                           -- the round that filled it; null: this one, if any
from winners
order by election_id
