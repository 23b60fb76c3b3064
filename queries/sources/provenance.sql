-- Where a figure comes from
--
-- For every figure that the database goes by: who printed it, where, at which stage, why that return is preferred, and
-- how many witnesses print the same. Sources that copy one another count as one witness.
--
-- citation is ready to paste. bibtex is the source's entry for a bibliography, the same for each figure of the source,
-- so that it can be taken once; cite it with the locator, as in \cite[page 2]{gazette-2007}.
--
-- key: election_id, figure, tier, contestant_id, area_id
with witnesses_by_value as (
    select election_id, figure, tier, contestant_id, area_id, value, count(distinct witness) as witnesses
    from figures
    group by election_id, figure, tier, contestant_id, area_id, value
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
),
entries_in_bibtex as (
    select
        sources.source_id,
        '@misc{' || sources.source_id
        || ', author = {{' || publishers.text || '}}, title = {{' || titles.text || '}}'
        || case when sources.published_on is not null
            then ', year = {' || cast(year(sources.published_on) as varchar)
                || '}, date = {' || cast(sources.published_on as varchar) || '}' else '' end
        || case when sources.url is not null
            then ', url = {' || replace(replace(replace(sources.url, '\', '%5C'), '{', '%7B'), '}', '%7D') || '}'
            else '' end
        || ', language = {' || sources.language || '}}' as bibtex
    from sources
    join texts_in_latex as publishers on publishers.source_id = sources.source_id and publishers.field = 'publisher'
    join texts_in_latex as titles on titles.source_id = sources.source_id and titles.field = 'source'
)
select
    figures.election_id,
    figures.election,
    figures.country,
    figures.first_polling_on,
    figures.figure,
    figures.tier,                                               -- whole: the election; else one of its two ballots
    figures.contestant_id,                                      -- contestant it is about; null: the election or an area
    figures.area_id,                                            -- area it is about; null: the election or a contestant
    figures.subject,
    figures.value,                                              -- the figure
    figures.in_words,                                           -- the same as a sentence takes it
    figures.qualifier,
    figures.unit,                                               -- rounded to this: 1 if exact, 0.01 with two decimals
    figures.publisher,                                          -- who is behind the source
    figures.source,
    figures.source_id,
    figures.locator,
    figures.stage,                                              -- stage of the return; null outside returns
    figures.url,                                                -- address; null when only on paper
    figures.return_id,                                          -- the return; null outside returns
    returns.rank_reason,                                        -- why that return is preferred; null: nobody disagrees
    cast(witnesses_by_value.witnesses as bigint) as witnesses,  -- who print this very value, this one included
    figures.publisher || ', "' || figures.source || '" ('
    || case when sources.published_on is null then 'no date' else cast(sources.published_on as varchar) end
    || '), ' || figures.locator
    || case when figures.url is null then '' else ', ' || figures.url end
        as citation,                                            -- publisher, title, day, locator and address
    entries_in_bibtex.bibtex                                    -- the source's entry in BibTeX, with its id as the key
from figures
join sources on sources.source_id = figures.source_id
join entries_in_bibtex on entries_in_bibtex.source_id = figures.source_id
join witnesses_by_value
    on witnesses_by_value.election_id = figures.election_id
    and witnesses_by_value.figure = figures.figure
    and witnesses_by_value.tier = figures.tier
    and witnesses_by_value.value = figures.value
    and witnesses_by_value.contestant_id is not distinct from figures.contestant_id
    and witnesses_by_value.area_id is not distinct from figures.area_id
left join returns on returns.return_id = figures.return_id
where figures.is_used
order by
    figures.election_id,
    figures.figure,
    figures.tier,
    figures.subject,
    figures.contestant_id,
    figures.area_id
