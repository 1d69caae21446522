// What to do with answers that were never saved: hand them over as a file, or ask about those that others overtook.

import { plural } from "./answers.js";
import { button, element } from "./dom.js";

/** Offer unsent changes as a file of JSON lines. */
export function downloadEntries(entries) {
  const lines = entries.map(({ item, patch, since }) => JSON.stringify({ item, ...patch, typed: new Date(since).toISOString() }));
  const url = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "application/jsonl" }));
  element("a", { href: url, download: "unsent-answers.jsonl" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Ask in `place` about unsent changes that somebody has answered over since; `decide` gets those to send after all. */
export function askAboutOvertaken(place, entries, decide) {
  place.hidden = entries.length === 0;
  const done = (chosen) => () => {
    decide(chosen);
    place.hidden = true;
  };
  const items = entries.map(({ item }) => item).join(", ");
  place.replaceChildren(
    `${plural(entries.length, "answer")} never sent from this browser, and answered by somebody since: ${items} `,
    button("", { onclick: done(entries) }, "Use mine"),
    button("", { onclick: done([]) }, "Keep the newer"),
    button("", { onclick: () => downloadEntries(entries) }, "Download mine"),
  );
}
