// The entrance of an event. What is scanned or typed is kept on this device until the server has answered for it.

const RETRY = 5000; // milliseconds between two tries
const PATIENCE = 8000; // milliseconds for an answer
const TRIES = 3; // answers that were a fault of the server's before an entry is set aside
const AWAY = [502, 503, 504]; // a proxy without the site behind it
const SAME = 4000; // milliseconds in which one code before the camera is one scan

class Entrance {
  constructor(root) {
    this.root = root;
    this.key = `entrance:${root.dataset.entrance}`;
    this.result = root.querySelector("[data-result]");
    this.token = root.querySelector("[name=csrfmiddlewaretoken]")?.value; // the kept page has none
    if (!this.token) root.querySelector("#entry").value = new URLSearchParams(location.search).get("entry") || "";
    this.connected(Boolean(this.token) && navigator.onLine);
    root.querySelector("[data-retry]").addEventListener("click", () => this.tryAgain());
    for (const form of root.querySelectorAll("[data-entry-form]")) {
      form.addEventListener("submit", (event) => this.submitted(event, form));
    }
    addEventListener("online", () => this.send());
    addEventListener("offline", () => this.connected(false));
    addEventListener("storage", () => this.again());
    setInterval(() => this.send(), RETRY);
    this.again();
    this.send();
  }

  read() {
    if (this.alone) return this.queue;
    try {
      return JSON.parse(localStorage.getItem(this.key)) || [];
    } catch {
      return [];
    }
  }

  // Another window of the same entrance may have changed it meanwhile.
  change(made) {
    this.queue = made(this.read());
    try {
      localStorage.setItem(this.key, JSON.stringify(this.queue));
    } catch {
      this.alone = true; // a private window: kept while the page is open
    }
    this.draw();
  }

  submitted(event, form) {
    event.preventDefault();
    const input = form.elements.entry;
    this.enter(input.value);
    if (input.type !== "hidden") {
      input.value = "";
      input.focus();
    }
  }

  enter(entry) {
    if (!entry.trim()) return;
    const scan = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    this.change((queue) => [...queue, { entry: entry.trim(), scan, at: new Date().toISOString() }]);
    this.send();
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    try {
      this.queue = this.read();
      const tried = new Set();
      const next = () => this.queue.find((one) => !one.parked && !tried.has(one.scan));
      for (let item = next(); item; item = next()) {
        tried.add(item.scan);
        const answer = await this.ask(item);
        this.show(answer, item);
        if (answer.state === "waiting" || answer.state === "signin") break;
        const left = answer.state === "parked" || answer.state === "failed" ? [item] : [];
        this.change((queue) => queue.flatMap((other) => (other.scan === item.scan ? left : other)));
      }
      if (!this.there && this.queue.every((item) => item.parked)) await this.renew().catch(() => {});
    } finally {
      this.busy = false;
    }
  }

  async ask(item) {
    try {
      if (!this.token && !(await this.renew())) return { state: "signin" };
      let response = await this.post(item);
      if (response.status === 403 && (await this.renew())) response = await this.post(item);
      if (refused(response)) return { state: "signin" };
      return response.ok ? await response.json() : this.failed(item);
    } catch {
      this.connected(false);
      return { state: "waiting" };
    }
  }

  post(item) {
    const body = new FormData();
    body.set("entry", item.entry);
    body.set("scan", item.scan);
    body.set("csrfmiddlewaretoken", this.token);
    return this.reach({ method: "POST", body });
  }

