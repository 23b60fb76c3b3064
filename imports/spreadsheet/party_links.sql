-- Which party became which, as the sheet ancestry says.
select
    earlier_party_id, later_party_id, kind, day as happened_on, day_precision as precision, source_id, locator, found_at
from taken_ancestry
