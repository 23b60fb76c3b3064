-- Where a figure comes from
--
-- For every figure that the database goes by: who printed it, where, at which stage, why that return is preferred, and
-- how many witnesses print the same. Sources that copy one another count as one witness.
--
-- citation is ready to paste. bibtex is the source's entry for a bibliography, the same for each figure of the source,
-- so that it can be taken once; cite it with the locator, as in \cite[page 2]{gazette-2007}.
--
-- key: election_id, figure, tier, contestant_id, area_id, locator
with published_figures as (
    -- A step of its own, so that the engine reads the figures once for the two steps below.
    select figures.* from figures
),
witnesses_by_value as (
    select election_id, figure, tier, contestant_id, area_id, value, count(distinct witness) as witnesses
    from published_figures
    group by election_id, figure, tier, contestant_id, area_id, value
),
figures_with_witnesses as (
    select published_figures.*, witnesses_by_value.witnesses
    from published_figures
    join witnesses_by_value
        on witnesses_by_value.election_id = published_figures.election_id
        and witnesses_by_value.figure = published_figures.figure
        and witnesses_by_value.tier = published_figures.tier
        and witnesses_by_value.contestant_id is not distinct from published_figures.contestant_id
        and witnesses_by_value.area_id is not distinct from published_figures.area_id
        and witnesses_by_value.value = published_figures.value
    where published_figures.is_used
),
texts as (
    select source_id, 'publisher' as field, publisher as text from sources
    union all
    select source_id, 'source', source from sources
),
texts_in_latex as (
    -- A brace is counted by BibTeX wherever it stands, so those of a text are written in words.
    select
        source_id,
        field,
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            text,
            '\', '\textbackslash '), '{', '\textbraceleft '), '}', '\textbraceright '),
            '&', '\&'), '%', '\%'), '$', '\$'), '#', '\#'), '_', '\_'),
            '~', '\textasciitilde '), '^', '\textasciicircum ') as text
    from texts
)
select
    figures_with_witnesses.election_id,
    figures_with_witnesses.election,
    figures_with_witnesses.country,
    figures_with_witnesses.first_polling_on,
    figures_with_witnesses.figure,
    figures_with_witnesses.tier,                                -- whole: the election; else one of its two ballots
    figures_with_witnesses.contestant_id,                       -- contestant it is about; null: the election or an area
    figures_with_witnesses.area_id,                             -- area it is about; null: the election or a contestant
    figures_with_witnesses.subject,
    figures_with_witnesses.value,                               -- the figure
    figures_with_witnesses.in_words,                            -- the same as a sentence takes it
    figures_with_witnesses.qualifier,
    figures_with_witnesses.unit,                                -- rounded to this: 1 if exact, 0.01 with two decimals
    figures_with_witnesses.publisher,                           -- who is behind the source
    figures_with_witnesses.source,
    figures_with_witnesses.source_id,
    figures_with_witnesses.locator,
    figures_with_witnesses.stage,                               -- stage of the return; null outside returns
    figures_with_witnesses.url,                                 -- address; null when only on paper
    figures_with_witnesses.return_id,                           -- the return; null outside returns
    returns.rank_reason,                                        -- why that return is preferred; null: nobody disagrees
    cast(figures_with_witnesses.witnesses as bigint) as witnesses,  -- who print this very value, this one included
    figures_with_witnesses.publisher || ', "' || figures_with_witnesses.source || '" ('
    || case when sources.published_on is null then 'no date' else cast(sources.published_on as varchar) end
    || '), ' || figures_with_witnesses.locator
    || case when figures_with_witnesses.url is null then '' else ', ' || figures_with_witnesses.url end
        as citation,                                            -- publisher, title, day, locator and address
    '@misc{' || sources.source_id
    || ', author = {{' || publishers.text || '}}, title = {{' || titles.text || '}}'
    || case when sources.published_on is not null
        then ', year = {' || cast(year(sources.published_on) as varchar)
            || '}, date = {' || cast(sources.published_on as varchar) || '}' else '' end
    || case when sources.url is not null
        then ', url = {' || replace(replace(replace(sources.url, '\', '%5C'), '{', '%7B'), '}', '%7D') || '}'
        else '' end
    || ', language = {' || sources.language || '}}'
        as bibtex                                               -- the source's entry in BibTeX, with its id as the key
from figures_with_witnesses
join sources on sources.source_id = figures_with_witnesses.source_id
join texts_in_latex as publishers
    on publishers.source_id = figures_with_witnesses.source_id and publishers.field = 'publisher'
join texts_in_latex as titles on titles.source_id = figures_with_witnesses.source_id and titles.field = 'source'
left join returns on returns.return_id = figures_with_witnesses.return_id
order by
    figures_with_witnesses.election_id,
    figures_with_witnesses.figure,
    figures_with_witnesses.tier,
    figures_with_witnesses.subject,
    figures_with_witnesses.contestant_id,
    figures_with_witnesses.area_id,
    figures_with_witnesses.locator
