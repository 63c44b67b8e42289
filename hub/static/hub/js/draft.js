// A proposal is saved while one types: one request at a time, a moment after the last key.

const PAUSE = 1500;
const RETRY = 10000;
const PATIENCE = 20000;

function keep(form) {
  const state = form.querySelector("[data-draft-state]");
  const unsaved = "unsaved" in form.dataset; // a colleague was quicker: a button decides, not the next key
  let timer = 0, saving = null, dirty = unsaved, stopped = unsaved, pressed = false, told = "";
  let unanswered = null; // stored or not, nobody knows: it goes again as it was, before anything newer

  // Aloud only what is new: not each saving, nor each try without a connection.
  function say(kind, text = form.dataset[kind]) {
    state.setAttribute("aria-live", kind === "saving" || kind === told ? "off" : "polite");
    state.textContent = text;
    if (kind !== "saving") told = kind;
  }

  function clock() {
    return new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  function save() {
    if (saving || stopped || pressed || !(dirty || unanswered)) return;
    saving = put().finally(() => { saving = null; });
  }

  function written() {
    const body = new FormData(form);
    body.set("action", "save");
    dirty = false;
    return body;
  }

  async function put() {
    unanswered ??= written();
    say("saving");
    try {
      const answer = await fetch(location.href, { method: "POST", body: unanswered, headers: { Accept: "application/json" }, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.ok) stored(await answer.json());
      else await refused(answer);
      unanswered = null;
      if (dirty) later(PAUSE);
    } catch {
      say("offline");
      later(RETRY);
    }
  }

  function stored({ version, address }) {
    form.elements.version.value = version;
    if (address && new URL(address, location).pathname !== location.pathname) moved(address);
    say("saved", form.dataset.saved.replace("{time}", clock()));
  }

  function moved(address) {
    history.replaceState(null, "", address);
    for (const link of document.querySelectorAll(".languages a")) link.href = address.replace(/^\/\w+/, `/${link.hreflang}`);
  }

  async function refused(answer) {
    stopped = true;
    dirty = true;
    const answered = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    say("refused", answered.message || form.dataset.refused);
  }

  // What a button sends goes on top of the save under way; pressed twice is pressed once.
  async function leave(event) {
    if (pressed) return event.preventDefault();
    clearTimeout(timer);
    pressed = true;
    const before = saving ?? (unanswered && put());
    if (before) {
      const { submitter } = event;
      event.preventDefault();
      await before;
      unanswered = null;
      pressed = false;
      return form.requestSubmit(submitter);
    }
    dirty = false;
    setTimeout(() => { pressed = false; save(); }, RETRY); // the page is still here: the line broke
  }

  form.addEventListener("input", () => { dirty = true; later(PAUSE); });
  form.addEventListener("submit", leave);
  addEventListener("online", () => later(0));
  addEventListener("beforeunload", (event) => { if (dirty || unanswered) event.preventDefault(); });
}

for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
