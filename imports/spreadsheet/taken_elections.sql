-- The rows of elections that are taken, one for each election and source.
select * from given_elections where problem is null
