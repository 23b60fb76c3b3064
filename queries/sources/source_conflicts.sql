-- Where sources contradict each other
--
-- Figure by figure, what each source says, for the figures on which at least one differs from what the database
-- goes by. A rounded figure agrees with an exact one when they differ by less than what it is rounded to; two
-- figures printed to the same unit agree only when they are equal. Shares of different bases are different figures
-- and never in conflict: 99.82 % of valid votes and 97.62 % of all ballots are one count.
--
-- key: election_id, figure, contestant_id, source_id, return_id, locator
with compared as (
    select
        said.*,
        used.value as used_value,
        used.stage as used_stage,
        abs(said.value - used.value) as distance,
        case
            when said.is_used then 'used'
            when said.value = used.value then 'same'
            when said.qualifier = 'at least' and used.value >= said.value then 'agrees: at least'
            when said.qualifier = 'at most' and used.value <= said.value then 'agrees: at most'
            when said.unit <> used.unit and abs(said.value - used.value) < greatest(said.unit, used.unit) then 'agrees when rounded'
            when said.qualifier = 'about' and abs(said.value - used.value) < said.unit then 'agrees: about'
            else 'differs'
        end as verdict
    from figures as said
    join figures as used
        on used.is_used
        and used.election_id = said.election_id
        and used.figure = said.figure
        and used.tier = said.tier
        and used.contestant_id is not distinct from said.contestant_id
        and used.area_id is not distinct from said.area_id
),
disputed as (
    select
        election_id,
        figure,
        contestant_id,
        area_id,
        max(value) - min(value) as spread,
        count(distinct witness) as witnesses
    from compared
    group by election_id, figure, contestant_id, area_id
    having count(case when verdict = 'differs' then 1 end) > 0
)
select
    compared.election_id,                                       -- the election
    compared.election,                                          -- its name
    compared.country,                                           -- where it was held
    compared.first_polling_on,                                  -- main polling day
    compared.figure,                                            -- what is counted
    compared.contestant_id,                                     -- the contestant it is about; null: the election or an area
    compared.subject,                                           -- what it is about, in words
    compared.value,                                             -- what this source says
    compared.used_value,                                        -- what the database goes by
    cast(round(cast(compared.value - compared.used_value as decimal(18, 6)), 2) as double) as difference,  -- this source's figure less the one used
    compared.verdict,                                           -- used, same, agrees when rounded (or: at least, at most, about), differs
    case
        when compared.verdict <> 'differs' then null
        when compared.stage is distinct from compared.used_stage then 'another stage'
        else 'same stage'
    end as difference_of,                                       -- whether a differing figure is of another stage of the count, or contradicts; null unless it differs
    cast(round(cast(disputed.spread as decimal(18, 6)), 2) as double) as spread,  -- largest less smallest figure that any source gives
    cast(disputed.witnesses as bigint) as witnesses,            -- independent witnesses who give this figure, whatever they say
    compared.stage,                                             -- stage of this return; null outside returns
    compared.source_id,                                         -- who says so
    compared.source,                                            -- title of the publication
    compared.source_kind,                                       -- who speaks
    compared.witness,                                           -- sources with the same word copy from one another and count as one witness, even where they differ
    compared.return_id,                                         -- the return; null outside returns
    compared.locator,                                             -- where in the source
    compared.note                                               -- what a reader must know of it; null when nothing
from compared
join disputed
    on disputed.election_id = compared.election_id
    and disputed.figure = compared.figure
    and disputed.contestant_id is not distinct from compared.contestant_id
    and disputed.area_id is not distinct from compared.area_id
order by compared.election_id, compared.figure, compared.subject, compared.is_used desc, compared.value desc, compared.source_id, compared.return_id, compared.locator
