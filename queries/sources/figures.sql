-- Every published figure
--
-- One row for each figure that a source prints about an election, whatever others print: results by contestant,
-- register and ballots, statistics, quotas, seats by area, thresholds. is_used marks the one that the database goes by:
-- for results and turnout by the rank of the return, for all else by the rank of the kind of source (source_kinds),
-- an exact figure before a rounded one, and among equals the figure that more witnesses give. Where a source gives a
-- contestant several quotas, as for women and for the young, all of them are used. Sources of one lineage copy from one
-- another: they are one witness, even where they differ. in_words has the figure as a sentence takes it, with its
-- rounding and its source's qualifier: 'about 18.8 million', 'at least 10 per cent'.
--
-- Votes, shares and seats of contestants add up where is_counted is true: those of the whole election where is_used is
-- true too, and those of one return else.
--
-- key: election_id, figure, tier, contestant_id, area_id, source_id, return_id, locator
with figures_by_contestant as (
    select
        results.election_id,
        results.contestant_id,
        alliance_members.alliance_contestant_id,
        coalesce(
            alliance_members.alliance_contestant_id,
            case when contestants.kind = 'alliance' then results.contestant_id end
        ) as whole_alliance_id,
        contestants.is_valid,
        case
            when counts.figure <> 'vote share' then counts.figure
            when returns.share_base = 'other' then 'vote share of another base'
            when returns.share_base = 'not stated' then 'vote share of a base not stated'
            else 'vote share of ' || returns.share_base
        end as figure,
        returns.tier,
        case counts.figure
            when 'votes' then cast(results.votes as double)
            when 'vote share' then cast(results.vote_share_pct as double)
            when 'seats' then cast(results.seats as double)
        end as value,
        case counts.figure
            when 'votes' then returns.counts_rounded_to
            when 'seats' then 1
        end as rounded_to,
        case counts.figure
            when 'vote share' then returns.share_decimals
        end as decimals,
        returns.source_id,
        returns.return_id,
        returns.stage,
        coalesce(results.locator, returns.locator) as locator,
        coalesce(
            case counts.figure
                when 'seats' then outcomes.seats_return_id
                else outcomes.votes_return_id
            end = results.return_id,
            false
        ) as is_used,
        returns.note
    from results
    join returns on returns.election_id = results.election_id and returns.return_id = results.return_id
    join outcomes on outcomes.election_id = results.election_id and outcomes.contestant_id = results.contestant_id
    join contestants
        on contestants.election_id = results.election_id
        and contestants.contestant_id = results.contestant_id
    left join alliance_members
        on alliance_members.election_id = results.election_id
        and alliance_members.contestant_id = results.contestant_id
    cross join (
        select 'votes' as figure
        union all select 'vote share'
        union all select 'seats'
    ) as counts
),
figures_beside_alliances as (
    -- An alliance's figure stands for those of its members: the used one for the used ones, else that of the return.
    -- All who are in no alliance are in one part of the window, since each part takes time.
    select
        figures_by_contestant.*,
        count(case when is_used and alliance_contestant_id is null then 1 end) over (
            partition by election_id, figure, whole_alliance_id
        ) as used_alliances,
        count(case when alliance_contestant_id is null then 1 end) over (
            partition by election_id, return_id, figure, whole_alliance_id
        ) as alliances_of_return
    from figures_by_contestant
    where value is not null
),
figures_of_results as (
    -- This step and the next have the same columns in one order. A count has rounded_to, a percentage has decimals.
    select
        election_id,
        contestant_id,
        cast(null as varchar) as area_id,
        figure,
        tier,
        value,
        rounded_to,
        decimals,
        'exact' as qualifier,
        source_id,
        return_id,
        stage,
        locator,
        is_used,
        is_valid
        and (
            alliance_contestant_id is null
            or case when is_used then used_alliances else alliances_of_return end = 0
        ) as is_counted,
        note
    from figures_beside_alliances
),
figures_of_ballots as (
    select
        returns.election_id,
        null as contestant_id,
        null as area_id,
        counts.figure,
        returns.tier,
        case counts.figure
            when 'registered voters' then cast(returns.registered_voters as double)
            when 'ballots cast' then cast(returns.ballots_cast as double)
            when 'valid votes' then cast(returns.valid_votes as double)
            when 'invalid votes' then cast(returns.invalid_votes as double)
            when 'turnout' then cast(returns.turnout_pct as double)
        end as value,
        case when counts.figure <> 'turnout' then returns.counts_rounded_to end as rounded_to,
        case when counts.figure = 'turnout' then returns.turnout_decimals end as decimals,
        'exact' as qualifier,
        returns.source_id,
        returns.return_id,
        returns.stage,
        returns.locator,
        turnout.return_id = returns.return_id as is_used,
        cast(null as boolean) as is_counted,
        returns.note
    from returns
    join turnout on turnout.election_id = returns.election_id
    cross join (
        select 'registered voters' as figure
        union all select 'ballots cast'
        union all select 'valid votes'
        union all select 'invalid votes'
        union all select 'turnout'
    ) as counts
),
all_figures as (
    select * from figures_of_results
    union all select * from figures_of_ballots
    union all
    select
        election_id,
        contestant_id,
        area_id,
        figure,
        'whole',
        value,
        rounded_to,
        decimals,
        qualifier,
        source_id,
        null,
        null,
        locator,
        is_used,
        null,
        note
    from figures_outside_returns
),
figures_in_words as (
    select
        all_figures.*,
        coalesce(
            cast(rounded_to as double), case decimals when 0 then 1.0 when 1 then 0.1 else 0.01 end
        ) as unit,
        case
            when qualifier in ('at least', 'at most') then qualifier || ' '
            when qualifier = 'about' or rounded_to > 1 then 'about '
            else ''
        end
        || case
            when decimals = 2 then cast(cast(value as decimal(18, 2)) as varchar) || ' per cent'
            when decimals = 1 then cast(cast(value as decimal(18, 1)) as varchar) || ' per cent'
            when decimals = 0 then cast(cast(value as decimal(18, 0)) as varchar) || ' per cent'
            when value < 1000000 or rounded_to < 1000 then cast(cast(floor(value) as bigint) as varchar)
            when rounded_to < 10000 then cast(cast(value / 1000000 as decimal(18, 3)) as varchar) || ' million'
            when rounded_to < 100000 then cast(cast(value / 1000000 as decimal(18, 2)) as varchar) || ' million'
            when rounded_to < 1000000 then cast(cast(value / 1000000 as decimal(18, 1)) as varchar) || ' million'
            else cast(cast(value / 1000000 as decimal(18, 0)) as varchar) || ' million'
        end as in_words
    from all_figures
    where value is not null
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    figures_in_words.figure,                                    -- what is counted; measures says what each count means
    figures_in_words.tier,                                      -- whole: the election; else one of its two ballots
    figures_in_words.contestant_id,                             -- contestant it is about; null: the election or an area
    figures_in_words.area_id,                                   -- area it is about; null: the election or a contestant
    coalesce(contestants.contestant, areas.area, 'the election') as subject,
    figures_in_words.value,                                     -- the figure
    figures_in_words.in_words,                                  -- the figure as a sentence takes it; see above
    figures_in_words.unit,                                      -- rounded to this: 1 if exact, 0.01 with two decimals
    figures_in_words.qualifier,
    figures_in_words.is_used,                                   -- true: the database goes by this one
    figures_in_words.is_counted,                                -- true: adds up with others; null: not of a contestant
    figures_in_words.stage,                                     -- stage of the return; null outside returns
    figures_in_words.return_id,                                 -- the return it was printed in; null outside returns
    figures_in_words.source_id,
    sources.publisher,                                          -- who is behind the source
    sources.source,
    sources.kind as source_kind,                                -- who speaks
    coalesce(sources.lineage, sources.source_id)
        as witness,                                             -- the same word for all sources of one lineage
    figures_in_words.locator,
    sources.url,                                                -- address; null when only on paper
    figures_in_words.note
from figures_in_words
join election_context on election_context.election_id = figures_in_words.election_id
join sources on sources.source_id = figures_in_words.source_id
left join contestants on contestants.contestant_id = figures_in_words.contestant_id
left join areas on areas.area_id = figures_in_words.area_id
order by
    election_context.election_id,
    figures_in_words.figure,
    figures_in_words.tier,
    subject,
    figures_in_words.is_used desc,
    figures_in_words.source_id,
    figures_in_words.return_id,
    figures_in_words.locator,
    figures_in_words.contestant_id,
    figures_in_words.area_id
