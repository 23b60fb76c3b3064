-- The rows of ancestry that are taken.
select * from given_ancestry where problem is null
