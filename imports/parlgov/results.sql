-- Figures by contestant. The votes that stand on the strongest party of an alliance are the whole alliance's where no
-- other member has votes of its own, and its own where one has.
with given as (
    select results.*, 'parlgov-' || results.election || '-' || results.party as contestant_id, members.have_votes
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true) as results
    left join (
        select alliance, bool_or(coalesce(votes, vote_share) is not null) as have_votes
        from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true)
        where alliance is not null
        group by alliance
    ) as members on members.alliance = results.id
),
told as (
    select given.*, made.contestant_id as made_contestant_id, made.contestant_id is not null and not given.have_votes as votes_are_the_alliances
    from given
    left join contestants as made on made.contestant_id = given.contestant_id || '-alliance'
),
figures as (
    select election, contestant_id, case when not votes_are_the_alliances then votes end as votes, case when not votes_are_the_alliances then vote_share end as vote_share, seats
    from told
    union all
    select election, made_contestant_id, votes, vote_share, null
    from told
    where votes_are_the_alliances
)
select
    'parlgov-' || figures.election as return_id,
    figures.contestant_id,
    'parlgov-' || figures.election as election_id,
    figures.votes,
    cast(round(cast(figures.vote_share as decimal(18, 10)), 2) as decimal(5, 2)) as vote_share_pct,
    figures.seats
from figures
where coalesce(figures.votes, figures.vote_share, figures.seats) is not null