  async reach(options) {
    const response = await fetch(location.pathname, { ...options, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
    if (AWAY.includes(response.status)) throw new Error("away");
    this.connected(true);
    return response;
  }

  // A token for a page that was kept, or was open while somebody signed in again. False for whoever may not check in.
  async renew() {
    const response = await this.reach({});
    if (refused(response)) return false;
    const { token, ...numbers } = await response.json();
    this.token = token;
    this.count(numbers);
    return true;
  }

  connected(there) {
    this.there = there;
    this.root.querySelector("[data-offline]").hidden = there;
    const back = this.root.querySelector("[data-back]"); // of the kept page
    if (back) back.hidden = !there;
  }

  count({ here, expected }) {
    this.root.querySelector("[data-here]").textContent = here;
    this.root.querySelector("[data-expected]").textContent = expected;
    this.root.querySelector("[data-count]").hidden = false;
  }

  // The server answers, and cannot with this one: it must not hold up those behind it.
  failed(item) {
    item.failures = (item.failures || 0) + 1;
    item.parked = item.failures >= TRIES;
    return { state: item.parked ? "parked" : "failed" };
  }

  tryAgain() {
    this.change((queue) => queue.map((item) => ({ ...item, parked: false, failures: 0 })));
    this.send();
  }

  show(answer, item) {
    if (answer.state === "failed") return;
    if (answer.state === "waiting" && this.shown === item.scan) return;
    this.shown = item.scan;
    const words = this.result.dataset;
    const since = answer.state === "again" ? `${words.since} ${answer.at}${answer.by ? `, ${words.by} ${answer.by}` : ""}` : "";
    words.state = answer.state;
    const word = words[answer.why || answer.state];
    this.write("word", word);
    this.write("name", answer.name || (["waiting", "parked"].includes(answer.state) ? short(item.entry) : ""));
    this.write("about", answer.about || "");
    this.write("when", since);
    this.result.hidden = false;
    this.result.scrollIntoView({ block: "nearest" });
    if (answer.expected !== undefined) {
      this.count(answer);
      this.log(`${word}: ${answer.name || short(item.entry)} ${since}`);
    }
  }

  write(part, text) {
    this.result.querySelector(`[data-${part}]`).textContent = text;
  }

  log(text) {
    const section = this.root.querySelector("[data-log]");
    const line = document.createElement("li");
    line.textContent = text;
    section.querySelector("ol").prepend(line);
    section.hidden = false;
  }

  again() {
    this.queue = this.read();
    this.draw();
  }

  draw() {
    const section = this.root.querySelector("[data-queue]");
    section.hidden = !this.queue.length;
    section.querySelector("[data-retry]").hidden = !this.queue.some((item) => item.parked);
    section.querySelector("[data-queue-note]").textContent = this.result.dataset.note;
    section.querySelector("ol").replaceChildren(...this.queue.map((item) => {
      const line = document.createElement("li");
      line.textContent = `${short(item.entry)} · ${new Date(item.at).toLocaleTimeString(document.documentElement.lang)}${item.parked ? ` · ${this.result.dataset.parked}` : ""}`;
      return line;
    }));
  }
}

class Camera {
  constructor(entrance, button, video) {
    this.entrance = entrance;
    this.video = video;
    this.detector = new BarcodeDetector({ formats: ["qr_code"] });
    button.hidden = false;
    button.addEventListener("click", () => (this.stream ? this.stop() : this.start()));
  }

  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      this.entrance.log(this.entrance.result.dataset.nocamera);
      return;
    }
    this.video.srcObject = this.stream;
    this.video.hidden = false;
    await this.video.play();
    this.timer = setInterval(() => this.look(), 250);
  }

  async look() {
    const [code] = await this.detector.detect(this.video).catch(() => []);
    if (!code || (code.rawValue === this.last && Date.now() - this.seen < SAME)) return;
    this.last = code.rawValue;
    this.seen = Date.now();
    this.entrance.enter(code.rawValue);
  }

  stop() {
    clearInterval(this.timer);
    for (const track of this.stream.getTracks()) track.stop();
    this.stream = null;
    this.video.hidden = true;
  }
}

// Signed out, or not a helper of this event any more.
function refused(response) {
  return response.redirected || [401, 403, 404].includes(response.status);
}

// A ticket's address is long; its end tells one from another.
function short(entry) {
  return entry.length > 20 ? `…${entry.slice(-12)}` : entry;
}

// Has the page kept on this device (entrance-worker.js), and says so once it is.
async function keep(note) {
  navigator.serviceWorker.addEventListener("message", () => { note.hidden = false; });
  await navigator.serviceWorker.register(note.dataset.kept);
  (await navigator.serviceWorker.ready).active.postMessage("keep");
}

const root = document.querySelector("[data-entrance]");
if (root) {
  const entrance = new Entrance(root);
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    new Camera(entrance, root.querySelector("[data-scan]"), root.querySelector("video"));
  }
  const note = root.querySelector("[data-kept]");
  if (note && navigator.serviceWorker) keep(note).catch(() => {}); // then the page works as long as it is open
}
