-- The rows of results with the election and the source that they are about, and what stands there. A row named Others,
-- None of the above, Blank votes or Independents, in any of several languages, is what it says, and so is one of the
-- first three with more in brackets, as Others (3), where Independents (Hope) may be a list; who stands for a party of
-- another name is a candidate, and so is who stands as an independent.
with names as (
    select contestant as name from results_sheet
    union
    select party from results_sheet
    union
    select area from results_sheet
),
-- without what does not show either: U+0640 only stretches an Arabic word
bare_names as (
    select name, regexp_replace(strip_accents(name), '[\p{Cf}\x{0640}]', '', 'g') as bare from names
),
with_brackets as (
    select name, bare, true as is_whole from bare_names
    union all
    select name, regexp_replace(bare, '[(\[（].*[)\]）]\P{L}*$', ''), false from bare_names
),
known_names as (
    select with_brackets.name, arg_max(names_of_no_party.kind, with_brackets.is_whole) as kind
    from with_brackets
    join names_of_no_party
        on names_of_no_party.plain_name
        = replace(trim(regexp_replace(lower(bare), '[^\p{L}\p{N}]+', ' ', 'g')), 'ı', 'i')
    where with_brackets.is_whole
        or names_of_no_party.kind in ('others', 'none of the above', 'blank votes', 'invalid votes')
    group by with_brackets.name
),
named_rows as (
    select
        results_sheet.row,
        case when named_contestants.kind not in ('voters', 'no party') then named_contestants.kind end as kind,
        coalesce(named_parties.kind in ('independents', 'no party'), false) as is_of_no_party,
        coalesce(named_contestants.kind = 'voters' and results_sheet.kind is null, false) as is_of_voters,
        coalesce(named_contestants.kind = 'sum', false) or coalesce(named_areas.kind = 'sum', false) as is_sum
    from results_sheet
    left join known_names as named_contestants on named_contestants.name = results_sheet.contestant
    left join known_names as named_parties on named_parties.name = results_sheet.party
    left join known_names as named_areas on named_areas.name = results_sheet.area
),
-- a kind may stand on one of the rows of a contestant only
kinds_given as (
    select election_slug, country_slug, chamber_slug, round, polling_day, contestant_slug, min(kind) as kind
    from results_sheet
    where kind is not null
    group by election_slug, country_slug, chamber_slug, round, polling_day, contestant_slug
    having count(distinct kind) = 1
),
returns_taken as (
    select return_id, election_id, country_id, chamber_kind, source_id, place as return_place from taken_elections
)
select
    results_sheet.file,
    results_sheet.row,
    results_sheet.found_at,
    results_sheet.is_lost,
    results_sheet.filled,
    results_sheet.election,
    results_sheet.election_slug,
    results_sheet.area,
    results_sheet.area_slug,
    results_sheet.area_parent,
    results_sheet.area_parent_slug,
    results_sheet.contestant,
    results_sheet.contestant_slug,
    results_sheet.number,
    case when not named_rows.is_of_no_party then results_sheet.party end as party,
    case when not named_rows.is_of_no_party then results_sheet.party_slug end as party_slug,
    results_sheet.alliance,
    results_sheet.alliance_slug,
    results_sheet.colour,
    results_sheet.votes,
    results_sheet.share,
    results_sheet.share_rounded,
    results_sheet.seats,
    coalesce(
        results_sheet.is_valid,
        case when results_sheet.kind is null and named_rows.kind = 'invalid votes' then 'false' end
    ) as is_valid,
    named_rows.is_sum,
    named_rows.is_of_voters,
    named_rows.is_of_no_party,
    results_sheet.kind as kind_given,
    results_sheet.area_kind as area_kind_given,
    results_sheet.registered_voters,
    results_sheet.ballots_cast,
    results_sheet.valid_votes,
    results_sheet.invalid_votes,
    results_sheet.place,
    case when results_sheet.area is not null then coalesce(results_sheet.area_kind, 'district') end
        as area_kind,
    case when results_sheet.area_parent is not null then coalesce(results_sheet.area_parent_kind, 'region') end
        as area_parent_kind,
    coalesce(
        results_sheet.kind,
        case
            when named_rows.kind = 'invalid votes' then 'blank votes'
            when named_rows.kind <> 'sum' then named_rows.kind
            when results_sheet.party like '%;%' then 'joint list'
            when named_rows.is_of_no_party or results_sheet.party_slug <> results_sheet.contestant_slug
                then 'candidate'
            else coalesce(kinds_given.kind, 'party list')
        end
    ) as kind,
    matches.election_id,
    matches.election_count,
    matches.return_id,
    matches.election_rows,
    returns_taken.country_id,
    returns_taken.chamber_kind,
    returns_taken.source_id,
    coalesce(results_sheet.place, returns_taken.return_place) as locator
from results_sheet
join named_rows on named_rows.row = results_sheet.row
left join kinds_given
    on kinds_given.election_slug is not distinct from results_sheet.election_slug
    and kinds_given.country_slug is not distinct from results_sheet.country_slug
    and kinds_given.chamber_slug is not distinct from results_sheet.chamber_slug
    and kinds_given.round is not distinct from results_sheet.round
    and kinds_given.polling_day is not distinct from results_sheet.polling_day
    and kinds_given.contestant_slug = results_sheet.contestant_slug
left join result_elections as matches
    on matches.election_slug is not distinct from results_sheet.election_slug
    and matches.country_slug is not distinct from results_sheet.country_slug
    and matches.chamber_slug is not distinct from results_sheet.chamber_slug
    and matches.round is not distinct from results_sheet.round
    and matches.polling_day is not distinct from results_sheet.polling_day
    and matches.rank is not distinct from results_sheet.rank
left join returns_taken on returns_taken.return_id = matches.return_id
