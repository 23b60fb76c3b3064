-- Swing in every area
--
-- Share of the valid votes of an area now, at the previous election, and the change, for every area that both
-- elections report under the same area_id. Check for yourself whether its bounds were redrawn between them. Whoever
-- belongs together as families says is compared as a whole, with members of an alliance that are compared by themselves
-- though the alliance has a row there too. Candidates of one area are none of these: a party's
-- candidate continues that of the same party or, where it does not stand itself, of each that has wholly become it
-- (party_ancestry); candidates of the same parties in one area are taken together. A swing is given only where the
-- votes of all of them are known, and the valid votes of the area: as the returns give them at both times or, at both
-- times, those of all who are named (area_valid_votes). Where somebody may have votes in an area without a row there,
-- the votes are not known of who belongs together and does not have the row of each. Nobody is compared who may have
-- been an unnamed member of an alliance, as like_for_like says. Votes on ballots of different kinds are not compared.
-- Rounded counts are taken as printed.
--
-- key:   election_id, area_id, identity
-- order: none, because putting a hundred million rows in order would cost more than finding them
with votes_now as (
    -- Compared with false, and with true below: of a comparison the engine knows how many rows it leaves.
    select *
    from area_votes_at_both_times
    where is_previous = false
),
votes_then as (
    select *
    from area_votes_at_both_times
    where is_previous = true
),
votes_by_identity as (
    select
        coalesce(votes_now.election_id, votes_then.election_id) as election_id,
        coalesce(votes_now.area_number, votes_then.area_number) as area_number,
        votes_now.position_by_name,
        votes_then.position_by_name as position_before,
        votes_now.votes,
        votes_then.votes as votes_before,
        case when not votes_now.has_all_lists then 1 else 0 end as lacks_a_list,
        case when not votes_then.has_all_lists then 1 else 0 end as lacked_a_list
    from votes_now
    full join votes_then
        on votes_then.election_id = votes_now.election_id
        and votes_then.area_number = votes_now.area_number
        and votes_then.identity_number = votes_now.identity_number
),
valid_votes_by_area as (
    select
        election_id,
        area_number,
        max(case when not is_previous then tier end) as tier,
        max(case when is_previous then tier end) as tier_before,
        max(case when not is_previous then valid_votes end) as valid_votes,
        max(case when is_previous then valid_votes end) as valid_votes_before,
        max(case when not is_previous then printed_votes end) as printed_votes,
        max(case when is_previous then printed_votes end) as printed_votes_before,
        max(case when not is_previous then named_votes end) as named_votes,
        max(case when is_previous then named_votes end) as named_votes_before,
        max(case when not is_previous and may_lack_somebody then 1 else 0 end) as may_lack_somebody,
        max(case when is_previous and may_lack_somebody then 1 else 0 end) as may_have_lacked_somebody
    from area_valid_votes
    group by election_id, area_number
),
areas_at_both_times as (
    -- are_alike: printed at both times or at neither or, where at one, nobody else has votes then.
    select
        election_id,
        area_number,
        valid_votes,
        valid_votes_before,
        may_lack_somebody,
        may_have_lacked_somebody,
        case
            when printed_votes is null and printed_votes_before is null then true
            when printed_votes_before is null then coalesce(printed_votes = named_votes, false)
            when printed_votes is null then coalesce(printed_votes_before = named_votes_before, false)
            else true
        end as are_alike,
        tier = tier_before as is_one_ballot
    from valid_votes_by_area
    where named_votes is not null and named_votes_before is not null
),
votes_that_are_known as (
    select
        areas_at_both_times.*,
        votes_by_identity.position_by_name,
        votes_by_identity.position_before,
        case when votes_by_identity.lacks_a_list + areas_at_both_times.may_lack_somebody < 2
            then votes_by_identity.votes end as votes,
        case when votes_by_identity.lacked_a_list + areas_at_both_times.may_have_lacked_somebody < 2
            then votes_by_identity.votes_before end as votes_before
    from areas_at_both_times
    join votes_by_identity
        on votes_by_identity.election_id = areas_at_both_times.election_id
        and votes_by_identity.area_number = areas_at_both_times.area_number
),
shares_by_identity as (
    select
        *,
        case when votes <= valid_votes then 100.0 * votes / nullif(valid_votes, 0) end as share_pct,
        case when votes_before <= valid_votes_before then 100.0 * votes_before / nullif(valid_votes_before, 0) end
            as share_before_pct
    from votes_that_are_known
)
select
    shares_by_identity.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    numbered_areas.area_id,
    numbered_areas.area,
    numbered_areas.level,
    area_entries.identity,
    area_entries.contestant,                                    -- its name, the earlier one where it is gone
    shares_by_identity.votes,                                   -- votes now; null: not known, or it does not stand
    cast(round(cast(shares_by_identity.share_pct as decimal(18, 12)), 2) as double)
        as vote_share_pct,                                      -- votes per 100 valid votes of the area now
    shares_by_identity.votes_before,                            -- votes then; null: not known, or it did not stand
    cast(round(cast(shares_by_identity.share_before_pct as decimal(18, 12)), 2) as double)
        as vote_share_before_pct,                               -- votes per 100 valid votes of the area then
    cast(round(cast(
        case when shares_by_identity.are_alike and shares_by_identity.is_one_ballot and not area_entries.is_in_doubt
            then shares_by_identity.share_pct - shares_by_identity.share_before_pct end
        as decimal(18, 12)
    ), 2) as double) as swing_pp,                                 -- points, of unrounded shares; null: see missing
    case
        when shares_by_identity.position_by_name is null then 'not named there now'
        when shares_by_identity.position_before is null then 'not named there before'
        when shares_by_identity.share_pct is null or shares_by_identity.share_before_pct is null
        then 'votes not known'
        when area_entries.is_in_doubt then 'somebody may have been an unnamed member of an alliance'
        when not shares_by_identity.is_one_ballot then 'votes on ballots of different kinds'
        when not shares_by_identity.are_alike then 'valid votes not known at both times'
    end as missing
from shares_by_identity
join area_entries
    on area_entries.election_id = shares_by_identity.election_id
    and area_entries.position_by_name
        = coalesce(shares_by_identity.position_by_name, shares_by_identity.position_before)
join election_context on election_context.election_id = shares_by_identity.election_id
join numbered_areas on numbered_areas.area_number = shares_by_identity.area_number
