// What this browser remembers, and nobody else: works that one keeps, works that one has looked at, and the list of
// results from which one came. Without this file the site works as before.

const words = document.querySelector("[data-shelf]")?.dataset;
const language = document.documentElement.lang;
const MOST = { kept: 100, recent: 12 };
const unwatched = navigator.globalPrivacyControl || navigator.doNotTrack === "1";

export function read(name) {
  try {
    const rows = JSON.parse(localStorage.getItem(`hub.${name}`) || "[]");
    return Array.isArray(rows) ? rows.filter((row) => row && typeof row.code === "string") : [];
  } catch {
    return [];
  }
}

// Whether it is kept now: a browser may have no room left.
export function write(name, rows) {
  let stored = true;
  try {
    if (rows.length) localStorage.setItem(`hub.${name}`, JSON.stringify(rows.slice(0, MOST[name])));
    else localStorage.removeItem(`hub.${name}`);
  } catch {
    stored = false;
  }
  if (name === "kept") show();
  return stored;
}

function mayKeep() {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
}

// Keeping

const TITLES = ".hit-title, .card-title, .register-title a";

function work(element, kind) {
  const heading = element.querySelector(`${TITLES}, h1`);
  const link = heading.closest("a") || heading.querySelector("a");
  return {
    code: element.dataset.code,
    kind,
    language: heading.lang || language,
    title: heading.textContent.trim(),
    url: link ? new URL(link.href).pathname : location.pathname,
    added: new Date().toISOString().slice(0, 10),
  };
}

function toggle(button, row) {
  const rows = read("kept");
  const there = rows.some((one) => one.code === row.code);
  if (!there && rows.length >= MOST.kept) {
    say(words.nomore.replace("{most}", MOST.kept), true);
    return;
  }
  const stored = write("kept", there ? rows.filter((one) => one.code !== row.code) : [row, ...rows]);
  const said = there ? words.removed : words.added;
  say((stored ? said : words.unkept).replace("{title}", row.title), !stored);
}

