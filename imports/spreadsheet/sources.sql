-- Your own elections, out of a spreadsheet
--
-- Two files in one folder, each saved as CSV in UTF-8: elections.csv with a row for each election, results.csv with a
-- row for each contestant, of the whole (area and area_kind empty) or of one area. imports/README.md shows them.
--
-- source:   the publication that elections.csv names for each election
-- licence:  that of the publication
-- citation: that of the publication
-- version:  yours
select source_id, source_kind as kind, publisher, title as source, language, url, arg_min(found_at, row) as found_at
from given_elections
group by source_id, source_kind, publisher, title, language, url
