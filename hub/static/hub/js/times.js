// The reader's own time beside an event's, wherever the two clocks differ. The page says in words in which
// zone its times are, so nothing is lost without this file.

const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const language = document.documentElement.lang;
const locale = { en: "en-GB", kk: "ru" }[language] ?? language; // not every browser knows the months in Kazakh
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: own };
const calendar = { day: "numeric", month: language === "kk" ? "2-digit" : "short", ...clock };

// The wall clock of a zone at a moment, as text that can be compared.
function wall(moment, timeZone, options = { dateStyle: "short", timeStyle: "short" }) {
  return new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(moment);
}

for (const line of document.querySelectorAll("[data-yours]")) {
  const moments = [...line.querySelectorAll("time")].map((time) => new Date(time.dateTime));
  const zone = line.dataset.zone;
  if (!own || !moments.length || moments.every((moment) => wall(moment, own) === wall(moment, zone))) continue;
  const sameDay = moments.every((moment) => wall(moment, own, { dateStyle: "short" }) === wall(moment, zone, { dateStyle: "short" }));
  const format = new Intl.DateTimeFormat(locale, sameDay ? clock : calendar);
  const shown = moments.map((moment) => format.format(moment)).join(sameDay ? "–" : " – ");
  const yours = document.createElement("span");
  yours.className = "yours";
  yours.textContent = line.dataset.yours.replace("{time}", shown);
  line.append(yours);
}
