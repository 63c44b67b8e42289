// The reading list of this browser: its works are asked for by code, so that titles are those of today.

import { read, say, write } from "./shelf.js";

const page = document.querySelector("[data-list]");
const rows = page.querySelector("[data-rows]");
const pattern = page.querySelector("template");
const { lang } = document.documentElement;

function card(row, hit) {
  const item = pattern.content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  const own = hit ? hit.language : row.language;
  item.dataset.code = row.code;
  item.querySelector(".eyebrow").textContent = [page.dataset[`kind_${hit?.kind || row.kind}`], row.code].filter(Boolean).join(" · ");
  link.textContent = hit?.title || row.title;
  link.href = new URL(hit?.url || row.url, location.origin).pathname;
  if (own !== lang) link.lang = own;
  item.querySelector(".hit-text").textContent = hit ? hit.summary : page.dataset.gone;
  if (hit && own !== lang) item.querySelector(".hit-text").lang = own;
  const box = item.querySelector("input");
  if (hit?.kind === "case_study") box.value = row.code;
  else box.closest("label").remove();
  const button = item.querySelector("button");
  link.id = `kept-${row.code}`;
  button.setAttribute("aria-describedby", link.id);
  button.addEventListener("click", () => remove(row, item));
  return item;
}

function remove(row, item) {
  const next = item.nextElementSibling || item.previousElementSibling;
  write("kept", read("kept").filter((one) => one.code !== row.code));
  say(page.dataset.removed.replace("{title}", row.title));
  item.remove();
  (next?.querySelector("button") || page).focus();
  tools();
}

function tools() {
  const kept = read("kept");
  page.querySelector("[data-full]").hidden = !kept.length;
  page.querySelector("[data-empty]").hidden = kept.length > 0;
  page.querySelector("[data-compare]").hidden = rows.querySelectorAll("input").length < 2;
  const query = new URLSearchParams(kept.map((row) => ["id", row.code]));
  query.append("lang", lang);
  for (const link of page.querySelectorAll("[data-cite]")) link.href = `${link.dataset.cite}?${query}`;
}

let drawing = 0;
async function draw() {
  const mine = ++drawing;
  const kept = read("kept");
  let found = null;
  if (kept.length) {
    const query = new URLSearchParams(kept.map((row) => ["code", row.code]));
    query.append("lang", lang);
    try {
      const answer = await fetch(`${page.dataset.items}?${query}`, { headers: { Accept: "application/json" } });
      if (answer.ok) found = new Map((await answer.json()).results.map((hit) => [hit.id, hit]));
    } catch { /* without the network the list is shown as it was kept */ }
  }
  if (mine !== drawing) return; // the list has changed meanwhile, and is being asked for anew
  replace(read("kept").map((row) => card(row, found ? found.get(row.code) : { ...row, summary: "" })));
  tools();
}

// What was chosen stays, and so does the focus.
function replace(shown) {
  const chosen = new Set([...rows.querySelectorAll("input:checked")].map((box) => box.value));
  const active = rows.contains(document.activeElement) ? document.activeElement : null;
  const code = active?.closest("[data-code]").dataset.code;
  rows.replaceChildren(...shown);
  for (const box of rows.querySelectorAll("input")) box.checked = chosen.has(box.value);
  if (active) rows.querySelector(`[data-code="${CSS.escape(code)}"] ${active.localName}`)?.focus();
}

page.querySelector("[data-clear]").addEventListener("click", () => {
  write("kept", []);
  rows.replaceChildren();
  say(page.dataset.cleared);
  tools();
  page.focus();
});
addEventListener("storage", ({ key }) => { if (key === null || key === "hub.kept") draw(); });
addEventListener("pageshow", (event) => { if (event.persisted) draw(); });
draw();
