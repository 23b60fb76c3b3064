-- One row per step in a party's ancestry: what an earlier party became.
-- Renamed, merged and succeeded carry the whole earlier party into the later one, so its seats count as the later one's
-- in a like-for-like comparison; split takes only a part of it along, so they do not.
create table party_links (
    earlier_party_id  text not null references parties,     -- the party before the step
    later_party_id    text not null references parties,     -- the party after the step
    -- renamed: same party, new name; merged: went into the later one; succeeded: refounded under new law; split: the
    -- later one left the earlier one, which may live on
    kind              text not null check (kind in ('renamed', 'merged', 'succeeded', 'split')),
    -- day of the step; the first day of the month or year where only that is known
    happened_on       date not null,
    -- how much of happened_on is known; by: no later than that day
    precision         text not null check (precision in ('day', 'month', 'year', 'by')),
    source_id         text not null references sources,     -- who reports the step
    locator           text not null,                        -- where in the source
    primary key (earlier_party_id, later_party_id),
    check (earlier_party_id <> later_party_id),
    check (precision <> 'year' or cast(happened_on as text) like '%-01-01'),
    check (precision <> 'month' or cast(happened_on as text) like '%-01')
);
