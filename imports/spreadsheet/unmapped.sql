-- The rows of the sheets that are about nothing in the database, and what is read in another form.
with names as (
    select election as name, min(row) as row, true as is_unknown
    from given_results
    where problem = 'rows of elections that elections does not name'
    group by election
    union all
    select label, min(row), false
    from taken_elections
    group by label
),
parts_of_names as (
    select
        names.*,
        regexp_replace(name, '[^0-9]', '', 'g') as digits,
        lower(regexp_replace(strip_accents(name), '[^\p{L}]', '', 'g')) as letters
    from names
),
-- names with the same digits, and letters of which at most two differ
near_names as (
    select unknown.name, arg_min(known.name, known.row) as near_name
    from parts_of_names as unknown
    join parts_of_names as known on known.digits = unknown.digits
    where unknown.is_unknown
        and not known.is_unknown
        and levenshtein(known.letters, unknown.letters) <= case when length(known.letters) > 5 then 2 else 0 end
    group by unknown.name
)
select file, what, row_count, reason from read_otherwise
union all
select
    file,
    problem,
    count(*),
    case
        when problem like '%set aside' then 'set_aside says what is wrong with the election'
        when problem like '%count voters%'
            then 'they are no party, such as row ' || min(row) || '; registers and ballots have columns of their own'
        when problem like 'rows whose%' then 'elections has the name with another of these, such as row ' || min(row)
        when problem like '%add up%' then 'they are sums of other rows, no party or area'
        when problem like 'notes%' then 'they are no rows of the table, such as row ' || min(row)
        else 'nothing is known of the election, such as row '
            || coalesce(
                min(case when near_name is not null then row end)
                || '; did you mean ''' || arg_min(near_name, row) || '''?',
                cast(min(row) as varchar)
            )
    end
from given_results
left join near_names on near_names.name = given_results.election
where problem is not null and not is_set_aside
group by file, problem
union all
select
    file,
    'notes, headings and other rows of one cell',
    count(*),
    'they are no rows of the table, such as row ' || min(row)
from given_elections
where problem = 'note'
group by file
union all
select
    file,
    'notes, headings and other rows of one cell',
    count(*),
    'they are no rows of the table, such as row ' || min(row)
from given_ancestry
where problem = 'note'
group by file
union all
select file, 'shares of areas', count(*), 'no table takes a share of an area without its votes'
from taken_results
where area_id is not null and share is not null
group by file
union all
select file, 'shares rounded to two decimals', count(*), 'the tables keep two, such as in row ' || min(row)
from taken_results
where share_rounded is not null
group by file
union all
select
    file,
    'registers and ballots on rows about a whole election',
    count(*),
    'write them into the sheet elections, such as those of row ' || min(row)
from taken_results
where area_id is null and coalesce(registered_voters, ballots_cast, valid_votes, invalid_votes) is not null
group by file
union all
select
    file,
    'rows taken as ' || kind || ', such as ''' || min(contestant) || '''',
    count(*),
    'by their name; the column kind would say otherwise'
from taken_results
where kind in ('others', 'none of the above', 'blank votes', 'independents')
    and row not in (select row from results_sheet where kind is not null)
group by file, kind
union all
select
    file,
    'candidates of no party, such as ''' || min(contestant) || '''',
    count(*),
    'by the word in the column party; a name would make it one'
from taken_results
where is_of_no_party
group by file
union all
select file, what, row_count, reason
from doubtful_results
union all
select
    file,
    'elections ' || case when value is null then 'not ' else '' end || 'taken as '
        || case
            when column_name <> 'round' then word
            when value is null then 'a later round'
            else 'round ' || value
        end
        || ', such as ''' || min(election) || '''',
    count(*),
    case when value is null then 'the word in their name is hardly about them' else 'by their name' end
        || '; the column ' || column_name || ' would say otherwise'
from named_elections
where row in (select row from taken_elections)
group by file, column_name, word, value
union all
select
    file,
    'alliances that nobody is said to belong to, such as ''' || min(contestant) || '''',
    count(*),
    'if members have rows too, name it in their column alliance; else their figures are counted twice'
from taken_results
where kind = 'alliance' and area_id is null
    and contestant_id not in (select alliance_contestant_id from alliances where alliance_count = 1)
group by file
union all
select
    file,
    'candidates whose party stands by itself, such as of ''' || min(party) || '''',
    count(*),
    'their party is in their names alone, so that nothing is counted twice'
from local_candidates
group by file
