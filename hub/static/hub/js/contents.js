// Marks in the list of contents the chapter that is being read.

const nav = document.querySelector("[data-contents]");
const links = new Map([...(nav?.querySelectorAll("a") || [])].map((link) => [document.getElementById(link.hash.slice(1)) || link, link]));
const seen = new Set();
const LINE = 96; // pixels from the top: a chapter that begins above is being read

function mark() {
  const places = [...links.keys()];
  const shown = places.filter((place) => seen.has(place));
  const above = places.filter((place) => place.getBoundingClientRect().top < LINE);
  const current = above.at(-1) || shown[0];
  for (const [place, link] of links) {
    if (place === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if (nav) {
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
    mark();
  }, { rootMargin: `-${LINE}px 0px 0px 0px` });
  for (const place of links.keys()) watch.observe(place);
}
