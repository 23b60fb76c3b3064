"""Register elections.duckdb in a running Superset, list what it shows of it, and make a chart of seat_swing.

python3 superset.py <database> <address>; the last line printed is the address of the chart.
"""

import json
import sys
import time
import urllib.error
import urllib.request

database, site = sys.argv[1:]
headers = {"Content-Type": "application/json"}


def call(method, path, body=None):
    """The JSON that Superset's API answers."""
    request = urllib.request.Request(
        f"{site}/api/v1/{path}",
        method=method,
        headers=headers,
        data=json.dumps(body).encode() if body is not None else None,
    )
    try:
        return json.load(urllib.request.urlopen(request, timeout=120))
    except urllib.error.HTTPError as error:
        sys.exit(f"{method} {path}: {error.code} {error.read().decode()[:500]}")


def wait_for_server():
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{site}/health", timeout=5)
            return
        except OSError:
            time.sleep(1)
    sys.exit(f"Superset does not answer at {site}")


def named(kind, column, name):
    """The numbers of the databases, datasets or charts of a name."""
    return [row["id"] for row in call("GET", f"{kind}/?q=(page_size:100)")["result"] if row[column] == name]


wait_for_server()
headers["Authorization"] = (
    "Bearer "
    + call("POST", "security/login", {"username": "admin", "password": "admin", "provider": "db", "refresh": True})[
        "access_token"
    ]
)
for kind, column, name in (
    ("chart", "slice_name", "Change in seats"),
    ("dataset", "table_name", "seat_swing"),
    ("database", "database_name", "Hemicycle"),
):
    for number in named(kind, column, name):
        call("DELETE", f"{kind}/{number}")

connection = {"database_name": "Hemicycle", "sqlalchemy_uri": f"duckdb:///{database}?access_mode=read_only"}
call("POST", "database/test_connection/", connection)
number = call("POST", "database/", {**connection, "expose_in_sqllab": True})["id"]
print("schemas:", call("GET", f"database/{number}/schemas/")["result"])
shown = call("GET", f"database/{number}/tables/?q=(schema_name:main)")["result"]
print(
    "tables and views:", len(shown), {kind: sum(item["type"] == kind for item in shown) for kind in ("table", "view")}
)

described = total = 0
for item in shown:
    columns = call("GET", f"database/{number}/table_metadata/?name={item['value']}&schema=main")["columns"]
    total += len(columns)
    described += sum(bool(column.get("comment")) for column in columns)
print("columns:", total, "with a description:", described)

dataset = call("POST", "dataset/", {"database": number, "schema": "main", "table_name": "seat_swing"})["id"]
for column in call("GET", f"dataset/{dataset}")["result"]["columns"]:
    print(f"  {column['column_name']}: {column['type']}: {column['description']}")

chart = {
    "datasource": f"{dataset}__table",
    "viz_type": "echarts_timeseries_bar",
    "x_axis": "contestant",
    "x_axis_sort": "Change in seats",
    "metrics": [
        {
            "expressionType": "SIMPLE",
            "column": {"column_name": "seat_change"},
            "aggregate": "SUM",
            "label": "Change in seats",
        }
    ],
    "groupby": [],
    "adhoc_filters": [
        {
            "expressionType": "SIMPLE",
            "subject": "election_id",
            "operator": "==",
            "comparator": "dz-assembly-2007",
            "clause": "WHERE",
        },
        {"expressionType": "SIMPLE", "subject": "seat_change", "operator": "IS NOT NULL", "clause": "WHERE"},
    ],
    "orientation": "horizontal",
    "row_limit": 100,
    "show_value": True,
}
chart = call(
    "POST",
    "chart/",
    {
        "slice_name": "Change in seats",
        "viz_type": chart["viz_type"],
        "datasource_id": dataset,
        "datasource_type": "table",
        "params": json.dumps(chart),
    },
)["id"]
print(f"{site}/explore/?slice_id={chart}")
