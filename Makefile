.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PRECIOUS: elections.duckdb

python := .venv/bin/python
database := $(if $(import),$(import),elections).duckdb
inputs := build.py check.py lint.py verify.py schema seeds queries $(wildcard schema/*.sql schema/*/*.sql schema/*/*/*.sql seeds/*.csv queries/*.sql)

.PHONY: help db test test-hard test-engines shell export verify tidy bench postgres spark java pins audit clean

help:  ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

db: .venv/built  ## build elections.duckdb from schema, seeds and queries; with import=NAME from=DIR, NAME.duckdb (imports/README.md)
	@if [ -n "$(import)" ]; then $(python) imports.py "$(import)" "$(from)" $(if $(filter no,$(seeds)),--without-seeds); \
	elif $(MAKE) --silent --question elections.duckdb; \
	then echo "elections.duckdb is up to date: nothing to do" >&2; \
	else $(MAKE) --silent elections.duckdb; fi

elections.duckdb: $(inputs) | .venv/built
	@$(python) build.py

test: db .venv/tested  ## check the data and the queries against known figures
	@$(python) -m pytest --quiet --ignore tests/hard --ignore tests/versions tests

test-hard: .venv/tested  ## kill, starve and attack the build, for some minutes
	@$(python) -m pytest --quiet tests/hard

test-engines: db .venv/tested  ## check that every DuckDB from 1.2 on gives the same answers; takes minutes
	@$(python) -m pytest --quiet tests/versions

export: $(if $(import),,export/datapackage.json)  ## write Parquet, CSV, SQLite and a file for browsers into export/; with import=NAME, NAME.duckdb into export-NAME/
	@$(if $(import),$(python) export.py "$(import)")

export/datapackage.json: elections.duckdb export.py
	@$(python) export.py

shell: $(if $(import),,db)  ## open the database, read-only, in the DuckDB shell; with import=NAME, NAME.duckdb
	@if command -v duckdb > /dev/null; then duckdb -readonly $(database); \
	else $(MAKE) --silent .venv/shell && .venv/bin/duckdb -readonly $(database); fi

verify: $(if $(import),,db)  ## read the whole file and say whether it is what was built; with import=NAME, NAME.duckdb
	@$(python) verify.py $(database)

tidy: .venv/built  ## rewrite the seeds in their one form: sorted, quoted only where needed
	@$(python) tidy.py

bench: .venv/built .venv-bench/built  ## measure speed side by side with other tools: make bench millions="1 10"
	@.venv-bench/bin/python benchmarks/bench.py $(millions)

postgres: db  ## write elections.postgres.sql, all of it for PostgreSQL: keys, rows, questions, comments
	@$(python) engines.py postgres

spark: java db .venv-spark/built  ## ask Spark every question, here and on a cluster that loses a worker; some minutes
	@.venv-spark/bin/python engines.py spark
	@.venv-spark/bin/python -m pytest --quiet tests/on_spark.py

java:
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -version 2>&1 | grep -Eq 'version "(1[7-9]|[2-9][0-9])' || \
	{ echo "Spark needs Java 17 or newer, on the path or in JAVA_HOME (Debian: apt-get install openjdk-17-jre-headless)" >&2; exit 1; }

pins: .venv/tools  ## renew requirements*.txt, with hashes, from requirements*.in
	@for name in requirements requirements-*.in; do \
	.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --output-file $${name%.in}.txt $${name%.in}.in; done

audit: .venv/tools  ## look up every pinned package among the known vulnerabilities; needs the network
	@for name in requirements*.txt; do \
	.venv/bin/pip-audit --strict --require-hashes --disable-pip --requirement $$name || exit 1; done

clean:  ## remove everything that was built
	rm -rf *.duckdb *.duckdb.* elections.postgres.sql lake export export-* export*.unfinished .venv .venv-bench .venv-engines .venv-spark .pytest_cache .hypothesis __pycache__ benchmarks/__pycache__ tests/__pycache__ tests/*/__pycache__

# Each file below says what .venv holds; without a change, nothing is installed and no network is needed.
.venv/built: requirements.txt
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || \
	{ echo "Python 3.11 or newer is needed; python3 --version says: $$(python3 --version 2>&1)" >&2; exit 1; }
	@python3 -m venv .venv
	@$(python) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

.venv/tested: requirements-test.txt .venv/built
	@$(python) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-test.txt
	@touch $@

.venv-bench/built: requirements-bench.txt
	@python3 -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-bench.txt
	@touch $@

.venv-spark/built: requirements.txt requirements-spark.txt
	@echo "installing Spark, about 450 MB, once"
	@python3 -m venv .venv-spark
	@.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt --requirement requirements-spark.txt
	@touch $@

.venv/shell: requirements-shell.txt .venv/built
	@$(python) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-shell.txt
	@touch $@

.venv/tools: requirements-tools.txt .venv/built
	@$(python) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-tools.txt
	@touch $@
