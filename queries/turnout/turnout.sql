-- Register, ballots and turnout
--
-- Who was on the register, who voted and how many ballots counted. All figures of an election come from one return: the
-- highest ranked one that gives a turnout or, where none does, the highest ranked one with any of these figures.
-- Turnout is as printed or, where none is printed, ballots cast per 100 registered voters. exact_turnout_pct is
-- computed wherever the counts give the printed one; turnout_slack_pct says how far rounding may have moved it. Look at
-- turnout_base before comparing: Syria's sources do not agree on whether 56.12 % is a share of the register or of all
-- who were entitled to vote.
--
-- key:  election_id
-- kept: as a table, because many other questions read it
with returns_with_ballots as (
    select
        returns.*,
        case
            when turnout_pct is not null then 'printed'
            when ballots_cast <= registered_voters and registered_voters > 0 then 'computed'
        end as turnout_origin,
        case when ballots_cast <= registered_voters
            then cast(100.0 * ballots_cast / nullif(registered_voters, 0) as decimal(38, 12)) end as computed_pct,
        case when counts_rounded_to > 1
            then cast(
                100.0 * counts_rounded_to * (registered_voters + ballots_cast)
                / nullif(cast(registered_voters as double) * (registered_voters - counts_rounded_to), 0)
                as decimal(38, 12)
            )
            else 0 end as computed_slack_pct,
        case turnout_decimals when 0 then 1.0 when 1 then 0.1 else 0.01 end as printed_unit
    from returns
    where
        rank is not null
        and (
            turnout_pct is not null
            or coalesce(registered_voters, ballots_cast, valid_votes, invalid_votes) is not null
        )
),
preferred_returns as (
    select *
    from returns_with_ballots
    qualify row_number() over (
        partition by election_id
        order by case when turnout_origin is null then 1 else 0 end, rank
    ) = 1
),
preferred_with_basis as (
    select
        preferred_returns.*,
        turnout_pct is null
        or (counts_rounded_to = 1 and abs(computed_pct - turnout_pct) < printed_unit)
            as is_from_counts
    from preferred_returns
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    preferred_returns.registered_voters,                        -- voters on the register; null: the source does not say
    preferred_returns.ballots_cast,                             -- ballots put in the box; null: the source does not say
    preferred_returns.valid_votes,                              -- ballots that counted; null: the source does not say
    preferred_returns.invalid_votes,                            -- ballots blank or spoiled; null: not said
    preferred_returns.counts_rounded_to,                        -- 1: counts are exact; else what they are rounded to
    cast(
        coalesce(
            preferred_returns.turnout_pct, round(cast(preferred_returns.computed_pct as decimal(38, 12)), 2)
        ) as double
    ) as turnout_pct,
    cast(
        case when preferred_returns.is_from_counts then preferred_returns.computed_pct
            else preferred_returns.turnout_pct end as double
    ) as exact_turnout_pct,
    cast(
        case
            when preferred_returns.turnout_origin is null then null
            when preferred_returns.is_from_counts then preferred_returns.computed_slack_pct
            else preferred_returns.printed_unit
        end as double
    ) as turnout_slack_pct,                                     -- 0: it is exact; else what rounding may have moved it
    case preferred_returns.turnout_origin
        when 'printed' then preferred_returns.turnout_base
        when 'computed' then 'registered voters'
    end as turnout_base,
    preferred_returns.turnout_origin,                           -- printed by the source, or computed; null: no turnout
    preferred_returns.stage,                                    -- stage of the return
    preferred_returns.return_id,
    preferred_returns.source_id,                                -- source of the return
    sources.source,
    case
        when preferred_returns.return_id is null then 'no return gives the register, ballots or turnout'
        when preferred_returns.turnout_origin is null and preferred_returns.registered_voters = 0
            then 'nobody is on the register'
        when
            preferred_returns.turnout_origin is null
            and preferred_returns.ballots_cast > preferred_returns.registered_voters
        then 'more ballots than voters'
        when preferred_returns.turnout_origin is null then 'turnout not known'
    end as missing
from election_context
left join preferred_with_basis as preferred_returns
    on preferred_returns.election_id = election_context.election_id
left join sources on sources.source_id = preferred_returns.source_id
order by election_context.country, election_context.first_polling_on, election_context.election_id
