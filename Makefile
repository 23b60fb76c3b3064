.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

# What a user gives, as in `make db import=parlgov from=DIR`, is taken as it stands and reaches the recipes in their
# environment: so no blank, quote or dollar in it is read by make or by the shell. Whoever says `import` for `of` is
# understood.
override of := $(or $(value of),$(value import))
override import := $(value import)
override from := $(value from)
override seeds := $(value seeds)
override force := $(value force)
override millions := $(value millions)
override draft := $(value draft)
override drafts := $(value drafts)
override body := $(value body)
override url := $(value url)
override kind := $(value kind)
override stage := $(value stage)
override title := $(value title)
override box := $(value box)
override round := $(value round)
override figures := $(value figures)
override port := $(value port)
export of import from seeds force millions draft drafts body url kind stage title box round figures port

python := .venv/bin/python
pip := -m pip install --quiet --disable-pip-version-check --require-hashes --requirement

.PHONY: always help db draft adopt collection test plan lint format test-hard test-engines test-site shell export site
.PHONY: serve picture verify tidy bench
.PHONY: postgres spark java pins audit clean

help:  ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

db:  ## build elections.duckdb; or from=DIR, import=NAME, drafts=yes
	@set -- --announce; [ -z "$$import" ] || set -- "$$@" --import "$$import"; \
	[ -z "$$from" ] || set -- "$$@" --from "$$from"; [ "$$seeds" != no ] || set -- "$$@" --without-seeds; \
	[ "$$drafts" != yes ] || set -- "$$@" --drafts; case "$$drafts" in yes | "") ;; \
	*) echo "drafts=yes builds draft.duckdb; there is no other word for drafts" >&2; exit 1;; esac; \
	case "$$force" in yes) set -- "$$@" --force;; "") ;; \
	*) echo "force=yes builds whatever is lost; there is no other word for force" >&2; exit 1;; esac; \
	case "$$seeds" in no | "") ;; \
	*) echo "seeds=no leaves our own elections out; there is no other word for seeds" >&2; exit 1;; esac; \
	if [ "$$*" = --announce ] && $(is_current); then echo "elections.duckdb is up to date: nothing to do" >&2; \
	else { $(environment); } && $(python) build.py "$$@"; fi

collection: .venv/built  ## write seeds/NAME/ from a publisher's files: import=NAME from=DIR
	@$(python) build.py --collection $${import:+--import "$$import"} $${from:+--from "$$from"}

draft: .venv/drafted  ## read an article, from=FILE, into draft/<election>/
	@set --; for wish in body url kind stage title box round figures; do \
	eval "value=\$$$$wish"; [ -z "$$value" ] || set -- "$$@" "$$wish=$$value"; done; \
	$(python) -m hemicycle draft "$$from" "$$@"

adopt: .venv/built  ## put the rows of draft=ELECTION into the seeds
	@$(python) -m hemicycle adopt "$$draft"

test: plan lint db  ## check the code, the data and every query; 10 to 30 minutes
	@$(python) -m pytest --ignore tests/hard --ignore tests/site --ignore tests/versions tests

plan:
	@echo "testing: ruff and mypy over the code, then pytest over the data and every query: 10 to 30 minutes" >&2

lint: .venv/tested  ## check the form of the code, its usual slips and its types
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --check --quiet
	@.venv/bin/mypy --no-error-summary

format: .venv/tested  ## put the code into its one form, and mend what can be mended
	@.venv/bin/ruff check --fix --exit-zero --quiet
	@.venv/bin/ruff format --quiet

test-hard: .venv/tested .venv-site/built  ## kill, starve and attack the build; some minutes
	@$(python) -m pytest tests/hard

test-engines: db .venv/tested  ## get the same answers from every DuckDB since 1.2; minutes
	@$(python) -m pytest tests/versions

test-site: .venv-site/tested node_modules/built db  ## look at every kind of page in Chromium; minutes
	@.venv-site/bin/python -m pytest tests/site

export: $(if $(of),.venv/built,db)  ## write Parquet, CSV, SQLite, a file for browsers; or of=NAME
	@$(python) -m hemicycle export $${of:+"$$of"}

shell: $(if $(of),,db)  ## open elections.duckdb in the DuckDB shell; or of=NAME
	@if command -v duckdb > /dev/null; then duckdb -readonly -cmd ".maxrows 100" "./$${of:-elections}.duckdb"; \
	else $(MAKE) --silent .venv/shell && .venv/bin/duckdb -readonly -cmd ".maxrows 100" "./$${of:-elections}.duckdb"; fi

site: .venv-site/built node_modules/built $(if $(of),,db)  ## write site-out/: pages, pictures, an SQL console; or import=NAME
	@.venv-site/bin/python -m hemicycle site $${of:+"$$of"}

serve: site-out/index.html  ## show site-out/ in a browser of this machine; or port=8000
	@echo "http://127.0.0.1:$${port:-8000}/ shows the site; Ctrl-C ends it" >&2
	@python3 -m http.server --bind 127.0.0.1 --directory site-out "$${port:-8000}"

site-out/index.html:
	@$(MAKE) --silent site

picture: .venv-site/built $(if $(import),,db)  ## write the pictures of=ELECTION as SVG; or import=NAME
	@[ -n "$$of" ] || { echo "of=ELECTION says which: make picture of=ma-house-2007" >&2; exit 1; }
	@.venv-site/bin/python -m hemicycle picture "$$of" $${import:+"$$import"}

verify: .venv/built  ## say whether the file is whole, and what was built; or of=NAME
	@$(python) -m hemicycle verify "$${of:-elections}"

tidy: .venv/built  ## rewrite the seeds in their one form: sorted, few quotes
	@$(python) -m hemicycle tidy

