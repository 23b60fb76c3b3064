-- One row per report of one election's result by one source at one stage.
-- Each source's table is stored whole and as printed, so several returns of one election stand side by side.
-- A change that a source prints is stored as the figure it implies for the earlier election: a return of that
-- election, read from the later publication.
create table returns (
    -- slug: election and source, e.g. 'dz-assembly-2007-council'
    return_id          text primary key,
    election_id        text not null references elections,  -- the election it reports
    source_id          text not null references sources,    -- who prints it
    locator            text not null,                       -- where in the source
    -- retrospective: read from a publication about a later election; mixed: one table made of several stages
    stage              text not null check (
        stage in ('provisional', 'final', 'after appeals', 'retrospective', 'mixed')
    ),
    -- whole: the election; else the one of two ballots that its votes were cast on
    tier               text not null check (tier in ('whole', 'local lists', 'national list')),
    -- true when the source means to list every seat, so that its seats add up to the chamber
    is_complete        boolean not null,
    -- true when the source names everyone who stood, with or without a seat; only then is whoever it lacks new or gone
    names_everyone     boolean not null,
    -- what its vote shares are shares of, as the source says or as its counts show; where a return that is ranked says
    -- nothing, as counts of the same votes in another source show (note says whose); null when it prints none
    share_base         text check (share_base in ('valid votes', 'all ballots', 'other', 'not stated')),
    share_base_note    text,                                -- the base in words, where share_base is other
    -- decimals its vote shares are printed with; null when it prints none
    share_decimals     integer check (share_decimals between 0 and 2),
    -- 1 when its voters, ballots and votes are exact; else the unit they are rounded to, e.g. 10000
    counts_rounded_to  integer not null check (counts_rounded_to > 0),
    -- voters on the register, or just called voters; null: this source does not say. Those entitled to vote, registered
    -- or not, are in statistics
    registered_voters  bigint check (registered_voters >= 0),
    -- ballots put in the box, valid or not; null: this source does not say
    ballots_cast       bigint check (ballots_cast >= 0),
    valid_votes        bigint check (valid_votes >= 0),     -- ballots that counted; null: this source does not say
    -- votes on the ballots that counted, where a ballot holds several; null: a ballot holds one, or not said
    votes_counted      bigint check (votes_counted >= 0),
    invalid_votes      bigint check (invalid_votes >= 0),   -- ballots blank or spoiled; null: this source does not say
    -- turnout as printed, 0 to 100, or implied by a printed change; null: this source does not say
    turnout_pct        decimal(5, 2) check (turnout_pct between 0 and 100),
    -- what turnout_pct is a share of, as the source says or as its own counts show; null when it prints no turnout
    turnout_base       text check (turnout_base in ('registered voters', 'people entitled to vote', 'not stated')),
    -- decimals the turnout is printed with; null when it prints none
    turnout_decimals   integer check (turnout_decimals between 0 and 2),
    -- 1 is the return the database goes by; what it lacks is taken from the next; null: kept beside, never used
    rank               integer check (rank > 0),
    rank_reason        text,                                -- why it stands where it stands, in own words
    -- what a reader must know of it, in own words; null when nothing
    note               text,
    unique (election_id, rank),
    unique (election_id, return_id),                        -- lets a result demand a return of the same election
    check (rank <> 1 or rank_reason is not null),
    check ((share_base = 'other') = (share_base_note is not null) or share_base is null),
    check ((share_base is null) = (share_decimals is null)),
    check ((turnout_pct is null) = (turnout_base is null)),
    check ((turnout_pct is null) = (turnout_decimals is null))
);
