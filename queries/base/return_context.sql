-- Returns and what bears on their areas
--
-- One row per return with what decides how its figures by area are read: whether a ballot has one vote, whether a later
-- round follows, and how far rounded counts may be off.
--
-- Of counts that are rounded alike whoever has more is ahead, but a sum of them may be off by as many units as it has
-- parts. How many these are goes by the contestants of the election, for to count those of each area would cost all
-- areas a sixth more.
--
-- key:   return_number
-- kept:  as a table, because a question about the areas of one election would take longer to plan than to answer
-- order: none, because whoever joins it puts its own rows in order
with elections_with_later_rounds as (
    select final_rounds.election_id, election_context.body_kind <> 'legislature' as is_office
    from final_rounds
    join election_context on election_context.election_id = final_rounds.election_id
    where
        coalesce(final_rounds.final_election_id <> final_rounds.election_id, final_rounds.missing <> 'annulled')
),
contestants_by_alliance as (
    select election_id, alliance_number, count(*) as contestants, count(case when can_be_first then 1 end) as firsts
    from numbered_contestants
    group by election_id, alliance_number
),
parts_of_sums as (
    select
        election_id,
        coalesce(max(case when alliance_number is not null then contestants end), 1) as most_members,
        sum(contestants - firsts) as others
    from contestants_by_alliance
    group by election_id
)
select
    numbered_returns.return_number,
    numbered_returns.election_id,
    numbered_returns.names_everyone,                            -- true: it names everyone who stood
    coalesce(elections.votes_per_ballot = 1, false)
        as has_one_vote,                                        -- true: a ballot has one vote; false: more, or unknown
    numbered_returns.counts_rounded_to > 1 as is_count_rounded, -- true: its votes are not exact
    case when numbered_returns.counts_rounded_to > 1 and parts_of_sums.most_members > 1
        then parts_of_sums.most_members * numbered_returns.counts_rounded_to else 1 end
        as sure_lead,                                           -- a lead in votes that leaves no doubt who is ahead
    case when numbered_returns.counts_rounded_to > 1
        then parts_of_sums.most_members * numbered_returns.counts_rounded_to else 0 end
        as rounding_of_each,                                    -- votes by which each competitor's may be off
    case when numbered_returns.counts_rounded_to > 1
        then cast((parts_of_sums.others + 1) * numbered_returns.counts_rounded_to as bigint) else 0 end
        as rounding_of_rest,                                    -- votes by which all else together may be off
    elections_with_later_rounds.election_id is not null
        as may_have_later_round,                                -- true: a later round follows, here or elsewhere
    coalesce(elections_with_later_rounds.is_office, false)
        as has_later_round                                      -- true: it is held in all areas, as for an office
from numbered_returns
join elections on elections.election_id = numbered_returns.election_id
left join parts_of_sums on parts_of_sums.election_id = numbered_returns.election_id
left join elections_with_later_rounds on elections_with_later_rounds.election_id = numbered_returns.election_id
