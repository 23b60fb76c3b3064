-- Now and before, under the same name
--
-- Each contestant of an election to a chamber beside the one of the same name at the election before: a party beside
-- itself, an alliance beside the alliance of that name, independents beside independents. Where a party has several
-- lists at one of the two, a list stands beside the list of its own name, or beside none. A contestant of only one of
-- the two elections has a row as well. seat_swing and vote_swing take the differences, and compare like for like too.
--
-- key: election_id, contestant_id, previous_contestant_id
with standings_of_chambers as (
    select standings.*
    from standings
    join election_context
        on election_context.election_id = standings.election_id
        and election_context.body_kind = 'legislature'
    where not standings.is_local
)
select
    coalesce(now.election_id, earlier.election_id) as election_id,
    now.contestant_id,                                          -- the contestant; null: it stood before and not now
    coalesce(now.contestant, earlier.contestant)
        as contestant,                                          -- its name, the earlier one where it does not stand now
    coalesce(now.kind, earlier.kind) as kind,                   -- party list, alliance, joint list or independents
    case when now.contestant_id is not null then now.alliance else earlier.alliance end
        as alliance,                                            -- alliance in whose row it is counted too; null: none
    now.seats,                                                  -- seats now; null: not known, or it does not stand
    now.vote_share_pct,                                         -- share now; null: not known, or it does not stand
    now.exact_share_pct,
    now.share_base,
    earlier.contestant_id as previous_contestant_id,
    earlier.alliance_contestant_id
        as previous_alliance_contestant_id,                     -- alliance whose row counts that too; null: none
    earlier.seats as seats_before,                              -- seats then; null: not known, or it did not stand
    earlier.vote_share_pct as vote_share_before_pct,            -- share then; null: not known, or it did not stand
    earlier.exact_share_pct as exact_share_before_pct,          -- the same, not rounded
    earlier.share_base as share_base_before,                    -- what that is a share of
    coalesce(now.has_twin, earlier.has_twin) as has_twin        -- true: its party has several lists now, or then
from (select * from standings_of_chambers where not is_previous) as now
full join (select * from standings_of_chambers where is_previous) as earlier
    on earlier.election_id = now.election_id
    and earlier.identity = now.identity
    and (not now.has_twin or earlier.contestant = now.contestant)
order by
    coalesce(now.election_id, earlier.election_id),
    now.contestant_id nulls last,
    earlier.contestant_id nulls last
