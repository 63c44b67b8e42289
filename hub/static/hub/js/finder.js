// Facets at once: the page itself is fetched for the new address and its parts take the place of the old ones.
// Without this file the form works with its Apply button.

const form = document.getElementById("facets");
const results = document.getElementById("results");
const groups = document.getElementById("facet-groups");
const count = document.getElementById("count");
const apply = form?.querySelector("[data-apply]");
let running = null;
let cut = false; // the page was left before the answer came
let shown = here();

function here() { return location.pathname + location.search; }

function address() {
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (value) url.searchParams.append(name, value);
  }
  return url;
}

// What the address does not hold: how far one has scrolled, which groups are open, what was typed to narrow them.
// It stands in the history, entry by entry, so that Back leads to the same place. While the list is that of another
// entry, which one has just left, nothing is written down.
function place() {
  const open = [...groups.querySelectorAll("[data-facet]")].map((group) => [
    group.dataset.facet, group.open, group.querySelector("[data-narrow]")?.value || "", group.querySelector(".facet-list").scrollTop,
  ]);
  return { finder: true, y: Math.round(scrollY), open };
}

let waiting = 0;
function keepPlace() {
  clearTimeout(waiting);
  if (shown === here()) history.replaceState(place(), "");
}

function keepPlaceSoon() {
  clearTimeout(waiting);
  if (results.hasAttribute("aria-busy")) return; // the browser scrolls what is still the old list
  waiting = setTimeout(keepPlace, 200);
}

function backTo({ y, open } = {}) {
  for (const [facet, unfolded, narrowed, scrolled] of open || []) {
    const group = groups.querySelector(`[data-facet="${CSS.escape(facet)}"]`);
    if (!group) continue;
    group.open = unfolded;
    const box = group.querySelector("[data-narrow]");
    if (box) {
      box.value = narrowed;
      narrow(box);
    }
    group.querySelector(".facet-list").scrollTop = scrolled;
  }
  if (y !== undefined) scrollTo({ top: y, behavior: "instant" });
}

async function go(url, { remember = true, focus = null, before = null } = {}) {
  running?.abort();
  keepPlace();
  const mine = running = new AbortController();
  const asked = here();
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== running || (!remember && asked !== here())) return; // one has gone back and forth meanwhile
    if (remember) history.pushState(null, "", url);
    draw(page);
    shown = here();
    if (remember) keepPlace();
    else {
      document.getElementById("q").value = new URL(url).searchParams.get("q") || "";
      backTo(before || { y: 0 });
    }
    results.dispatchEvent(new Event("drawn"));
    focus?.focus({ preventScroll: true });
  } catch (error) {
    if (error.name === "AbortError") return;
    if (remember) location.assign(url); // let the browser show what is wrong
    else location.reload();
  } finally {
    if (mine === running) results.removeAttribute("aria-busy");
  }
}

function draw(page) {
  document.title = page.title;
  drawGroups(page.getElementById("facet-groups"));
  const within = results.contains(document.activeElement);
  results.replaceChildren(...page.getElementById("results").childNodes);
  if (within) results.focus({ preventScroll: true });
  document.querySelector(".languages").replaceChildren(...page.querySelector(".languages").childNodes);
  drawSort(page.getElementById("sort"));
  const toggle = page.querySelector(".filters-toggle");
  document.querySelector(".filters-toggle").replaceChildren(...toggle.childNodes);
  count.replaceChildren(...page.getElementById("count").childNodes); // a status: announced as it changes
  sayHowMany();
}

// A list that loses its chosen line chooses another one, so what was chosen is noted before they are moved.
function drawSort(fresh) {
  if (!fresh) return;
  const sort = document.getElementById("sort");
  const { value } = fresh;
  sort.replaceChildren(...fresh.children);
  sort.value = value;
}

function sayHowMany() {
  apply.textContent = `${apply.dataset.apply} (${count.querySelector("strong").textContent})`;
}

