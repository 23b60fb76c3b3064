-- The rows of the file as they are, numbered.
select row_number() over () as line, given.*
from read_csv(
    '1976-2018-house.csv',
    header = true,
    all_varchar = true,
    delim = ',',
    quote = '"',
    escape = '"'
) as given
