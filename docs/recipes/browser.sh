#!/bin/sh
# browser.html in headless Chromium over export/elections-lite.duckdb. Needs make export; leaves browser.png here.
set -eu
cd "$(dirname "$0")/../.."
site=.venv-engines/browser
if [ ! -d "$site/node_modules" ]; then
    npm install --silent --no-save --prefix "$site" @duckdb/duckdb-wasm@1.32.0 playwright-core@1.64.1
fi
cp docs/recipes/browser.html export/elections-lite.duckdb "$site"
python3 -m http.server --bind 127.0.0.1 --directory "$site" 8089 2> /dev/null &
server=$!
trap 'kill $server' EXIT
NODE_PATH="$site/node_modules" node docs/recipes/picture.cjs http://127.0.0.1:8089/browser.html "td" docs/recipes/browser.png
