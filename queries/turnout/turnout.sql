-- Register, ballots and turnout
--
-- Who was on the register, who came and how many ballots counted. All figures of an election come from one
-- return: the highest ranked one that gives a turnout or, where none does, any of them. Turnout is as printed or, where
-- none is printed, ballots cast per 100 registered voters. Mind turnout_base before comparing: Syria's sources do not agree on whether
-- 56.12 % is a share of the register or of all who were entitled to vote.
--
-- key: election_id
with used as (
    select *
    from returns
    where
        rank is not null
        and coalesce(registered_voters, ballots_cast, valid_votes, invalid_votes, cast(turnout_pct as bigint)) is not null
    qualify row_number() over (
        partition by election_id
        order by case when turnout_pct is not null or (ballots_cast is not null and registered_voters is not null) then 0 else 1 end, rank
    ) = 1
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    used.registered_voters,                                     -- voters on the register, or entitled to vote where turnout_base says so; null: the source does not say
    used.ballots_cast,                                          -- ballots put in the box; null: the source does not say
    used.valid_votes,                                           -- ballots that counted; null: the source does not say
    used.invalid_votes,                                         -- ballots blank or spoiled; null: the source does not say
    used.counts_rounded_to,                                     -- 1 when these counts are exact, else the unit they are rounded to
    cast(case
        when used.turnout_pct is not null then used.turnout_pct
        else round(cast(100.0 * used.ballots_cast / nullif(used.registered_voters, 0) as decimal(18, 6)), 2)
    end as double) as turnout_pct,                              -- turnout, 0 to 100; null: no source says
    coalesce(used.turnout_base, case when used.ballots_cast is not null and used.registered_voters is not null then 'registered voters' end)
        as turnout_base,                                        -- what turnout is a share of
    case
        when used.turnout_pct is not null then 'printed'
        when used.ballots_cast is not null and used.registered_voters is not null then 'computed'
    end as turnout_origin,                                      -- whether the source prints turnout, or it was computed
    used.stage,                                                 -- stage of the return
    used.return_id,                                             -- the return
    used.source_id,                                             -- its source
    sources.source                                     -- the source's title
from elections
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
left join used on used.election_id = elections.election_id
left join sources on sources.source_id = used.source_id
order by countries.country, elections.first_polling_on, elections.election_id
