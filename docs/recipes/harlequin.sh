#!/bin/sh
# Harlequin over elections.duckdb in a terminal of tmux: what it lists, and the answer of a query. Needs make db and tmux.
set -eu
cd "$(dirname "$0")/../.."
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
press() {  # keys, one at a time: the program answers each before it takes the next
    for key in "$@"; do
        $screen send-keys -t harlequin "$key"
        sleep 1
    done
}
wait_for "elections db"
press F6 Enter Down Enter  # into the catalogue; opens the database and its schema
wait_for advantage_ratio
press F2 "from largest_party where election_id = 'ma-house-2007'" C-j
wait_for "2 Records"
$screen capture-pane -p -t harlequin
