#!/bin/sh
# Superset over elections.duckdb, from nothing to a chart of seat_swing that is looked at in a browser.
# Needs make db, Node and Chromium; takes about 900 MB and some minutes the first time. Leaves superset.png here.
set -eu
cd "$(dirname "$0")/../.."
cache="$PWD/.venv-engines"
python="$cache/superset/bin/python"
export SUPERSET_HOME="$cache/superset-home" SUPERSET_CONFIG_PATH="$PWD/docs/recipes/superset_config.py" FLASK_APP="superset.app:create_app()"

if [ ! -x "$cache/superset/bin/superset" ]; then
    python3 -m venv "$cache/superset"
    # the last three are missing from, or too new for, what Superset 6.1.0 asks for itself
    "$python" -m pip install --quiet apache-superset==6.1.0 duckdb-engine==0.17.0 duckdb==1.5.6 rich cachetools flask-caching==2.3.1
fi
if [ ! -d "$cache/playwright" ]; then
    npm install --silent --no-save --prefix "$cache/playwright" playwright-core@1.64.1
fi
if [ ! -f "$SUPERSET_HOME/superset.db" ]; then
    mkdir -p "$SUPERSET_HOME"
    "$cache/superset/bin/superset" db upgrade
    "$cache/superset/bin/superset" fab create-admin --username admin --firstname A --lastname B --email a@example.org --password admin
    "$cache/superset/bin/superset" init
fi > "$SUPERSET_HOME.log" 2>&1

"$cache/superset/bin/gunicorn" --workers 1 --threads 4 --timeout 120 --bind 127.0.0.1:8088 "$FLASK_APP" > "$SUPERSET_HOME.log" 2>&1 &
server=$!
trap 'kill $server' EXIT
python3 docs/recipes/superset.py "$PWD/elections.duckdb" http://127.0.0.1:8088 > "$SUPERSET_HOME.chart"
cat "$SUPERSET_HOME.chart"
NODE_PATH="$cache/playwright/node_modules" node docs/recipes/picture.cjs "$(tail -n 1 "$SUPERSET_HOME.chart")" canvas docs/recipes/superset.png http://127.0.0.1:8088/login/