function show() {
  const codes = new Set(read("kept").map((row) => row.code));
  for (const button of document.querySelectorAll("button[data-keep]")) {
    const kept = codes.has(button.dataset.keep);
    button.setAttribute("aria-pressed", String(kept));
    const use = button.querySelector("use");
    if (use) use.setAttribute("href", use.getAttribute("href").replace(/#\w+$/, kept ? "#kept" : "#keep"));
  }
  const count = document.querySelector("[data-shelf-count]");
  if (count) count.textContent = codes.size ? ` ${codes.size}` : "";
}

// What the page does not show by itself is `seen` too, until one clicks anywhere.
let told = null;
export function say(text, seen = false) {
  if (!told) {
    told = document.createElement("p");
    told.setAttribute("role", "status");
    document.body.append(told);
    addEventListener("click", () => { told.className = "visually-hidden"; }, { capture: true });
  }
  told.textContent = "";
  told.className = seen ? "told" : "visually-hidden";
  setTimeout(() => { told.textContent = text; }, 50);
}

// Works in a list get their buttons here, so that the page is not longer for it.
function decorate() {
  for (const hit of document.querySelectorAll("[data-code]:not([data-ready])")) {
    hit.dataset.ready = "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "keep";
    button.dataset.keep = hit.dataset.code;
    button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${words.icons}#keep"/></svg>`;
    const label = document.createElement("span");
    label.textContent = words.keep;
    button.append(label);
    const title = hit.querySelector(TITLES);
    title.id ||= `${hit.classList[0] || "row"}-${hit.dataset.code}`;
    button.setAttribute("aria-describedby", title.id);
    button.addEventListener("click", () => toggle(button, work(hit, hit.dataset.kind)));
    hit.querySelector(".hit-acts").append(button);
  }
  show();
}

// The page of a work

function lookAt(button) {
  const article = button.closest("article");
  article.dataset.code = button.dataset.keep;
  article.dataset.ready = "";
  const row = work(article, button.dataset.kind);
  button.hidden = false;
  button.addEventListener("click", () => toggle(button, row));
  if (unwatched) write("recent", []);
  else write("recent", [row, ...read("recent").filter((one) => one.code !== row.code)]);
}

// Works that one has looked at

function endonym(code) {
  return document.querySelector(`.languages [lang="${CSS.escape(code)}"]`)?.textContent || code;
}

function glance({ title, url, language: own, kind }, original) {
  const item = document.createElement("li");
  const note = document.createElement("span");
  note.className = "eyebrow";
  note.textContent = words[`kind_${kind}`] || "";
  const link = document.createElement("a");
  link.href = new URL(url, location.origin).pathname;
  link.textContent = title;
  item.append(note, link);
  if (own === language) return item;
  const badge = document.createElement("span");
  const name = document.createElement("span");
  badge.className = "foreign";
  link.lang = name.lang = own;
  name.textContent = endonym(own);
  badge.append(`${original} `, name);
  item.append(" ", badge);
  return item;
}

// Works that were looked at in another language are asked for once in the reader's, and without who the reader is.
async function translate(rows, address) {
  const codes = rows.filter((row) => row.language !== language && row.sought !== language).map((row) => row.code);
  if (!codes.length) return rows;
  const query = new URLSearchParams([...codes.map((code) => ["code", code]), ["lang", language]]);
  try {
    const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" }, credentials: "omit" });
    if (!answer.ok) return rows;
    const found = new Map((await answer.json()).results.map((hit) => [hit.id, hit]));
    const known = rows.filter((row) => !codes.includes(row.code) || found.has(row.code)).map((row) => {
      const hit = found.get(row.code);
      return hit ? { ...row, title: hit.title, url: new URL(hit.url).pathname, language: hit.language, sought: language } : row;
    });
    write("recent", known);
    return known;
  } catch { // without the network they are shown as they were kept
    return rows;
  }
}

async function recall(section) {
  const kept = read("recent");
  if (!kept.length || unwatched) return;
  const { items, original } = section.dataset;
  const rows = await translate(kept, items);
  section.querySelector("ul").replaceChildren(...rows.map((row) => glance(row, original)));
  section.querySelector("button").onclick = () => {
    write("recent", []);
    section.hidden = true;
    document.getElementById("main").focus({ preventScroll: true });
    say(words.cleared);
  };
  section.hidden = !rows.length;
}

// The list of results from which one came

function here() { return location.pathname + location.search; }

function noteResults(results) {
  const links = [...results.querySelectorAll(".hit-title a, .card-title a, .register-title a")];
  const works = links.map((link) => new URL(link.href).pathname);
  try {
    sessionStorage.setItem("hub.results", JSON.stringify({ url: here(), works }));
  } catch { /* then there is no way back but the browser's */ }
}

function wayBack(steps) {
  let came;
  try {
    came = JSON.parse(sessionStorage.getItem("hub.results"));
  } catch { /* nothing was noted */ }
  if (!came || !document.referrer) return;
  const from = new URL(document.referrer);
  const at = came.works.indexOf(location.pathname);
  if (from.origin !== location.origin || at < 0) return;
  if (from.pathname + from.search !== came.url && !came.works.includes(from.pathname)) return;
  const back = steps.querySelector("[data-back]");
  back.href = came.url;
  if (from.pathname + from.search === came.url) {
    back.addEventListener("click", (event) => { // the browser's own way: the list is where it was
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button || history.length < 2) return;
      if (location.hash) return; // a chapter was gone to: one step back is this page again
      event.preventDefault();
      history.back();
    });
  }
  for (const [name, step] of [["previous", -1], ["next", 1]]) {
    const link = steps.querySelector(`[data-${name}]`);
    link.hidden = !came.works[at + step];
    if (!link.hidden) link.href = came.works[at + step];
  }
  steps.hidden = false;
}

if (words) {
  const results = document.querySelector(".finder #results"); // a case has a chapter of that name
  const button = document.querySelector("article button[data-keep]");
  if (mayKeep()) {
    if (button) lookAt(button);
    decorate();
    results?.addEventListener("drawn", decorate);
  }
  if (results) {
    noteResults(results);
    results.addEventListener("drawn", () => noteResults(results));
  }
  document.querySelectorAll("[data-recent]").forEach(recall);
  document.querySelectorAll("[data-steps]").forEach(wayBack);
  addEventListener("storage", show);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    show();
    if (results) noteResults(results);
    document.querySelectorAll("[data-recent]").forEach(recall);
  });
}
