-- What data_dictionary holds: every table, view and column, out of the engine's own catalogue and query_catalog. The
-- temporary table rules has a row for each column of each key and reference, declared or not.
with keys as (
    select table_name, column_name
    from rules
    where kind = 'PRIMARY KEY'
    union all
    select name, unnest(string_split(key, ', '))
    from query_details
),
kept_queries as (
    select table_name as name
    from duckdb_tables()
    where database_name = current_database() and table_name in (select name from query_catalog)
),
refers as (
    select table_name, column_name, refers_to
    from rules
    where kind = 'FOREIGN KEY'
),
described as (
    select
        table_name,
        0 as position,
        null as column_name,
        case when comment like '%' || chr(10) || 'kept:%' then 'derived table' else 'table' end as type,
        false as is_required,
        replace(regexp_replace(comment, '\n\n(kept|key|refers):(.|\n)*', ''), chr(10), ' ') as description
    from duckdb_tables()
    where database_name = current_database() and table_name not in (select name from query_catalog)
    union all
    select
        view_name,
        0,
        null,
        'view',
        false,
        replace(regexp_replace(comment, '\n\n(kept|key|refers):(.|\n)*', ''), chr(10), ' ')
    from duckdb_views()
    where database_name = current_database() and view_name not in (select name from query_catalog)
    union all
    select
        query_catalog.name,
        0,
        null,
        case when query_details.name in (select name from kept_queries) then 'derived table' else 'view' end,
        false,
        query_catalog.title || ': ' || query_details.description
    from query_catalog
    join query_details on query_details.name = query_catalog.name
    union all
    select table_name, column_index, column_name, data_type, not is_nullable, comment
    from duckdb_columns()
    where not internal and database_name = current_database()
)
select
    table_name,
    position,
    column_name,
    type,
    exists (
        from keys where keys.table_name = described.table_name and keys.column_name = described.column_name
    ) as is_key,
    is_required or exists (
        from rules
        where
            rules.table_name = described.table_name
            and rules.column_name = described.column_name
            and rules.kind = 'PRIMARY KEY'
    ) as is_required,
    (
        select string_agg(refers_to, '; ' order by refers_to)
        from refers
        where refers.table_name = described.table_name and refers.column_name = described.column_name
    ) as refers_to,
    description
from described
order by table_name, position
