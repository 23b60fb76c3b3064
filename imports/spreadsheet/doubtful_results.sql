-- What is taken of the sheets as it stands, and is hardly meant so: rows without an area below those of one, as a
-- table has them that names each area once; names that mean missing to a program; rows that hold the sum of all others
-- under any name; an area that is the whole country; figures that look like a code; shares of one among shares in per
-- cent; candidates and countries of which one has two names.
with mixed_elections as (
    select election_id
    from taken_results
    group by election_id
    having count(area_id) between 1 and count(*) - 1
),
in_order as (
    select
        file,
        row,
        election_id,
        contestant_slug,
        area_id,
        lag(election_id) over (order by row) as election_before,
        lag(area_id) over (order by row) as area_before,
        lag(contestant_slug) over (order by row) as contestant_before,
        lead(contestant_slug) over (order by row) as contestant_after
    from taken_results
    where election_id in (from mixed_elections)
),
-- where a table is sorted by contestant, the row without an area stands beside one of the same contestant
below_others as (
    select file, row, election_id, contestant_slug, area_before
    from in_order
    where area_id is null
        and area_before is not null
        and election_before = election_id
        and contestant_before <> contestant_slug
        and contestant_after is distinct from contestant_slug
),
-- the first row of a whole election stands below those of an area too, but then the contestants of that area are in it
left_empty as (
    select file, min(row) as row, count(*) as row_count
    from below_others
    group by file, election_id
    having count(*) > 1
        or bool_or(
            not exists (
                from taken_results as above
                where above.area_id = area_before
                    and above.election_id = below_others.election_id
                    and (
                        above.contestant_slug = below_others.contestant_slug
                        or exists (
                            from taken_results as whole
                            where whole.election_id = above.election_id
                                and whole.contestant_slug = above.contestant_slug
                                and whole.area_id is null
                        )
                    )
            )
        )
),
votes_in_places as (
    select
        file,
        row,
        contestant,
        2 * cast(votes as hugeint) = sum(cast(votes as hugeint)) over (partition by return_id, area_id) as is_sum,
        count(case when cast(votes as hugeint) > 0 then 1 end) over (partition by return_id, area_id) as row_count
    from taken_results
    where votes is not null
        and alliance is null
        and kind not in ('alliance', 'blank votes', 'none of the above')
),
votes_of_areas as (
    select
        file,
        row,
        return_id,
        area_id,
        area,
        cast(votes as hugeint) as votes,
        sum(cast(votes as hugeint)) over (partition by return_id, area_kind, contestant_id) as votes_everywhere,
        count(*) over (partition by return_id, area_kind, contestant_id) as area_count
    from taken_results
    where area_id is not null and contestant_id is not null and votes is not null
),
figures as (
    select file, column_name, cast(figure as bigint) as figure, count(*) as row_count, min(row) as row
    from (
        select file, row, 'votes' as column_name, votes as figure from taken_results where votes is not null
        union all
        select file, row, 'seats', seats from taken_results where seats is not null
    )
    group by file, column_name, figure
),
lists_of_parties as (
    select
        file,
        row,
        contestant,
        country_id,
        unnest(string_split_regex(contestant, ' *[/+&] *| +[-–—] +')) as part
    from taken_results
    where party is null and kind = 'party list' and regexp_matches(contestant, '[^ ] *[/+&] *[^ ]| [-–—] ')
),
names_of_parties as (
    select distinct country_id, lower(party) as part from given_parties
),
names_of_rows as (
    select file, contestant as name, 'a party' as taken_as, min(row) as row, count(*) as row_count
    from taken_results
    where kind = 'party list'
    group by file, contestant
    union all
    select file, area, 'an area', min(row), count(*)
    from taken_results
    where area_id is not null
    group by file, area
),
areas_of_all as (
    select file, min(row) as row, count(*) as row_count, arg_min(area, row) as area
    from votes_of_areas
    group by file, return_id, area_id
    having bool_and(2 * votes = votes_everywhere) and sum(votes) > 0 and min(area_count) > 2
)
select
    file,
    'rows without an area below rows of an area, such as row ' || min(row) as what,
    sum(row_count) as row_count,
    'they are taken for the whole election; if they belong to the area above, write it into each' as reason
