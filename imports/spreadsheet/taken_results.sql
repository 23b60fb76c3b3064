-- The rows of results that are taken.
select * from given_results where problem is null
