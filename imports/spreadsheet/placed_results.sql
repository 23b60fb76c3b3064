-- The rows of results with the election and the source that they are about, and what stands there. A row named Others,
-- None of the above, Blank votes or Independents is what it says; who stands for a party of another name is a
-- candidate.
with returns_taken as (
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
    results_sheet.party,
    results_sheet.party_slug,
    results_sheet.alliance,
    results_sheet.alliance_slug,
    results_sheet.colour,
    results_sheet.votes,
    results_sheet.share,
    results_sheet.share_rounded,
    results_sheet.seats,
    results_sheet.is_valid,
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
            when regexp_matches(
                results_sheet.contestant_slug,
                '^(all-)?(the-)?others?(-(parties|lists|candidates))?$'
                    || '|^(sonstige|andere|ubrige|autres|otros|outros|altri|andre|ovrige|ovriga|overige)$'
            )
                then 'others'
            when results_sheet.contestant_slug in ('none-of-the-above', 'nota', 'none-of-these-candidates')
                then 'none of the above'
            when regexp_matches(results_sheet.contestant_slug, '^blank(-votes|-ballots)?$') then 'blank votes'
            when results_sheet.contestant_slug in ('independents', 'independent-candidates') then 'independents'
            when results_sheet.party like '%;%' then 'joint list'
            when results_sheet.party_slug <> results_sheet.contestant_slug then 'candidate'
            else 'party list'
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
left join result_elections as matches
    on matches.election_slug is not distinct from results_sheet.election_slug
    and matches.country_slug is not distinct from results_sheet.country_slug
    and matches.chamber_slug is not distinct from results_sheet.chamber_slug
    and matches.round is not distinct from results_sheet.round
    and matches.polling_day is not distinct from results_sheet.polling_day
    and matches.rank is not distinct from results_sheet.rank
left join returns_taken on returns_taken.return_id = matches.return_id
