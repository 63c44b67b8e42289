// Where nobody is signed in, the pages of entrances that this device has kept are forgotten (entrance-worker.js). What
// waits to be sent is not.

async function forget() {
  const names = (await caches.keys()).filter((name) => name.startsWith("entrance "));
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all([...names.map((name) => caches.delete(name)), ...workers.map((worker) => worker.unregister())]);
}

const leaving = document.querySelector("[data-leaving]");
if (navigator.serviceWorker && leaving) {
  const form = document.querySelector("main form");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await forget().catch(() => {}); // a browser that keeps nothing
    form.submit();
  });
} else if (navigator.serviceWorker) {
  forget().catch(() => {});
}
