-- Where a figure comes from
--
-- For every figure that the database goes by: who printed it, where, at which stage, why that return is preferred, and
-- how many witnesses print the same. Sources that copy one another count as one witness.
--
-- key: election_id, figure, contestant_id, area_id
with witnesses_by_value as (
    select election_id, figure, tier, contestant_id, area_id, value, count(distinct witness) as witnesses
    from figures
    group by election_id, figure, tier, contestant_id, area_id, value
)
select
    figures.election_id,
    figures.election,
    figures.country,
    figures.first_polling_on,
    figures.figure,
    figures.contestant_id,                                      -- contestant it is about; null: the election or an area
    figures.area_id,                                            -- area it is about; null: the election or a contestant
    figures.subject,
    figures.value,                                              -- the figure
    figures.publisher,                                          -- who is behind the source
    figures.source,
    figures.source_id,
    figures.locator,
    figures.stage,                                              -- stage of the return; null outside returns
    figures.url,                                                -- address; null when only on paper
    figures.return_id,                                          -- the return; null outside returns
    returns.rank_reason,                                        -- why that return is preferred; null: nobody disagrees
    cast(witnesses_by_value.witnesses as bigint) as witnesses   -- who print this very value, this one included
from figures
join witnesses_by_value
    on witnesses_by_value.election_id = figures.election_id
    and witnesses_by_value.figure = figures.figure
    and witnesses_by_value.tier = figures.tier
    and witnesses_by_value.value = figures.value
    and witnesses_by_value.contestant_id is not distinct from figures.contestant_id
    and witnesses_by_value.area_id is not distinct from figures.area_id
left join returns on returns.return_id = figures.return_id
where figures.is_used
order by figures.election_id, figures.figure, figures.subject, figures.contestant_id, figures.area_id
