-- The area and the contestant that each row of results is about, and why it is not taken, where it is not.
-- An area is told by its name, its kind and the larger area it lies in; a candidate by the name and, in a chamber, by
-- the constituency or district, and by a number where two share both.
with in_areas as (
    select
        placed_results.* exclude (
            file, found_at, party, party_slug, colour, votes, share, share_rounded, seats, is_valid, place, locator,
            source_id
        ),
        coalesce(
            placed_results.area_parent_slug,
            case when area_places.parent_count = 1 then area_places.only_parent_slug end
        ) as parent_slug,
        coalesce(
            placed_results.area_parent_kind,
            case when area_places.parent_count = 1 then area_places.only_parent_kind end
        ) as parent_kind,
        coalesce(area_places.parent_count, 0) as parent_count
    from placed_results
    left join area_places
        on area_places.country_id = placed_results.country_id
        and area_places.area_kind = placed_results.area_kind
        and area_places.area_slug = placed_results.area_slug
),
alliances_in_others as (
    select election_id, contestant_slug as alliance_slug, min(alliance) as outer_alliance
    from placed_results
    where election_id is not null and alliance_slug <> contestant_slug
    group by election_id, contestant_slug
),
-- where a candidate of a chamber stands
candidacies as (
    select
        row,
        election_id,
        contestant_slug,
        number,
        case
            when chamber_kind = 'presidency' then null
            when area_kind in ('constituency', 'district') then concat_ws('_', area_slug, parent_slug)
            when parent_kind in ('constituency', 'district') then parent_slug
        end as stands_in,
        case
            when area_kind in ('constituency', 'district') then concat_ws(', ', area, area_parent)
            else area_parent
        end as place
    from in_areas
    where kind = 'candidate' and election_id is not null
),
candidates as (
    select
        election_id,
        contestant_slug,
        bool_or(stands_in is null) as stands_everywhere,
        count(distinct stands_in) as place_count
    from candidacies
    group by election_id, contestant_slug
),
candidate_numbers as (
    select election_id, contestant_slug, stands_in, count(distinct number) as number_count
    from candidacies
    where number is not null
    group by election_id, contestant_slug, stands_in
),
told_apart as (
    select
        candidacies.row,
        case when not stands_everywhere then '_' || candidacies.stands_in else '' end
            || case when number_count > 1 and number is not null then '_' || slug(number) else '' end
            as ending,
        case when not stands_everywhere and place_count > 1 then ', ' || place else '' end
            || case when number_count > 1 and number is not null then ', number ' || number else '' end
            as words
    from candidacies
    join candidates
        on candidates.election_id = candidacies.election_id
        and candidates.contestant_slug = candidacies.contestant_slug
    left join candidate_numbers
        on candidate_numbers.election_id = candidacies.election_id
        and candidate_numbers.contestant_slug = candidacies.contestant_slug
        and candidate_numbers.stands_in is not distinct from candidacies.stands_in
)
select
    in_areas.row,
    in_areas.return_id,
    in_areas.contestant_slug,
    case
        when area is not null
            then 'spreadsheet-'
                || concat_ws('_', country_id, replace(area_kind, ' ', '-'), area_slug, parent_slug)
    end as area_id,
    parent_slug,
    parent_kind,
    in_areas.election_id || '_' || in_areas.contestant_slug || coalesce(told_apart.ending, '') as contestant_id,
    in_areas.contestant || coalesce(told_apart.words, '') as contestant_name,
    case
        when filled = 1 then 'notes, headings and other rows of one cell'
        when is_lost then 'cell'
        when is_sum then 'rows that add up others, such as Total'
        when is_of_voters then 'rows that count voters or empty seats, such as Turnout'
        when election_slug is null then 'rows that name no election'
        when election_count = 0
            and exists (from given_elections where given_elections.election_slug = in_areas.election_slug)
            and not exists (from taken_elections where taken_elections.election_slug = in_areas.election_slug)
            then 'rows of elections that were set aside'
        when election_count = 0
            and exists (from taken_elections where taken_elections.election_slug = in_areas.election_slug)
            then 'rows whose country, chamber, round or day is that of no election of their name'
        when election_count = 0 then 'rows of elections that elections does not name'
        when election_count > 1
            then 'election: ''' || election || ''' can be row ' || array_to_string(election_rows, ' or ')
                || ' of elections; a column country, chamber, round or polling_day would tell which'
        when return_id is null then 'rows of a source that elections does not name'
        when outer_alliance is not null and in_areas.alliance_slug <> in_areas.contestant_slug
            then 'alliance: ''' || alliance || ''' belongs to ''' || outer_alliance
                || ''' itself, which counts its figures; name ''' || outer_alliance || ''' for both, or neither'
        when area is null and area_parent is not null then 'area is empty, though area_parent is not'
        when area is not null and area_parent is null and parent_count > 1
            then 'area: ''' || area || ''' lies in several larger areas; area_parent would tell which'
        when
            contestant is null
            and (area is null or coalesce(registered_voters, ballots_cast, valid_votes, invalid_votes) is null)
            then 'contestant is empty'
    end as first_problem
from in_areas
left join alliances_in_others
    on alliances_in_others.election_id = in_areas.election_id
    and alliances_in_others.alliance_slug = in_areas.alliance_slug
left join told_apart on told_apart.row = in_areas.row
