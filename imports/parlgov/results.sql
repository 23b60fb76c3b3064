-- Figures by contestant. Where the votes of an alliance stand on its strongest party, they belong to the whole alliance
-- if no other member has votes of its own. If another member has, they belong to the strongest party alone.
with alliances as (
    select alliance as id, bool_or(coalesce(votes, vote_share) is not null) as has_members_with_votes
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true)
    where alliance is not null
    group by alliance
),
published_results as (
    select
        results.*,
        'parlgov-' || results.election || '-' || results.party as contestant_id,
        alliances.has_members_with_votes
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true) as results
    left join alliances on alliances.id = results.id
),
results_with_alliance as (
    select
        published_results.*,
        contestants.contestant_id as alliance_contestant_id,
        contestants.contestant_id is not null and not published_results.has_members_with_votes
            as has_votes_of_alliance
    from published_results
    left join contestants on contestants.contestant_id = published_results.contestant_id || '-alliance'
),
figures as (
    select
        election,
        contestant_id,
        case when not has_votes_of_alliance then votes end as votes,
        case when not has_votes_of_alliance then vote_share end as vote_share,
        seats
    from results_with_alliance
    union all
    select election, alliance_contestant_id, votes, vote_share, null
    from results_with_alliance
    where has_votes_of_alliance
)
select
    'parlgov-' || election as return_id,
    contestant_id,
    'parlgov-' || election as election_id,
    votes,
    cast(round(cast(vote_share as decimal(18, 10)), 2) as decimal(5, 2)) as vote_share_pct,
    seats
from figures
where coalesce(votes, vote_share, seats) is not null
