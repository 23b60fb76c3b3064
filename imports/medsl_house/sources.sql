-- Elections to the House of Representatives of the United States, by district, 1976 to 2018
--
-- The file has one row for each candidate and party line in each district. A candidate may stand on the lines of
-- several parties. So every row is a contestant here, and the lines of one candidate are members of an alliance under
-- the candidate's name. Some names were damaged before the file was published: their bytes that are not ASCII fit no
-- encoding. They are read as Latin-1, which keeps every byte.
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
