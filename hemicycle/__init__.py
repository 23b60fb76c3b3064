"""Hemicycle: published election results in one DuckDB file, with their sources.

The rooms, each of which imports only from those above it:

reading/    what a project says: its SQL files, the rules of its tables, its seeds; and what is wrong with them
database/   the file: tables and views, putting a new file in place, reading it safely, its fingerprint
drafting/   rows out of an article, as a draft of seeds for a person to decide
importing/  rows from another publisher's data set
export/     the same tables and answers for those without DuckDB, and on other engines
"""

TITLE = "Hemicycle: published election results, with their sources"
LICENCE = "CC0-1.0"  # of the data; DATA-LICENCE.md says what that covers
SCHEMA_VERSION = "12.1.0"  # raised with every change to a table, view or column, as CHANGELOG.md says
CITATION = f"the Hemicycle authors, {TITLE}, {SCHEMA_VERSION}"  # as CITATION.cff has it
