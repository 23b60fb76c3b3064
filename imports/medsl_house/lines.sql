-- The rows of the file that are about the House, with the ids that the other SELECTs need. Write-ins and others without
-- a name count as one contestant. Blank, void, over and under votes are votes for nobody. 'independent' is not a party,
-- and a missing label is not one either. Later editions of the file write in capitals and leave missing labels empty.
select
    'medsl_house-' || year as election_id,
    case when runoff = 'TRUE' then '-runoff' when special = 'TRUE' then '-special' else '' end as ending,
    'medsl_house-' || lower(state_po) || '-' || district as area_id,
    case
        when lower(party) not in ('na', 'independent') and regexp_matches(lower(party), '[a-z0-9]')
            then 'medsl_house-party-' || slug(party)
    end as party_id,
    case
        when regexp_matches(lower(candidate), '^(blank|void|over|under) ?votes?\b') then 'blank votes'
        when
            coalesce(candidate, 'NA') = 'NA'
            or regexp_matches(lower(candidate), '^(scatter(ing)?|others?|write-?ins?)$')
            then 'others'
        else 'candidate'
    end as kind,
    published_lines.*
from published_lines
where lower(office) = 'us house'
