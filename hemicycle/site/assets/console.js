// The SQL console: DuckDB and the file run in this page. Nothing is fetched: both come as scripts, and so from a folder too.
"use strict";
const SHOWN = 1000, KEPT = 30, HISTORY = "hemicycle-asked";
const $ = (id) => document.getElementById(id);
const area = $("sql"), run = $("run"), state = $("state"), examples = $("examples"), past = $("past");
const wrong = document.querySelector(".wrong"), answer = document.querySelector(".answer");
const bytesOf = (text) => Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
async function unpacked(name) {
  const packed = bytesOf(window[name]);
  delete window[name];
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

let opening;
const connected = () => opening ??= (async () => {
  state.textContent = "Loading DuckDB and the file …";
  await Promise.all(["engine", "worker", "wasm", "file"].map((name) => load(`${root}console/${name}.js`).catch(() => { throw new Error(`console/${name}.js could not be loaded`); })));
  const [engine, file] = await Promise.all([unpacked("WASM"), unpacked("ELECTIONS")]);
  const worker = new Worker(URL.createObjectURL(new Blob([window.WORKER], { type: "text/javascript" })));
  worker.postMessage(engine, [engine]);
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await db.instantiate("data:application/wasm,");
  await db.registerFileBuffer("elections.duckdb", new Uint8Array(file));
  await db.open({ path: "elections.duckdb", accessMode: duckdb.DuckDBAccessMode.READ_ONLY, query: { castBigIntToDouble: true, castDecimalToDouble: true } });
  const open = await db.connect();
  await open.query("set autoinstall_known_extensions = false; set autoload_known_extensions = false; set enable_external_access = false; set lock_configuration = true");
  return open;
})().catch((error) => { opening = undefined; throw error; });

// What every column means, for those of an answer: of the table that the question names, else of any.
let meanings;
async function meaningsIn(open, sql) {
  if (!meanings) {
    meanings = new Map();
    for (const row of (await open.query("select table_name, column_name, description from data_dictionary where position > 0")).toArray()) {
      meanings.set(`${row.table_name}.${row.column_name}`, row.description);
      if (!meanings.has(row.column_name)) meanings.set(row.column_name, row.description);
    }
  }
  const named = (sql.match(/\b(?:from|join)\s+"?(\w+)/gi) ?? []).map((words) => words.split(/\s+"?/)[1].toLowerCase());
  return (column) => named.map((table) => meanings.get(`${table}.${column}`)).find(Boolean) ?? meanings.get(column) ?? "";
}

const written = (field) => {
  const kind = String(field.type);
  if (kind.startsWith("Date")) return (value) => new Date(Number(value)).toISOString().slice(0, 10);
  if (kind.startsWith("Timestamp")) return (value) => new Date(Number(value)).toISOString().replace("T", " ").slice(0, 19);
  if (kind.startsWith("Float")) return (value) => String(Number(value.toFixed(6)));
  return (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));
};
const isNumber = (field) => /^(Int|Uint|Float|Decimal)/.test(String(field.type));

let last;
async function ask() {
  const sql = area.value.trim();
  if (!sql || run.disabled) return;
  wrong.hidden = true;
  run.disabled = true;
  try {
    const open = await connected();
    state.textContent = "Asking …";
    const start = performance.now(), table = await open.query(sql), took = performance.now() - start;
    const fields = table.schema.fields, forms = fields.map(written), meaning = await meaningsIn(open, sql);
    const cells = (row) => fields.map((field, n) => { const value = row[field.name]; return value === null || value === undefined ? null : forms[n](value); });
    last = { names: fields.map((field) => field.name), rows: () => table.toArray().map(cells) };
    const head = make("tr", {}, ...fields.map((field) => {
      const cell = make("th", { textContent: field.name, className: isNumber(field) ? "n" : "", scope: "col" });
      if (meaning(field.name)) cell.title = meaning(field.name);
      return cell;
    }));
    const body = make("tbody");
    for (let n = 0; n < Math.min(table.numRows, SHOWN); n++) {
      body.append(make("tr", {}, ...cells(table.get(n)).map((text, at) => make("td", { className: isNumber(fields[at]) ? "n" : text?.length > 40 ? "long" : "" }, make("bdi", { textContent: text ?? "–" })))));
    }
    answer.replaceChildren(make("table", { className: "plain" }, make("thead", {}, head), body));
    const time = took < 1000 ? `${Math.round(took)} ms` : `${(took / 1000).toFixed(1)} s`;
    state.textContent = `${table.numRows.toLocaleString("en")} row${table.numRows === 1 ? "" : "s"} in ${time}${table.numRows > SHOWN ? `; the first ${SHOWN} are shown` : ""}.`;
    state.dataset.took = Math.round(took);
    $("csv").hidden = $("link").hidden = false;
    history.replaceState(null, "", `#${encodeURIComponent(sql)}`);
    remember(sql);
  } catch (error) {
    state.textContent = "";
    answer.replaceChildren();
    wrong.textContent = error.message.replace(/^Error: /, "");
    wrong.hidden = false;
  } finally {
    run.disabled = false;
  }
}

// What was asked before stays in this browser, where it lets a page keep something.
const asked = () => { try { return JSON.parse(localStorage.getItem(HISTORY)) ?? []; } catch { return []; } };
function remember(sql) {
  try { localStorage.setItem(HISTORY, JSON.stringify([sql, ...asked().filter((one) => one !== sql)].slice(0, KEPT))); } catch { /* then not */ }
  list();
}
const list = () => past.replaceChildren(past.options[0], ...asked().map((sql) => make("option", { value: sql, textContent: sql.replace(/\s+/g, " ").slice(0, 70) })));

const UTF_8_MARK = "\ufeff";  // without which Excel takes the bytes for those of an old code page
const FORMULA = /^[=+\-@\t\r]/;  // what a spreadsheet would take for a formula
const cell = (text) => {
  const safe = text !== null && FORMULA.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text ?? "";
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
$("csv").addEventListener("click", () => save(new Blob([UTF_8_MARK, [last.names, ...last.rows()].map((row) => row.map(cell).join(",")).join("\n"), "\n"], { type: "text/csv" }), "answer.csv"));
$("link").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    state.textContent = "The link is copied.";
  } catch {
    state.textContent = `The link is the address of this page: ${location.href}`;
  }
});
for (const menu of [examples, past]) menu.addEventListener("change", () => {
  if (!menu.value) return;
  area.value = menu.value;
  menu.selectedIndex = 0;
  area.focus();
});
run.addEventListener("click", ask);
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); ask(); }
});
function fromAddress() {
  if (location.hash.length < 2) return;
  try { area.value = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  if (/\bfrom\b/i.test(area.value.replace(/^--.*$/gm, ""))) ask();
  else area.focus();
}
addEventListener("hashchange", fromAddress);
list();
fromAddress();
