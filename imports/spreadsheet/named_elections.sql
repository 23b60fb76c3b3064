-- What the name of an election says of it, where the sheet does not say it in a column: "by-election", "round 2",
-- "annulled". `value` is empty where such a word is in the name and is hardly about this election, as in "repeat of the
-- annulled election" or "Parliament 2020 and by-election for the mayor".
with names as (
    select file, row, election, scope, round, annulled, lower(election) as name
    from elections_sheet
    where election is not null
),
-- without the words that stand beside another election, after "and" or "before", or are denied
parts as (
    select
        names.*,
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    name,
                    '(\b(and|or|with|without|plus|no|not|non|before|after|until|since|ahead of|including|incl|excluding'
                        || '|excl|except|besides)\b\.?|[&+])[ -]?((the|a|an|its|any|all|one|two|three|[0-9]+)\b ?)*'
                        || '(by-?elections?|round [1-9]|second round|2nd round|run-?offs?)\b',
                    ' ',
                    'g'
                ),
                '\b(by-?elections?|round [1-9]|second round|2nd round|run-?offs?)'
                    || '( (and|or)\b| ?[&+]| (is |are |was |were |has been )?(not|never|no|cancelled|needless)\b)',
                ' ',
                'g'
            ),
            '([0-9]{4}|elections?)[ ),]*(and|with|plus|[&+]) [^(),;]*by-?elections?',
            ' ',
            'g'
        ) as said
    from names
)
select
    file,
    row,
    election,
    'scope' as column_name,
    'by-election' as word,
    case
        when regexp_matches(said, '\bby-?election') and not regexp_matches(said, '\bgeneral election')
            then 'by-election'
    end as value
from parts
where scope is null and regexp_matches(name, '\bby-?election')
union all
select
    file,
    row,
    election,
    'round',
    'round',
    case
        when regexp_matches(said, '\b(first round|1st round|round 1)\b') then null
        when regexp_matches(said, '\bround [2-9]\b') then regexp_extract(said, '\bround ([2-9])\b', 1)
        when regexp_matches(said, '\b(second round|2nd round|run-?offs?)\b') then '2'
    end
from parts
where round is null and regexp_matches(name, '\b(round [2-9]|second round|2nd round|run-?offs?)\b')
union all
-- by itself in brackets or between commas, or with the name of the whole
select
    file,
    row,
    election,
    'annulled',
    'annulled',
    case
        when regexp_matches(
            name,
            '\b(repeat\w*|repetition|re-?(run|vote|do|held)|new (election|vote|poll)'
                || '|replac\w+|instead|again|after|since'
                || '|because|as|when|following|previous|earlier|original|former|not|never|partly|partially)\b'
        )
            then null
        when regexp_matches(
            name,
            '(^|[(),;:/–—]| -) *((was|is|later|declared) )*annulled( (by-?)?(elections?|poll|vote|round|run-?off))?'
                || ' *($|[(),;:/–—]|- )'
                || '|^annulled [^(),;:/–—]*\b(elections?|poll|vote|round|run-?off)\b'
                || '|^[^(),;:/–—]+ annulled *($|\()'
        )
            then 'true'
    end
from parts
where annulled is null and regexp_matches(name, '\bannulled\b')
