-- The rows of the sheet results, with the ids that they get. A row that is not taken has the reason in `problem`;
-- `is_set_aside` says whether something in it must be changed, or nothing in the database is what it is about.
-- An area is told by its name, its kind and the larger area it lies in; a candidate by the name and, in a chamber, by
-- the constituency or district, and by a number where two share both.
with keys as (
    select distinct election_slug, country_slug, country_iso, chamber_slug, round, polling_day, rank from results_sheet
),
matches as (
    select
        keys.*,
        min(taken_elections.election_id) as election_id,
        count(distinct taken_elections.election_id) as election_count,
        min(
            case when taken_elections.rank = cast(coalesce(keys.rank, '1') as bigint) then taken_elections.return_id end
        ) as return_id,
        list_sort(list(distinct taken_elections.row)) as election_rows
    from keys
    left join taken_elections
        on taken_elections.election_slug = keys.election_slug
        and (
            keys.country_slug is null
            or keys.country_slug = taken_elections.country_slug
            or keys.country_iso = taken_elections.country_id
        )
        and (keys.chamber_slug is null or keys.chamber_slug = taken_elections.chamber_slug)
        and (keys.round is null or cast(keys.round as integer) = taken_elections.round)
        and (keys.polling_day is null or keys.polling_day = taken_elections.polling_day)
    group by all
),
returns_taken as (
    select return_id, election_id, country_id, chamber_kind, source_id, place as return_place from taken_elections
),
placed as (
    select
        results_sheet.* replace (
            case when results_sheet.area is not null then coalesce(results_sheet.area_kind, 'district') end
                as area_kind,
            case when results_sheet.area_parent is not null then coalesce(results_sheet.area_parent_kind, 'region') end
                as area_parent_kind
        ),
        matches.election_id,
        matches.election_count,
        matches.return_id,
        matches.election_rows,
        returns_taken.country_id,
        returns_taken.chamber_kind,
        returns_taken.source_id,
        coalesce(results_sheet.place, returns_taken.return_place) as locator
    from results_sheet
    left join matches
        on matches.election_slug is not distinct from results_sheet.election_slug
        and matches.country_slug is not distinct from results_sheet.country_slug
        and matches.chamber_slug is not distinct from results_sheet.chamber_slug
        and matches.round is not distinct from results_sheet.round
        and matches.polling_day is not distinct from results_sheet.polling_day
        and matches.rank is not distinct from results_sheet.rank
    left join returns_taken on returns_taken.return_id = matches.return_id
),
parents as (
    select
        country_id,
        area_kind,
        area_slug,
        min(area_parent_slug) as only_parent_slug,
        min(area_parent_kind) as only_parent_kind,
        count(distinct (area_parent_kind, area_parent_slug)) as parent_count
    from placed
    where area is not null and area_parent is not null and not is_lost
    group by country_id, area_kind, area_slug
),
in_areas as (
    select
        placed.* exclude (area_parent_kind),
        coalesce(
            placed.area_parent_slug, case when parents.parent_count = 1 then parents.only_parent_slug end
        ) as parent_slug,
        coalesce(
            placed.area_parent_kind, case when parents.parent_count = 1 then parents.only_parent_kind end
        ) as area_parent_kind,
        coalesce(parents.parent_count, 0) as parent_count
    from placed
    left join parents
        on parents.country_id = placed.country_id
        and parents.area_kind = placed.area_kind
        and parents.area_slug = placed.area_slug
),
with_kinds as (
    select
        in_areas.* replace (
            coalesce(
                kind,
                case
                    when regexp_matches(
                        contestant_slug,
                        '^(all-)?(the-)?others?(-(parties|lists|candidates))?$'
                            || '|^(sonstige|andere|ubrige|autres|otros|outros|altri|andre|ovrige|ovriga|overige)$'
                    )
                        then 'others'
                    when contestant_slug in ('none-of-the-above', 'nota', 'none-of-these-candidates')
                        then 'none of the above'
                    when regexp_matches(contestant_slug, '^blank(-votes|-ballots)?$') then 'blank votes'
                    when contestant_slug in ('independents', 'independent-candidates') then 'independents'
                    when party like '%;%' then 'joint list'
                    when party_slug <> contestant_slug then 'candidate'
                    else 'party list'
                end
            ) as kind
        ),
        case
            when area is not null
                then 'spreadsheet-' || country_id || '_' || slug(area_kind) || '_' || area_slug
                    || case when parent_slug is not null then '_' || parent_slug else '' end
        end as area_id
    from in_areas
),
-- where a candidate of a chamber stands
stands as (
    select
        *,
        case
            when kind <> 'candidate' or chamber_kind = 'presidency' then null
            when area_kind in ('constituency', 'district') then area_slug || coalesce('_' || parent_slug, '')
            when area_parent_kind in ('constituency', 'district') then parent_slug
        end as stands_in
    from with_kinds
),
candidates as (
    select
        election_id,
        contestant_slug,
        bool_or(stands_in is null) as stands_everywhere,
        count(distinct stands_in) as place_count
    from stands
    where kind = 'candidate' and election_id is not null
    group by election_id, contestant_slug
),
candidate_numbers as (
    select election_id, contestant_slug, stands_in, count(distinct number) as number_count
    from stands
    where kind = 'candidate' and number is not null and election_id is not null
    group by election_id, contestant_slug, stands_in
),
identified as (
    select
        stands.*,
        stands.election_id || '_' || stands.contestant_slug
            || case
                when candidates.stands_everywhere is false and stands.stands_in is not null then '_' || stands.stands_in
                else ''
            end
            || case
                when candidate_numbers.number_count > 1 and stands.number is not null then '_' || slug(stands.number)
                else ''
            end
            as contestant_id,
        stands.contestant
            || case
                when
                    candidates.stands_everywhere is false
                    and candidates.place_count > 1
                    and stands.stands_in is not null
                    then ', ' || case
                        when stands.area_kind in ('constituency', 'district')
                            then concat_ws(', ', stands.area, stands.area_parent)
                        else stands.area_parent
                    end
                else ''
            end
            || case
                when candidate_numbers.number_count > 1 and stands.number is not null then ', number ' || stands.number
                else ''
            end
            as contestant_name
    from stands
    left join candidates
        on candidates.election_id = stands.election_id
        and candidates.contestant_slug = stands.contestant_slug
        and stands.kind = 'candidate'
    left join candidate_numbers
        on candidate_numbers.election_id = stands.election_id
        and candidate_numbers.contestant_slug = stands.contestant_slug
        and candidate_numbers.stands_in is not distinct from stands.stands_in
        and stands.kind = 'candidate'
),
first_problems as (
    select
        *,
        case
            when filled = 1 then 'notes, headings and other rows of one cell'
            when is_lost then 'cell'
            when
                regexp_matches(contestant_slug, '^(grand-)?(totals?|sum)(-(votes|seats|general|valid|valid-votes))?$')
                or contestant_slug in (
                    'gesamt', 'insgesamt', 'summe', 'totaal', 'totale', 'itogo', 'razem', 'osszesen', 'toplam'
                )
                or regexp_matches(area_slug, '^(grand-)?totals?$')
                then 'rows that add up others, such as Total'
            when election_slug is null then 'rows that name no election'
            when election_count = 0
                and exists (from given_elections where given_elections.election_slug = identified.election_slug)
                and not exists (from taken_elections where taken_elections.election_slug = identified.election_slug)
                then 'rows of elections that were set aside'
            when election_count = 0 then 'rows of elections that elections does not name'
            when election_count > 1
                then 'election: ''' || election || ''' can be row ' || array_to_string(election_rows, ' or ')
                    || ' of elections; a column country, chamber, round or polling_day would tell which'
            when return_id is null then 'rows of a source that elections does not name'
            when area is null and area_parent is not null then 'area is empty, though area_parent is not'
            when area is not null and area_parent is null and parent_count > 1
                then 'area: ''' || area || ''' lies in several larger areas; area_parent would tell which'
            when
                contestant is null
                and (area is null or coalesce(registered_voters, ballots_cast, valid_votes, invalid_votes) is null)
                then 'contestant is empty'
        end as first_problem
    from identified
),
repeated as (
    select
        return_id,
        area_id,
        contestant_id,
        list_sort(list(row)) as same_rows,
        count(distinct concat_ws(' ', coalesce(votes, '-'), coalesce(share, '-'), coalesce(seats, '-'))) as figure_count
    from first_problems
    where first_problem is null and contestant is not null
    group by return_id, area_id, contestant_id
    having count(*) > 1
),
problems as (
    select
        first_problems.*,
        coalesce(
            first_problem,
            case
                when figure_count = 1 and row <> same_rows[1] then 'repeats row ' || same_rows[1]
                when figure_count > 1
                    then '''' || contestant || '''' || coalesce(' in ' || area, '') || ' stands in rows '
                        || array_to_string(same_rows, ', ')
                        || case
                            when area is null
                                then ' with other figures; one may be about an area, or from another source'
                            else ' with other figures; area_parent, area_kind or number would tell them apart'
                        end
            end
        ) as problem
    from first_problems
    left join repeated
        on repeated.return_id = first_problems.return_id
        and repeated.area_id is not distinct from first_problems.area_id
        and repeated.contestant_id = first_problems.contestant_id
        and first_problems.first_problem is null
)
select
    * exclude (first_problem, stands_in, parent_count, election_count, election_rows),
    problem is not null and not (regexp_matches(problem, '^(rows|notes)\b')) as is_set_aside
from problems
