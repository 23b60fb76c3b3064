-- Your own elections, out of a spreadsheet
--
-- Two sheets, as CSV or in a workbook: elections has one row for each election, results one for each contestant, in the
-- whole election or in one area. A third, ancestry, may say which party became which. imports/README.md shows them.
--
-- source:   the publication that elections names for each election
-- licence:  that of the publication
-- citation: that of the publication
-- version:  yours
select
    source_id,
    arg_min(source_kind, row) as kind,
    arg_min(publisher, row) as publisher,
    arg_min(title, row) as source,
    arg_min(language, row) as language,
    arg_min(url, row) as url,
    arg_min(licence, row) as licence,
    arg_min(found_at, row) as found_at
from taken_elections
group by source_id
