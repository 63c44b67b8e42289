// A proposal is saved while one types: one request at a time, a moment after the last key.

const PAUSE = 1500;
const RETRY = 10000;

function keep(form) {
  const state = form.querySelector("[data-draft-state]");
  let timer = 0, busy = false, dirty = false, stopped = false;

  function say(text) { state.textContent = text; }

  function clock() {
    return new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  async function save() {
    if (busy || stopped || !dirty) return;
    busy = true;
    dirty = false;
    say(form.dataset.saving);
    try {
      const body = new FormData(form);
      body.set("action", "save");
      const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
      if (answer.ok) stored(await answer.json());
      else await refused(answer);
    } catch {
      dirty = true;
      say(form.dataset.offline);
      later(RETRY);
    }
    busy = false;
    if (dirty && navigator.onLine) later(PAUSE);
  }

  function stored({ version, address }) {
    form.elements.version.value = version;
    if (address && new URL(address, location).pathname !== location.pathname) history.replaceState(null, "", address);
    say(form.dataset.saved.replace("{time}", clock()));
  }

  async function refused(answer) {
    stopped = true;
    dirty = true;
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    say(told.message || form.dataset.refused);
  }

  form.addEventListener("input", () => { dirty = true; later(PAUSE); });
  form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; dirty = false; });
  addEventListener("online", () => later(0));
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}

for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