bench: db .venv-bench/built  ## measure speed beside other tools; or millions="1 10"
	@set -f; .venv-bench/bin/python benchmarks/bench.py $$millions

postgres: db  ## write elections.postgres.sql: all of it for PostgreSQL
	@$(python) -m hemicycle postgres

spark: java db .venv-spark/built  ## ask Spark every question, with a worker lost; minutes
	@.venv-spark/bin/python -m hemicycle spark
	@.venv-spark/bin/python -m pytest tests/on_spark.py

java:
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -version 2>&1 | grep -Eq 'version "(1[7-9]|[2-9][0-9])' || \
	{ echo "Spark needs Java 17 or newer, on the path or in JAVA_HOME (Debian: apt-get install openjdk-17-jre-headless)" >&2; exit 1; }

# Groups that share an environment agree on every version. The benchmarks have their own, for dbt and SQLMesh want others.
pins: .venv/tools  ## renew requirements/*.txt from pyproject.toml
	@pin() { .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --output-file "requirements/$$1.txt" --group "$$@" || exit 1; }; \
	build='--constraints requirements/build.txt'; test='--constraints requirements/test.txt'; \
	pin build; pin test $$build; for group in shell tools spark draft site; do pin $$group $$build $$test; done; pin bench; \
	pin browser $$test --constraints requirements/site.txt

audit: .venv/tools  ## look for known vulnerabilities of all that is installed
	@echo "asking for known vulnerabilities over the network; there is no list of them to be kept here" >&2
	@for name in requirements/*.txt; do \
	.venv/bin/pip-audit --strict --require-hashes --disable-pip --requirement $$name || exit 1; done

clean:  ## remove everything that was built
	rm -rf *.duckdb *.duckdb.* elections.postgres.sql lake export export-* site-out pictures-* *.unfinished seeds/*.unfinished
	rm -rf */.*.unfinished docs/recipes/*.png .venv .venv-* node_modules .pytest_cache .hypothesis .mypy_cache .ruff_cache
	rm -rf __pycache__ */__pycache__ */*/__pycache__

# Each file below says what an environment holds, as a copy of the lock that was installed; while it is the same, nothing
# is installed and no network is needed. An environment is made anew where its Python does not run or finds no pip: then
# making it was broken off, or its Python is another by now. `make db` asks first whether there is anything to do: so it
# starts Python once where there is nothing.
is_built = cmp -s requirements/build.txt .venv/built 2> /dev/null
is_current = $(is_built) && $(python) -c 'from hemicycle.database.current import is_up_to_date; \
exit(not is_up_to_date(".", "elections.duckdb"))' 2> /dev/null
runs = $(python) -c 'import importlib.util, sys; sys.exit(not importlib.util.find_spec("pip"))' 2> /dev/null
environment = $(runs) && $(is_built) || { \
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || \
	{ echo "Python 3.11 or newer is needed; python3 --version says: $$(python3 --version 2>&1)" >&2; exit 1; }; \
	echo "installing DuckDB and what the build needs into .venv: 45 MB to download, about 7 seconds" >&2; \
	$(runs) || { rm -rf .venv && python3 -m venv .venv; } && \
	$(python) $(pip) requirements/build.txt && cp requirements/build.txt .venv/built; }

.venv/built: requirements/build.txt always
	@$(environment)

.venv/tested: requirements/test.txt .venv/drafted always
	@cmp -s $< $@ || { echo "installing what the tests need into .venv: 160 MB to download, about 15 seconds" >&2; \
	$(python) $(pip) $< && cp $< $@; }

.venv/drafted: requirements/draft.txt .venv/built always
	@cmp -s $< $@ || { echo "installing what reads articles into .venv: 1.5 MB to download" >&2; \
	$(python) $(pip) $< && cp $< $@; }

.venv/shell: requirements/shell.txt .venv/built always
	@cmp -s $< $@ || { echo "installing the DuckDB shell into .venv: 20 MB to download" >&2; \
	$(python) $(pip) $< && cp $< $@; }

.venv/tools: requirements/tools.txt .venv/built always
	@cmp -s $< $@ || { echo "installing what maintainers need into .venv: 25 MB to download" >&2; \
	$(python) $(pip) $< && cp $< $@; }

always: ;

.venv-bench/built: requirements/bench.txt
	@echo "installing what the benchmarks need into .venv-bench: 390 MB to download" >&2
	@python3 -m venv .venv-bench
	@.venv-bench/bin/python $(pip) $< --no-deps
	@touch $@

.venv-site/built: requirements/build.txt requirements/site.txt
	@echo "installing what the site needs into .venv-site: 47 MB to download" >&2
	@python3 -m venv .venv-site
	@.venv-site/bin/python $(pip) requirements/build.txt --requirement requirements/site.txt
	@touch $@

.venv-site/tested: requirements/browser.txt .venv-site/built
	@echo "installing what the tests of the site need into .venv-site: 50 MB to download" >&2
	@.venv-site/bin/python $(pip) requirements/browser.txt
	@touch $@

node_modules/built: package-lock.json
	@if command -v npm > /dev/null; then \
	echo "installing DuckDB for browsers and the fonts into node_modules: 45 MB to download" >&2; \
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error > /dev/null && cp $< $@; \
	else echo "no npm here: the site will have no SQL console, and the fonts of the reader's machine" >&2; fi

.venv-spark/built: requirements/build.txt requirements/spark.txt
	@echo "installing Spark into .venv-spark: 450 MB to download" >&2
	@python3 -m venv .venv-spark
	@.venv-spark/bin/python $(pip) requirements/build.txt --requirement requirements/spark.txt
	@touch $@
