-- Where a figure comes from
--
-- For every figure the database goes by: who printed it, where, at which stage, why that return is preferred, and
-- how many witnesses print the same. Sources that copy one another count as one witness.
--
-- key: election_id, figure, contestant_id, area_id
select
    used.election_id,                                           -- the election
    used.election,                                              -- its name
    used.country,                                               -- where it was held
    used.first_polling_on,                                      -- main polling day
    used.figure,                                                -- what is counted
    used.contestant_id,                                         -- the contestant it is about; null: the election or an area
    used.area_id,                                               -- the area it is about; null: the election or a contestant
    used.subject,                                               -- what it is about, in words
    used.value,                                                 -- the figure
    used.publisher,                                             -- who stands behind the source
    used.source,                                                -- the source's title
    used.source_id,                                             -- the source
    used.locator,                                                 -- where in the source
    used.stage,                                                 -- stage of the return; null outside returns
    used.url,                                                   -- address; null when only on paper
    used.return_id,                                             -- the return; null outside returns
    returns.rank_reason,                                        -- why that return is preferred, in own words; null where nobody contradicts
    cast(count(distinct other.witness) as bigint) as witnesses  -- witnesses that print this very value, this one included
from figures as used
left join returns on returns.return_id = used.return_id
left join figures as other
    on other.election_id = used.election_id
    and other.figure = used.figure
    and other.tier = used.tier
    and other.value = used.value
    and other.contestant_id is not distinct from used.contestant_id
    and other.area_id is not distinct from used.area_id
where used.is_used
group by used.election_id, used.election, used.country, used.first_polling_on, used.figure, used.contestant_id, used.area_id, used.subject, used.value, used.publisher, used.source, used.source_id, used.locator, used.stage, used.url, used.return_id, returns.rank_reason
order by used.election_id, used.figure, used.subject, used.contestant_id, used.area_id
