// What any page has: buttons that fold, copy and print; the reader's own time beside an event's.

function fold() {
  for (const button of document.querySelectorAll("[data-toggle]")) {
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
    });
  }
}

function copy() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.querySelector("span");
    const before = label.textContent;
    label.setAttribute("aria-live", "polite");
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy || location.href);
      label.textContent = button.dataset.done;
      setTimeout(() => { label.textContent = before; }, 2500);
    });
  }
}

function print() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

// Minutes that the zone is ahead of UTC at a moment.
function offset(moment, timeZone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts(moment);
  const { year, month, day, hour, minute } = Object.fromEntries(parts.map((part) => [part.type, part.value]));
  return Date.UTC(year, month - 1, day, hour, minute) / 60000 - Math.floor(moment / 60000);
}

function readersTime() {
  const language = document.documentElement.lang;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const time of document.querySelectorAll("time[data-yours]")) {
    const moment = new Date(time.dateTime);
    if (!own || offset(moment, own) === offset(moment, time.dataset.zone)) continue;
    const shown = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: own,
    }).format(moment);
    const line = document.createElement("span");
    line.className = "yours";
    line.textContent = time.dataset.yours.replace("{time}", shown);
    time.parentElement.append(line);
  }
}

// The disclosure of an answer that is hidden on paper is opened before printing.
function unfoldForPrint() {
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".fold")) details.open = true;
  });
}

fold();
copy();
print();
readersTime();
unfoldForPrint();
