#!/bin/sh
# Harlequin over elections.duckdb in a terminal of tmux: what it lists, and the answer of a query. Needs make db and tmux.
set -eu
cd "$(dirname "$0")/.."
cache="$PWD/.venv-engines/harlequin"
if [ ! -x "$cache/bin/harlequin" ]; then
    python3 -m venv "$cache"
    "$cache/bin/python" -m pip install --quiet harlequin==2.17.0 duckdb==2.0.0
fi
screen="tmux -L hemicycle"
$screen new-session -d -s harlequin -x 150 -y 45 "'$cache/bin/harlequin' --adapter duckdb --read-only elections.duckdb"
trap '$screen kill-server' EXIT
wait_for() {  # until the terminal shows a text, for at most two minutes
    for _ in $(seq 120); do
        if $screen capture-pane -p -t harlequin | grep -q "$1"; then return; fi
        sleep 1
    done
    $screen capture-pane -p -t harlequin
    echo "Harlequin never showed: $1" >&2
    exit 1
}
wait_for elections
$screen send-keys -t harlequin "from largest_party where election_id = 'ma-house-2007'"
$screen send-keys -t harlequin C-j
wait_for ma-house-2007.*
wait_for "Query Results"
sleep 3
$screen capture-pane -p -t harlequin
