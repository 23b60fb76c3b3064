-- What the name of an election says of it, where the sheet does not say it in a column: "by-election", "round 2",
-- "annulled". `value` is empty where such a word is in the name and is hardly about this election, as in "repeat of the
-- annulled election" or "Parliament 2020 and by-election for the mayor". In other languages than English, second rounds
-- and by-elections are known by their usual names.
with names as (
    select
        file,
        row,
        election,
        scope,
        round,
        annulled,
        lower(election) as name,
        ' ' || replace(regexp_replace(lower(strip_accents(election)), '[^\p{L}\p{N}º°ª]+', ' ', 'g'), 'ı', 'i') || ' '
            as plain_name
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
),
in_other_languages as (
    select
        row,
        regexp_matches(
            plain_name,
            ' (second tour|2nd tour|2(eme|e) tour|deuxieme tour|tour 2|segunda vuelta|2[ºª°a]? vuelta|balotaje'
                || '|segundo turno|2[ºo°]? turno|segunda volta|2[ºª°a]? volta|secondo turno|turno 2|ballottaggio'
                || '|stichwahl|zweiter wahlgang|2 wahlgang|tweede ronde|2e ronde'
                || '|второи тур|2 и тур|2 тур|ii тур|другии тур|втори тур|други круг|2 круг|ii круг'
                || '|druga tura|ii tura|2 tura|druhe kolo|2 kolo|ii kolo|drugi krug|2 krug|ii krug|drugi krog|2 krog'
                || '|turul (2|ii|doi)|al doilea tur|masodik fordulo|2 fordulo|toinen kierros|2 kierros'
                || '|andra omgangen|anden runde|andre runde|ikinci tur|2 tur|δευτερος γυρος|β γυρος'
                || '|الدور الثاني|الدورة الثانية|الجولة الثانية|دور دوم|مرحله دوم|סיבוב שני|putaran kedua'
                || '|決選|決選投票|결선|결선투표) '
        ) as is_second_round,
        regexp_matches(
            plain_name,
            ' (nachwahl|ersatzwahl|elections? partielles?|legislatives? partielles?|eleicao suplementar'
                || '|elezioni suppletive|elezione suppletiva|suppletive|eleccion parcial extraordinaria'
                || '|довыборы|дополнительные выборы|довибори|частични избори|wybory uzupełniajace'
                || '|doplnovaci volby|doplnujuce volby|idokozi valasztas|alegeri partiale|dopunski izbori'
                || '|ara secim|انتخابات تكميلية|الانتخابات التكميلية|انتخابات جزئية'
                || '|الانتخابات الجزئية|補欠選挙|補選|补选|보궐선거|재보궐선거) '
        ) as is_by_election,
        regexp_matches(
            strip_accents(name),
            '[(,–-] *(annulee?s?|anulad[ao]s?|annullat[ae]|annulliert|fur ungultig erklart|geannuleerd|nietig verklaard'
                || '|anulowan[ey]|uniewaznion[ey]|ponisteni|ponisten[ao]?|аннулированы?|недеиствительны?|iptal'
                || '|iptal edildi|ملغاة)[) ]*$'
        ) as is_annulled
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
        when is_by_election then 'by-election'
    end as value
from parts
join in_other_languages using (row)
where scope is null and (regexp_matches(name, '\bby-?election') or is_by_election)
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
        when is_second_round or regexp_matches(said, '\b(second round|2nd round|run-?offs?)\b') then '2'
    end
from parts
join in_other_languages using (row)
where round is null
    and (is_second_round or regexp_matches(name, '\b(round [2-9]|second round|2nd round|run-?offs?)\b'))
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
        when is_annulled then 'true'
    end
from parts
join in_other_languages using (row)
where annulled is null and (regexp_matches(name, '\bannulled\b') or is_annulled)