// Focus and where it is on the screen, open groups, what was typed to narrow them and how far they were scrolled stay.
function drawGroups(fresh) {
  const focused = groups.contains(document.activeElement) ? document.activeElement : null;
  const height = focused?.getBoundingClientRect().top;
  const kept = new Map();
  for (const group of groups.querySelectorAll("[data-facet]")) {
    kept.set(group.dataset.facet, {
      open: group.open,
      narrowed: group.querySelector("[data-narrow]")?.value || "",
      scrolled: group.querySelector(".facet-list").scrollTop,
    });
  }
  groups.replaceChildren(...fresh.childNodes);
  prepare();
  for (const group of groups.querySelectorAll("[data-facet]")) {
    const before = kept.get(group.dataset.facet);
    if (!before) continue;
    group.open = before.open;
    const box = group.querySelector("[data-narrow]");
    if (box && before.narrowed) {
      box.value = before.narrowed;
      narrow(box);
    }
    group.querySelector(".facet-list").scrollTop = before.scrolled;
  }
  if (focused) focusAgain(focused, height);
}

// A choice that has no work may be gone once it is not chosen, and its group with it.
function focusAgain({ id, parentElement }, height) {
  const facet = parentElement.closest("[data-facet]").dataset.facet;
  const group = groups.querySelector(`[data-facet="${CSS.escape(facet)}"]`);
  for (const place of [id && document.getElementById(id), group?.querySelector("summary"), results]) {
    if (!place) continue;
    place.focus({ preventScroll: true });
    if (document.activeElement !== place) continue;
    if (place !== results) scrollBy({ top: place.getBoundingClientRect().top - height, behavior: "instant" });
    return;
  }
}

function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u0305\u0307-\u036f]/g, "").normalize("NFC").replaceAll("ё", "е");
}

function narrow(box) {
  const group = box.closest("[data-facet]");
  const words = plain(box.value.trim());
  let shown = 0;
  for (const choice of group.querySelectorAll(".choice")) {
    const fits = plain(choice.querySelector("label").textContent).includes(words);
    choice.hidden = !fits && !choice.querySelector("input").checked;
    if (fits) shown += 1;
  }
  const nothing = group.querySelector("[data-nothing]");
  nothing.textContent = shown ? "" : nothing.dataset.nothing;
}

function prepare() {
  for (const line of groups.querySelectorAll(".facet-narrow")) line.hidden = false;
}

function listen() {
  apply.parentElement.dataset.ready = ""; // on a phone it closes the conditions; elsewhere it is not shown
  sayHowMany();
  apply.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector(".filters-toggle").setAttribute("aria-expanded", "false");
    results.focus({ preventScroll: true });
    count.scrollIntoView();
  });
  prepare();
  groups.addEventListener("change", (event) => {
    if (event.target.type === "checkbox") go(address());
  });
  groups.addEventListener("input", (event) => {
    if (event.target.matches("[data-narrow]")) narrow(event.target);
  });
  groups.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-narrow]")) event.preventDefault();
  });
  document.getElementById("sort")?.addEventListener("change", () => go(address()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address());
  });
  results.addEventListener("click", (event) => {
    const link = event.target.closest(".chip, .chip-clear");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.href, { focus: results });
  });
  addEventListener("popstate", ({ state }) => {
    if (shown === here()) return; // only the fragment is another
    go(location.href, { remember: false, before: state });
  });
  addEventListener("scroll", keepPlaceSoon, { passive: true });
  groups.addEventListener("toggle", keepPlaceSoon, true);
  groups.addEventListener("input", keepPlaceSoon);
  addEventListener("pagehide", () => {
    keepPlace();
    cut = results.hasAttribute("aria-busy");
    running?.abort();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || !cut) return;
    if (shown === here()) go(address());
    else go(location.href, { remember: false, before: history.state });
  });
  if (history.state?.finder) backTo(history.state); // a page that the browser has loaded anew
}

if (form && results && groups && count) listen();
