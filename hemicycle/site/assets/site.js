// What a page does beyond showing: add up a majority, sort a table, save a picture as PNG, search. All else works without it.
"use strict";
const root = document.body.dataset.root;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const make = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};
const load = (src) => new Promise((done, failed) => document.head.append(make("script", { src, onload: done, onerror: failed })));
const save = (blob, name) => {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

// Press parties, and their seats are added up.
const SVG = "http://www.w3.org/2000/svg";
const shape = (tag, attributes) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};
function addUp() {
  const box = document.querySelector(".coalition"), picture = document.querySelector(".hemicycle"), chips = all(".chip");
  if (!box || !picture) return;
  const majority = Number(box.dataset.majority), total = Number(box.dataset.total), bar = box.querySelector("svg"), said = box.querySelector("p");
  const per = (seats) => `${(100 * seats) / total}%`, invitation = said.textContent;
  box.hidden = false;
  const show = () => {
    const chosen = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true");
    const keys = new Set(chosen.map((chip) => chip.dataset.party));
    picture.classList.toggle("chosen", chosen.length > 0);
    for (const party of all(".party", picture)) party.classList.toggle("on", keys.has(party.dataset.party));
    const shapes = [shape("rect", { class: "rest", y: 12, width: "100%", height: 22 })];
    let seats = 0;
    for (const chip of chosen) {
      shapes.push(shape("rect", { x: per(seats), y: 12, width: per(Number(chip.dataset.seats)), height: 22, fill: chip.dataset.colour }));
      seats += Number(chip.dataset.seats);
    }
    shapes.push(shape("line", { x1: per(majority), x2: per(majority), y1: 4, y2: 34 }));
    bar.replaceChildren(...shapes);
    box.classList.toggle("yes", seats >= majority);
    if (!chosen.length) said.textContent = invitation;
    else {
      const over = seats - majority, count = Math.abs(over);
      const words = over > 0 ? `${count} more than a majority takes.` : over === 0 ? "just a majority." : `${count} short of a majority.`;
      said.replaceChildren("Together ", make("b", { textContent: `${seats} of ${total} seats` }), `, ${words}`);
    }
  };
  const press = (chip) => {
    chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") !== "true");
    show();
  };
  for (const chip of chips) chip.addEventListener("click", () => press(chip));
  picture.addEventListener("click", (event) => {
    const key = event.target.closest(".party")?.dataset.party;
    const chip = chips.find((one) => one.dataset.party === key);
    if (chip) press(chip);
  });
  show();
}
addUp();

// On a phone a strip of elections is wider than the page: it begins at the one that is shown, else at the latest.
for (const list of all(".strip ul")) {
  const here = list.querySelector("[aria-current]");
  list.scrollLeft = here ? here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2 : list.scrollWidth;
}

// Sort a table by a column; the third press brings the first order back.
const measured = (row, column) => {
  const text = row.cells[column].textContent.trim().replace(/\u2212/g, "-").replace(/[,+±]/g, "");
  return text === "–" || text === "" ? null : Number.isNaN(Number(text)) ? text : Number(text);
};
for (const table of all(".sortable")) {
  const body = table.tBodies[0], first = [...body.rows], heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (head.classList.contains("bar")) return;
    const button = make("button", { type: "button", textContent: head.textContent });
    head.replaceChildren(button);
    const order = column ? [null, "descending", "ascending"] : [null, "ascending", "descending"];
    button.addEventListener("click", () => {
      const next = order[(order.indexOf(head.getAttribute("aria-sort")) + 1) % 3];
      for (const other of heads) other.removeAttribute("aria-sort");
      if (!next) return body.append(...first);
      head.setAttribute("aria-sort", next);
      const sign = next === "ascending" ? 1 : -1;
      const compared = (one, two) => {
        const [a, b] = [measured(one, column), measured(two, column)];
        if (a === null || b === null) return (a === null) - (b === null);
        return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)));
      };
      body.append(...[...first].sort(compared));
    });
  });
}

// Save a picture as PNG: the page's copy with its frame, its rules and its letters, painted at twice its size.
async function painted(picture) {
  if (!window.PICTURES) await load(`${root}assets/pictures.js`);
  const copy = picture.cloneNode(true), inner = copy.querySelector(".drawn"), [width, height] = picture.dataset.whole.split(" ");
  copy.classList.add("file");
  for (const [name, value] of Object.entries({ xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` })) copy.setAttribute(name, value);
  for (const [name, value] of Object.entries({ x: (width - inner.dataset.width) / 2, y: picture.dataset.top, width: inner.dataset.width })) inner.setAttribute(name, value);
  copy.prepend(Object.assign(document.createElementNS(SVG, "style"), { textContent: window.PICTURES.style + window.PICTURES.fonts }));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = make("canvas", { width: 2 * width, height: 2 * height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
for (const button of all("button.png")) {
  const picture = button.closest("figure")?.querySelector(".picture");
  button.hidden = !picture;
  button.addEventListener("click", async () => save(await painted(picture), `${button.dataset.name}.png`));
}

// Search: every word must begin a word of the title or of the line below it; accents and capitals make no difference.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const words = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
function search() {
  const form = document.querySelector(".search"), input = form.querySelector("input"), list = form.querySelector("ul"), status = form.querySelector("[role=status]");
  const most = 12;
  let entries, found = [], at = -1;
  form.hidden = false;
  const read = async () => {
    if (!window.INDEX) await load(`${root}assets/index.js`);
    entries ??= window.INDEX.map(([title, about, url]) => ({ title, about, url, words: ` ${words(`${title} ${about}`).join(" ")}`, own: words(title).join(" ") }));
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (number) => {
    at = number;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", n === at));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const go = (number) => { if (found[number]) location.href = root + found[number].url; };
  const show = async () => {
    await read();
    const asked = words(input.value), whole = asked.join(" ");
    const fitting = asked.length ? entries.filter((entry) => asked.every((word) => entry.words.includes(` ${word}`))) : [];
    // a title that begins with what was typed comes first, but what was found goes before the publications on it
    const rank = (entry) => 2 * entry.url.startsWith("sources/") - entry.own.startsWith(whole);
    found = fitting.sort((one, two) => rank(one) - rank(two)).slice(0, most);
    list.replaceChildren(...found.map((entry, n) => {
      const item = make("li", { id: `hit-${n}` }, make("bdi", { textContent: entry.title }), make("small", { textContent: entry.about }));
      item.setAttribute("role", "option");
      item.addEventListener("mousedown", (event) => { event.preventDefault(); go(n); });
      return item;
    }));
    status.textContent = asked.length ? `${fitting.length} found` : "";
    mark(-1);
    if (!found.length) return close();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  input.addEventListener("focus", read, { once: true });
  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      mark((at + step + found.length) % found.length);
    } else if (event.key === "Escape") close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(Math.max(at, 0));
  });
}
search();
