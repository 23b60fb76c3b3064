-- Elections to the House of Representatives of the United States, by district, 1976 to 2018
--
-- One row of the file for each candidate and party line in each district. Every row is a contestant here, for a
-- candidate's name may stand on several parties' lines; such lines are members of an alliance under the candidate's
-- name. The bytes that are not ASCII belong to no encoding: names were damaged before they were published. They are
-- read as Latin-1, which keeps every byte apart.
--
-- source:   MIT Election Data and Science Lab, 1976-2018-house.csv
-- licence:  the file states none; ask the publisher before you pass it on
-- citation: MIT Election Data and Science Lab, U.S. House 1976-2018
-- version:  the file's own column: 20171005, 20190110, 20190222 and 20190307
-- encoding: latin-1
select
    'medsl_house-1976-2018' as source_id,
    'dataset' as kind,
    'MIT Election Data and Science Lab' as publisher,
    'U.S. House 1976-2018' as source,
    'en' as language
