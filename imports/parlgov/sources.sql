-- ParlGov: parties, elections and cabinets of established democracies
--
-- National and European parliamentary elections of 37 democracies since 1900: results by party, alliances, names and
-- ancestry of parties, cabinets. Most parties below one per cent of the votes are left out, so shares do not add up to
-- 100. Ids here are 'parlgov-' and the publisher's numbers.
--
-- source:   https://www.parlgov.org, the tables of the database as CSV, one file for each
--           (02__datacore__Country.csv ...)
-- licence:  CC0 1.0, as the publisher's repository says
-- citation: Döring, Holger and Philip Manow. 2024. Parliaments and governments database (ParlGov): Information on
--           parties, elections and cabinets in established democracies. doi:10.7910/DVN/2VZ5ZC
-- version:  with the codebook of 18 January 2026
select
    'parlgov-2024' as source_id,
    'dataset' as kind,
    'ParlGov (Holger Döring and Philip Manow)' as publisher,
    'Parliaments and governments database: parties, elections and cabinets in established democracies '
        || '(doi:10.7910/DVN/2VZ5ZC, tables of 18 January 2026)'
        as source,
    'en' as language,
    'https://www.parlgov.org' as url,
    'CC0 1.0' as licence
