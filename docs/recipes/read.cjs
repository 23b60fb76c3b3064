// Largest party of an election, read with Node: npm install @duckdb/node-api, then node read.cjs [elections.duckdb]
const { DuckDBInstance, version } = require("@duckdb/node-api");

async function main() {
  const instance = await DuckDBInstance.create(process.argv[2] ?? "elections.duckdb", { access_mode: "READ_ONLY" });
  const db = await instance.connect();
  const answer = await db.runAndReadAll("from largest_party where election_id = 'ma-house-2007'");
  console.log("DuckDB", version());
  console.table(answer.getRowObjectsJson());
}

main();
