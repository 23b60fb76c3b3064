-- Your own elections, out of a spreadsheet
--
-- Two files in one folder, each saved as CSV in UTF-8. elections.csv has one row for each election. results.csv has one
-- row for each contestant, in the whole election (area and area_kind empty) or in one area. imports/README.md shows
-- both files.
--
-- source:   the publication that elections.csv names for each election
-- licence:  that of the publication
-- citation: that of the publication
-- version:  yours
select source_id, source_kind as kind, publisher, title as source, language, url, arg_min(found_at, row) as found_at
from given_elections
group by source_id, source_kind, publisher, title, language, url
