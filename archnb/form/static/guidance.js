// What helps to decide an item: why it matters, how to check it, what counts as which answer, and overlapping items.

import { linkOf, STATUSES } from "./answers.js";
import { button, control, element, key } from "./dom.js";

const FOLDED = ["why", "verify", "yes", "partial", "no", "na", "improve", "references"];

/**
 * Return the nodes that show an item's guidance.
 *
 * @param said {severity_reason, why, verify, yes, partial, no, na, improve, effort, references, related}
 * @param item the item
 * @param form {guidanceOpen, toggleGuidance(), itemOf(id), answerOf(id), go(item), copyAnswer(from, to)}
 */
export function guidance(said, item, form) {
  const nodes = [];
  if (said.severity_reason) nodes.push(titled(`Why ${item.severity}.`, said.severity_reason));
  for (const id of said.related ?? []) nodes.push(...related(form.itemOf(id), item, form));
  if (!FOLDED.some((name) => said[name])) return nodes;
  const { guidanceOpen: open } = form;
  const toggle = { "aria-expanded": String(open), onclick: () => form.toggleGuidance() };
  nodes.push(button("archnb-quiet", toggle, open ? "Hide guidance " : "Guidance ", key("g")));
  return open ? [...nodes, ...folded(said)] : nodes;
}

function folded(said) {
  const nodes = [];
  const say = (title, text) => text && nodes.push(titled(title, ...withCode(text)));
  say("Why it matters.", said.why);
  if (said.verify) {
    const checks = said.verify.map((check) => element("li", {}, ...withCode(check)));
    nodes.push(titled("How to verify.", element("ul", {}, ...checks)));
  }
  for (const { status, label } of STATUSES) say(`${label}:`, said[status]);
  say("First step.", said.improve);
  say("Effort.", said.effort);
  if (said.references) {
    const links = said.references.map(({ title, url }) => element("li", {}, reference(title, url)));
    nodes.push(titled("Read more.", element("ul", {}, ...links)));
  }
  return nodes;
}

/** Offer the answer of an item that overlaps with this one. */
function related(other, item, form) {
  if (!other) return [];
  const answer = form.answerOf(other.id);
  const chosen = STATUSES.find(({ status }) => status === answer.status);
  const name = `${other.text} (${other.section.title})`;
  const nodes = ["Overlaps with ", button("archnb-link", { onclick: () => form.go(other) }, name)];
  if (chosen) {
    const copy = { "aria-label": `Copy the answer of: ${other.text}`, onclick: () => form.copyAnswer(other, item) };
    nodes.push(`: ${chosen.glyph} ${chosen.label} `, button("", copy, "Copy answer"));
  }
  return [element("div", {}, ...nodes)];
}

function titled(title, ...text) {
  return element("div", {}, element("b", {}, `${title} `), ...text);
}

function reference(title, url) {
  const href = linkOf(url);
  return href ? control("a", { href, target: "_blank", rel: "noopener noreferrer" }, title) : title;
}

/** Show what stands between backticks as code. */
function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}
