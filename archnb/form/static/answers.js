// What answers are called and look like, and which items a filter or a search shows. No DOM.

export const STATUSES = [
  { status: "yes", label: "Yes", glyph: "✔", key: "y" },
  { status: "partial", label: "Partial", glyph: "◐", key: "p" },
  { status: "no", label: "No", glyph: "✘", key: "n" },
  { status: "na", label: "N/A", glyph: "–", key: "a" },
];

export const UNANSWERED = { status: "unanswered", note: "", evidence: [], owner: "", due: null };

export const FILTERS = [
  { name: "unanswered", label: "Unanswered", shows: (item, answer) => answer.status === "unanswered" },
  { name: "findings", label: "Findings", shows: (item, answer) => isFinding(answer.status) },
  {
    name: "critical",
    label: "Critical",
    shows: (item, answer) => item.severity === "critical" && isFinding(answer.status),
  },
  { name: "mine", label: "Mine", shows: (item, answer, me) => answer.reviewer === me && answer.status !== "unanswered" },
  { name: "check", label: "Check again", shows: (item, answer) => Boolean(answer.check), rare: true },
];

export function isFinding(status) {
  return status === "no" || status === "partial";
}

/** Count the statuses that `answerOf` gives for `items`. */
export function tally(items, answerOf) {
  const counts = { yes: 0, partial: 0, no: 0, na: 0, unanswered: 0 };
  for (const item of items) counts[answerOf(item.id).status] += 1;
  return counts;
}

/** Whether every word of `query` stands in the item's text, id, severity, note, evidence or owner. */
export function found(item, answer, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [item.text, item.id, item.severity, answer.note, answer.owner, ...answer.evidence].join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The item after `start` (before it, with step -1) for which `wanted` holds, going round once. */
export function nextItem(items, start, wanted, step = 1) {
  for (let n = 1; n <= items.length; n += 1) {
    const item = items[(((start + step * n) % items.length) + items.length) % items.length];
    if (wanted(item)) return item;
  }
  return undefined;
}

/** The address that a piece of evidence links to, or undefined: only http, https and mailto lead anywhere. */
export function linkOf(evidence) {
  if (!/^(https?:\/\/|mailto:)\S+$/i.test(evidence)) return undefined;
  try {
    return new URL(evidence).href;
  } catch {
    return undefined;
  }
}

/** "today 14:02", "3 Nov", or "3 Nov 2025", in the reader's own time zone. */
export function shortTime(iso, now = new Date()) {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return "";
  if (then.toDateString() === now.toDateString()) return `today ${clock(then)}`;
  const day = { day: "numeric", month: "short" };
  if (then.getFullYear() !== now.getFullYear()) day.year = "numeric";
  return then.toLocaleDateString("en-GB", day);
}

export function clock(date) {
  return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

export function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
