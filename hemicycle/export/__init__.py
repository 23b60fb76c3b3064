"""The same tables and answers for those without DuckDB, and on other engines."""
