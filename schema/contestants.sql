-- One row per entry on the ballot of one election: what voters could choose.
-- An alliance and the parties whose figures are given inside it are rows of their own; alliance_members ties them.
create table contestants (
    -- slug: election and short name, e.g. 'ma-house-2007-istiqlal'
    contestant_id  text primary key,
    election_id    text not null references elections,      -- the election it stood in
    -- name as its source prints it, without a country in brackets that tells it from others of its name
    contestant     text not null,
    -- alliance: several parties under one name; joint list: parties that share a list; independents: all who stood for
    -- no party, taken together, never a party; fusion line: the line of one party for a candidate who has several, a
    -- member of the candidate's row; option: an answer such as "against"; others: those whom the source adds up
    -- without a name; none of the above and blank votes: votes for nobody that the source counts apart
    kind           text not null check (
        kind in (
            'party list',
            'alliance',
            'joint list',
            'independents',
            'candidate',
            'fusion line',
            'option',
            'others',
            'none of the above',
            'blank votes'
        )
    ),
    -- false when its votes are not among the valid votes, as the law may say of none of the above and of blank votes
    is_valid       boolean not null,
    -- colour printed beside it, as six hexadecimal digits; null when none is printed
    colour         text check (
        colour like '#______' and trim(lower(substr(colour, 2)), '0123456789abcdef') = ''
    ),
    source_id      text not null references sources,        -- where the entry was read
    locator        text not null,                           -- where in the source
    check (is_valid or kind in ('none of the above', 'blank votes')),
    unique (election_id, contestant),
    unique (election_id, contestant_id)                     -- lets a reference demand a contestant of the same election
);