from left_empty
group by file
union all
select
    file,
    'rows with as many votes as all others together, such as ''' || arg_min(contestant, row) || ''' in row '
        || min(row),
    count(*),
    'they are taken as a party; if they are a total, take them away'
from votes_in_places
where is_sum and row_count > 3
group by file
union all
select
    file,
    column_name || ' of ' || figure || ', such as in row ' || row,
    row_count,
    'they are taken as counts; if it is a code for missing, say so in the sheet settings: setting `missing`'
from figures
where row_count > 1
    and regexp_full_match(cast(figure as varchar), '9{3,}')
    and not exists (
        from figures as others
        where others.file = figures.file
            and others.column_name = figures.column_name
            and others.figure in (figures.figure - 1, figures.figure + 1)
    )
union all
select
    file,
    'names that programs write for a missing one, such as ''' || arg_min(name, row) || ''' in row ' || min(row),
    count(distinct row),
    'they are taken as names; if they mean missing, say so in the sheet settings: setting `missing`'
from (
    select file, row, unnest([contestant, party, area]) as name from taken_results
)
where name in ('NA', '<NA>', 'NaN', 'nan', 'NULL', 'null', 'None')
group by file
union all
select
    file,
    'rows whose names begin or end with a word for a sum, such as ''' || arg_min(name, row) || ''' in row ' || min(row),
    sum(row_count),
    'they are taken as ' || taken_as || '; if they are totals, take them away'
from names_of_rows
where regexp_matches(
    ' ' || lower(strip_accents(name)) || ' ',
    '(^ (sub-?|grand )?(totals?|totale|totaux|gesamt|insgesamt|zwischensumme|summe|suma|итого|всего|усього|разом'
        || '|ukupno|укупно|razem|ogołem|celkem|spolu|osszesen|toplam|yhteensa|totalt|συνολο)[^\p{L}])'
        || '|([^\p{L}](sub-?)?(totals?|totale|totaux|gesamt|insgesamt|zwischensumme|summe|итого|всего|osszesen'
        || '|toplami?|yhteensa|totalt|συνολο)[^\p{L}]*$)'
)
group by file, taken_as
union all
select
    file,
    'lists named by several parties that are there too, such as ''' || arg_min(contestant, row) || '''',
    count(*),
    'they are taken as a party of their own; the column party can name them, with semicolons between'
from (
    select file, row, contestant
    from lists_of_parties
    left join names_of_parties
        on names_of_parties.country_id = lists_of_parties.country_id
        and names_of_parties.part = lower(lists_of_parties.part)
    group by file, row, contestant
    having count(*) > 1 and count(names_of_parties.part) = count(*)
)
group by file
union all
select
    file,
    'rows of an area with as many votes as all other areas together, such as ''' || arg_min(area, row) || '''',
    sum(row_count),
    'it is taken as one more area; if it is the whole, leave area empty'
from areas_of_all
group by file
union all
select
    file,
    'rows of areas that others of their kind lie in, such as ''' || arg_min(area, row) || ''' in row ' || min(row),
    count(*),
    'they are taken as areas beside those in them; if they are sums, write the area_parent_kind into area_kind'
from taken_results
where area_id is not null
    and parent_slug is null
    and (return_id, area_kind, area_slug) in (
        select (return_id, area_kind, parent_slug) from taken_results where parent_slug is not null
    )
group by file
union all
select
    file,
    'rows of candidates in an area where their party has votes too, such as ''' || arg_min(contestant, row)
        || ''' in row ' || min(row),
    count(*),
    'they are added up as of one ballot; if there are two, write each as an election; '
        || 'if the party''s votes hold theirs, name it in their column alliance'
from taken_results
where kind = 'candidate'
    and area_id is not null
    and alliance is null
    and votes is not null
    and (return_id, area_id, party_slug) in (
        select (return_id, area_id, contestant_slug) from taken_results where kind <> 'candidate' and votes is not null
    )
group by file
union all
select
    taken_results.file,
    'rows of an area named as the country or the whole, such as ''' || arg_min(taken_results.area, taken_results.row)
        || '''',
    count(*),
    'it is taken as an area in the country; if it is the whole, leave area empty'
from taken_results
join taken_elections using (return_id)
where area_kind_given is null
    and (
        taken_results.area_slug = taken_elections.country_slug
        or taken_results.area_slug in (
            'national', 'nationwide', 'national-total', 'whole-country', 'country', 'nation', 'overall',
            'all-districts',
            'all-constituencies', 'all-ridings', 'all-regions', 'all-provinces', 'all-states', 'all-areas',
            'bundesgebiet', 'bundesweit', 'landesweit', 'france-entiere', 'ensemble', 'ensemble-du-pays', 'nacional',
            'total-nacional', 'todo-el-pais', 'pais', 'nazionale', 'landelijk', 'hele-landet', 'hela-landet',
            'koko-maa', 'orszagos', 'turkiye-geneli', 'yurt-geneli'
        )
    )
group by taken_results.file
union all
select
    file,
    'elections whose shares add up to 1, such as ''' || min(election) || '''',
    count(*),
    'they are taken as per cent; if 0.5 is half, write all shares of the sheet in one way'
from (
    select file, min(election) as election
    from taken_results
    where share is not null and area_id is null
    group by file, return_id
    having count(*) > 1 and sum(cast(share as decimal(18, 2))) between 0.9 and 1.1
)
where not exists (from file_settings where setting = 'shares')
group by file
union all
select
    file,
    'elections whose shares have fewer than two decimals, such as ''' || min(election) || '''',
    count(*),
    'swings, margins and indices are computed of shares as printed, and are no more exact'
from (
    select file, min(election) as election
    from taken_results
    where share is not null and area_id is null
    group by file, return_id
    having max(length(split_part(share, '.', 2))) < 2 and count(votes) < count(*)
)
group by file
union all
select
    taken_results.file,
    'shares that are neither votes by valid votes nor by ballots, such as in row ' || min(taken_results.row),
    count(*),
    'they are taken as printed; the column share_base would say what they are shares of'
from taken_results
join taken_elections using (return_id)
where area_id is null
    and share_base is null
    and votes_per_ballot = '1'
    and abs(
        100 * cast(votes as double) / nullif(cast(taken_elections.valid_votes as double), 0) - cast(share as double)
    ) > 1.01 / 10 ** length(split_part(share, '.', 2))
    and coalesce(
        abs(
            100 * cast(votes as double) / nullif(cast(taken_elections.ballots_cast as double), 0)
            - cast(share as double)
        ) > 1.01 / 10 ** length(split_part(share, '.', 2)),
        true
    )
group by taken_results.file
union all
select
    file,
    'turnouts of 1 % or less, such as that of row ' || min(row),
    count(*),
    'they are taken as per cent; if 0.5 is half, write all turnouts of the sheet in one way'
from taken_elections
where cast(turnout as decimal(18, 2)) between 0.01 and 1
    and not exists (from file_settings where setting = 'shares')
group by file
union all
select
    file,
    'turnouts of 0, such as that of row ' || min(row),
    count(*),
    'nobody voted, then; if the turnout is not known, leave the cell empty'
from taken_elections
where cast(turnout as decimal(18, 2)) = 0 and annulled = 'false'
group by file
union all
select
    file,
    'candidates with several parties, such as ''' || min(contestant) || ''' with ' || arg_min(parties, contestant),
    count(*),
    'they are taken as of each; one may be a slip'
from (
    select
        file,
        min(contestant) as contestant,
        string_agg(distinct party, ' and ' order by party) as parties
    from taken_results
    where party is not null and contestant_id is not null
    group by file, contestant_id
    having count(distinct party_slug) > 1
)
group by file
union all
select
    file,
    'countries of several names, such as ' || min(names),
    sum(row_count),
    'they share a code and are taken as one, under its first name; another code would tell them apart'
from (
    select
        file,
        string_agg(distinct '''' || country || '''', ' and ' order by '''' || country || '''') as names,
        count(*) as row_count
    from taken_elections
    where country_iso is null
    group by file, country_id
    having count(distinct country_slug) > 1
)
group by file
