// Keeps the page of an entrance on the device, with nothing of anybody's in it, for when the site cannot be reached.
// `KEPT` is told by the script that imports this one: the address of the kept page, which is another one with every
// change of it, and of its files.

const PATIENCE = 4000; // milliseconds for the site's answer
const LOST = 10000; // milliseconds for which the site is not asked for files after it did not answer
const OWN = `entrance ${registration.scope} `;
const CACHE = { cacheName: OWN + KEPT.page, ignoreVary: true };
const AWAY = [502, 503, 504]; // a proxy without the site behind it
let lost = 0;

// The page comes last: where it is, everything is.
async function keep() {
  if (await caches.match(KEPT.page, CACHE)) return;
  const cache = await caches.open(CACHE.cacheName);
  await cache.addAll(KEPT.files);
  await cache.add(new Request(KEPT.page, { redirect: "error" }));
}

async function forget(but) {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN) && name !== but).map((name) => caches.delete(name)));
}

function late() {
  return new Promise((_, reject) => { setTimeout(reject, PATIENCE); });
}

async function page(request) {
  const asked = fetch(request);
  const kept = await caches.match(KEPT.page, CACHE);
  if (!kept) return asked;
  try {
    const answer = await Promise.race([asked, late()]);
    if (answer.type === "opaqueredirect" || [403, 404].includes(answer.status)) await forget(); // not a helper any more
    if (!AWAY.includes(answer.status)) return answer;
  } catch { /* no connection, or none to speak of */ }
  lost = Date.now();
  return kept;
}

async function file(request) {
  const kept = await caches.match(request, CACHE);
  if (kept && Date.now() - lost < LOST) return kept;
  return fetch(request).catch(() => kept || Response.error());
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keep());
});
addEventListener("activate", (event) => event.waitUntil(forget(CACHE.cacheName)));
addEventListener("message", (event) => event.waitUntil(keep().then(() => event.source.postMessage("kept"))));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && pathname === new URL(registration.scope).pathname) event.respondWith(page(request));
  else if (KEPT.files.includes(pathname)) event.respondWith(file(request));
});
