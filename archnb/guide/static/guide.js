// Searches the page, and lets the contents follow the reading. Without this script the page is complete all the same.
const form = document.querySelector("form");
const [words, severity] = form.elements;
const said = form.querySelector("[role=status]");
const nav = document.querySelector("nav");
const details = nav.querySelector("details");
// Contents list what the page holds, in the same order.
const entries = [...nav.querySelectorAll("ul > li")];
const groups = [...nav.querySelectorAll("ol > li")].map((entry, index) => {
  const section = document.querySelectorAll("main > section")[index];
  const title = section.querySelector("h2").textContent;
  const items = [...section.querySelectorAll("article")].map((article) => ({
    article,
    entry: entries.shift(),
    text: `${title} ${article.textContent}`,
  }));
  return { section, entry, items };
});

/** "rate" finds rates and rate_limit, but not generate. */
function atStart(word) {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}`, "iu");
}

function filter() {
  const wanted = words.value.split(/\s+/).filter(Boolean).map(atStart);
  let shown = 0;
  let all = 0;
  for (const { section, entry, items } of groups) {
    let some = false;
    for (const item of items) {
      const fits =
        (!severity.value || item.article.dataset.severity === severity.value) && wanted.every((word) => word.test(item.text));
      item.article.hidden = item.entry.hidden = !fits;
      some ||= fits;
      shown += fits;
      all += 1;
    }
    section.hidden = entry.hidden = !some;
  }
  said.textContent = shown === all ? "" : shown ? `${shown} of ${all} items` : "No item fits.";
}

function clear() {
  words.value = severity.value = "";
  filter();
}

/** A link to an item that the search hides shows everything again. */
function reveal() {
  const target = document.querySelector(":target");
  if (!target?.closest("[hidden]")) return;
  clear();
  target.scrollIntoView();
}

form.hidden = false;
if (matchMedia("(hover: hover)").matches) words.placeholder = "Search (press /)";
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", reveal);
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    words.focus();
    words.select();
  } else if (event.key === "Escape" && typing) {
    clear();
  }
});
// Contents stand beside the text where there is room, and follow it; on a phone they would be three screens before it.
if (matchMedia("(max-width: 62em)").matches) details.open = false;
const entryOf = new Map(groups.flatMap(({ items }) => items.map(({ article, entry }) => [article, entry])));
const reading = new IntersectionObserver(
  (seen) => {
    const article = seen.find(({ isIntersecting }) => isIntersecting)?.target;
    if (!article) return;
    nav.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const entry = entryOf.get(article);
    entry.firstElementChild.setAttribute("aria-current", "location");
    const [top, bottom] = [entry.offsetTop - nav.offsetTop, entry.offsetTop - nav.offsetTop + entry.offsetHeight];
    if (top < nav.scrollTop || bottom > nav.scrollTop + nav.clientHeight) nav.scrollTop = top - nav.clientHeight / 3;
  },
  { rootMargin: "-15% 0px -84% 0px" },
);
for (const article of entryOf.keys()) reading.observe(article);
