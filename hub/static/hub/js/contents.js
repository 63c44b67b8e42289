// Marks in the list of contents the chapter that is being read.

const nav = document.querySelector("[data-contents]");
const links = new Map([...(nav?.querySelectorAll("a") || [])].map((link) => [document.getElementById(link.hash.slice(1)) || link, link]));
const seen = new Set();

function mark() {
  const places = [...links.keys()];
  const shown = places.filter((place) => seen.has(place));
  const above = places.filter((place) => place.getBoundingClientRect().top < innerHeight / 3);
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
  }, { rootMargin: "0px 0px -60% 0px" });
  for (const place of links.keys()) watch.observe(place);
}
