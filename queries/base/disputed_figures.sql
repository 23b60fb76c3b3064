-- What others print instead
--
-- For each figure of a return that the database goes by, what other returns of the election print instead, and who
-- prints it, as in '169 (IPU PARLINE; Reuters), 171, provisional (El Watan)'. The stage of the count is named where all
-- who print the figure report the same other stage. A figure is left out where it is equal, or differs by less than
-- what one of the two is rounded to. The figure gone by is that of the highest ranked return that gives it, as outcomes
-- and turnout say, which may compute a turnout that its return does not print. Questions that show a figure join this
-- one; source_conflicts has every source of it.
--
-- key: election_id, figure, contestant_id
select
    election_id,
    figure,                                                     -- what is counted, as figures calls it
    contestant_id,                                              -- contestant it is about; null: the election
    used_value,                                                 -- the figure that the database goes by
    others_print
from disputed_figures_by_subject
order by election_id, figure, contestant_id
