// Answer the jobs on standard input (see probe.py) with DuckDB's client for Node.
const { DuckDBInstance } = require("@duckdb/node-api");

async function answer(job) {
  const instance = await DuckDBInstance.create(job.open, job.read_only ? { access_mode: "READ_ONLY" } : {});
  const db = await instance.connect();
  for (const statement of job.setup) await db.run(statement);
  const answers = {};
  for (const [name, sql] of Object.entries(job.questions)) {
    try {
      answers[name] = (await db.runAndReadAll(sql)).getRowsJson();
    } catch (error) {
      answers[name] = error.message;
    }
  }
  db.closeSync();
  return answers;
}

async function main() {
  const jobs = JSON.parse(require("fs").readFileSync(0));
  const answers = [];
  for (const job of jobs) answers.push(await answer(job));
  console.log(JSON.stringify(answers));
}

main();
