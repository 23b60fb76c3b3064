-- The rows of the sheet elections, with the ids that they get. A row that is not taken has the reason in `problem`.
-- An election is told by its name, country, chamber, round and day. One more row of it with another rank is a second
-- source. What an election is may also be said by its name alone.
with said_by_names as (
    select
        row,
        max(value) filter (where column_name = 'scope') as scope,
        max(value) filter (where column_name = 'round') as round,
        max(value) filter (where column_name = 'annulled') as annulled
    from named_elections
    group by row
),
completed as (
    select
        file,
        elections_sheet.row,
        found_at,
        is_lost,
        filled,
        election,
        election_slug,
        country,
        country_slug,
        coalesce(lower(country_code), country_iso) as country_id,
        country_iso,
        upper(country_code_3) as country_code_3,
        polling_day,
        case when last_polling_day >= polling_day then last_polling_day else polling_day end as last_polling_day,
        coalesce(chamber_kind, 'legislature') as chamber_kind,
        coalesce(chamber, case when chamber_kind = 'presidency' then 'President' else 'Parliament' end) as chamber,
        coalesce(chamber_slug, case when chamber_kind = 'presidency' then 'president' else 'parliament' end)
            as chamber_slug,
        coalesce(elections_sheet.scope, said_by_names.scope, 'general') as scope,
        cast(coalesce(elections_sheet.round, said_by_names.round, '1') as integer) as round,
        coalesce(elections_sheet.annulled, said_by_names.annulled, 'false') as annulled,
        cast(coalesce(rank, '1') as bigint) as rank,
        coalesce(rank_reason, case when coalesce(rank, '1') = '1' then 'the first in the sheet' end) as rank_reason,
        seats,
        chamber_seats as chamber_seats_given,
        registered_voters,
        ballots_cast,
        valid_votes,
        invalid_votes,
        votes_counted,
        coalesce(votes_per_ballot, '1') as votes_per_ballot,
        turnout,
        share_base,
        coalesce(source_kind, 'dataset') as source_kind,
        coalesce(publisher, 'not stated') as publisher,
        coalesce(publisher_slug, 'not-stated') as publisher_slug,
        coalesce(title, file) as title,
        coalesce(title_slug, slug(file)) as title_slug,
        coalesce(language, 'und') as language,
        url,
        licence,
        coalesce(place, found_at) as place
    from elections_sheet
    left join said_by_names on said_by_names.row = elections_sheet.row
),
checked as (
    select
        completed.*,
        coalesce(completed.country_code_3, iso_countries.alpha_3) as alpha_3,
        case
            when filled = 1 then 'note'
            when is_lost then 'cell'
            when election is null then 'election is empty'
            when polling_day is null then 'polling_day is empty'
            when completed.country is null then 'country is empty'
            when completed.country_id is null
                then 'country: ''' || completed.country
                    || ''' is no country of ISO 3166; write its code into the column country_code, '
                    || 'for a country without one xa to xz'
            when completed.country_id <> completed.country_iso and length(completed.country_iso) = 2
                then 'country_code: ''' || completed.country_id || ''' is not the code of '''
                    || completed.country || ''', which is ''' || completed.country_iso || ''''
            when completed.country_code_3 <> iso_countries.alpha_3
                and not regexp_full_match(completed.country_id, 'x[a-z]')
                then 'country_code_3: ''' || completed.country_code_3 || ''' is not the code of '''
                    || completed.country || ''', which is ''' || iso_countries.alpha_3 || ''''
            when coalesce(completed.country_code_3, iso_countries.alpha_3) is null
                then 'country_code: ''' || completed.country_id || ''' is no code of ISO 3166'
        end as first_problem
    from completed
    left join iso_countries on iso_countries.country_id = completed.country_id
),
numbered as (
    select
        checked.*,
        case
            when first_problem is null
                then dense_rank() over (
                    partition by election_slug, first_problem is null
                    order by country_id, chamber_slug, round, polling_day
                )
        end as number_of_label,
        case
            when first_problem is null
                then dense_rank() over (
                    partition by election_slug, first_problem is null
                    order by country_id, chamber_slug, round
                )
        end as number_without_day,
        case
            when first_problem is null
                then first_value(row) over (
                    partition by
                        election_slug, country_id, chamber_slug, round, polling_day, rank, first_problem is null
                    order by row
                )
        end as first_row
    from checked
),
counted as (
    select
        numbered.*,
        max(number_of_label) over (partition by election_slug) as label_count,
        min(country_id) over labels <> max(country_id) over labels as differs_in_country,
        min(chamber_slug) over labels <> max(chamber_slug) over labels as differs_in_chamber,
        min(round) over labels <> max(round) over labels as differs_in_round,
        max(number_without_day) over labels < max(number_of_label) over labels as differs_in_day,
        min(coalesce(url, '')) over publications <> max(coalesce(url, '')) over publications as differs_in_url
    from numbered
    window
        labels as (partition by election_slug, first_problem is null),
        publications as (partition by publisher_slug, title_slug)
)
select
    * exclude (first_problem, number_of_label, number_without_day, first_row, election),
    election as label,
    case
        when label_count > 1
            then election || ' (' || concat_ws(
                ', ',
                case when differs_in_country then country end,
                case when differs_in_chamber then chamber end,
                case when differs_in_round then 'round ' || round end,
                case when differs_in_day then polling_day end
            ) || ')'
        else election
    end as election,
    'spreadsheet-' || concat_ws(
        '_',
        election_slug,
        case when label_count > 1 and differs_in_country then country_id end,
        case when label_count > 1 and differs_in_chamber then chamber_slug end,
        case when label_count > 1 and differs_in_round then round end,
        case when label_count > 1 and differs_in_day then polling_day end
    ) as election_id,
    'spreadsheet-' || concat_ws(
        '_',
        election_slug,
        case when label_count > 1 and differs_in_country then country_id end,
        case when label_count > 1 and differs_in_chamber then chamber_slug end,
        case when label_count > 1 and differs_in_round then round end,
        case when label_count > 1 and differs_in_day then polling_day end,
        case when rank > 1 then 'source-' || rank end
    ) as return_id,
    'spreadsheet-' || country_id || '_' || chamber_slug as body_id,
    'spreadsheet-' || publisher_slug || '_' || title_slug
        || case when differs_in_url then '_' || left(md5(coalesce(url, '')), 8) else '' end
        as source_id,
    case
        when coalesce(cast(chamber_seats_given as bigint) >= cast(seats as bigint), true)
            then coalesce(chamber_seats_given, case when scope = 'general' then seats end)
    end as chamber_seats,
    coalesce(
        first_problem,
        case
            when first_row < row
                    then 'is the same election as in row ' || first_row
                    || '; a second source for it needs a rank of its own'
        end
    ) as problem
from counted
