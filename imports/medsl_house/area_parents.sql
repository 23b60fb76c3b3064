-- Districts lie in states, and states in the country.
select
    area_id,
    case kind when 'district' then substr(area_id, 1, length('medsl_house-xx')) else 'medsl_house-us' end
        as parent_area_id
from areas
where starts_with(area_id, 'medsl_house-') and kind <> 'country'
