-- Who belongs together, now and before: one row per contestant that is compared, at its own election and at the next.
-- Contestants of an election and of the one before it that share parties are one family, and so are those that share
-- parties with one of these, and so on. A family is compared as a whole: the parts together against the whole, where
-- parties merged or split, left a joint list or formed one (Bartolini and Mair 1990, Identity, Competition, and
-- Electoral Availability). Whoever shares with nobody is a family alone.
-- It declares no keys, which would take more room in the file than its rows.
--
-- kept:   as a table, because following links needs recursion; the build works it out of family_links, which says what
--         is compared and what is shared
-- key:    election_id, measure, is_previous, contestant_id
-- refers: elections (election_id)
-- refers: contestants (contestant_id)
create table families (
    election_id             text not null,      -- the later of the two elections
    -- votes: share of valid votes; seats; those of members where their alliance is what is compared
    measure                 text not null check (
        measure in ('votes', 'seats', 'votes of members', 'seats of members')
    ),
    is_previous             boolean not null,   -- true: it stood at the previous election
    contestant_id           text not null,      -- who stood
    contestant              text not null,      -- its name
    kind                    text not null,      -- kind of contestant
    alliance_contestant_id  text,               -- alliance that it is a member of; null: none
    amount                  decimal(38, 12),    -- per cent or seats, unrounded; null: unknown
    family_id               text not null,      -- contestant_id of one of the family, the same for all of it
    heir_contestant_id      text,               -- largest now that shares with it; null: nobody does
    is_heir_certain         boolean not null,   -- false: another may be as large
    is_partly_alone         boolean not null    -- true: nobody at the other election has one of its parties
);
