-- Standings in every area, by numbers
--
-- The figures of every contestant in every area, with numbers in the place of ids; area_standings shows the same by
-- their ids. All figures of an area come from one return, as area_figures says. Leave out the rows with is_inside
-- where you add up.
--
-- key:   election_id, area_number, contestant_number
-- order: none, because others read it at a hundred million rows and would pay for an order that they do not use
select
    numbered_returns.election_id,  -- not that of area_figures: so whoever asks for one election reads its return_number
    area_figures.area_number,
    area_figures.contestant_number,
    area_figures.is_inside,                                     -- true: counted in the alliance's row of this area too
    area_figures.votes,                                         -- votes there; null: the source does not say
    case when area_figures.votes < 100000000000 then area_figures.votes end
        as countable_votes,                                     -- the same; null, too: a hundred billion or more
    cast(area_figures.seats as bigint) as seats,                -- seats there; null: the source does not say
    area_figures.return_number
from numbered_returns
join area_figures on area_figures.return_number = numbered_returns.return_number
where not area_figures.is_unused
