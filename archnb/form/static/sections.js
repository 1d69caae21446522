// The list of sections, and the pane of rows: one section, or what a filter or a search shows of all.

import { tally } from "./answers.js";
import { button, element, reveal, steady } from "./dom.js";
import { Row } from "./row.js";

const CHUNK = 40; // rows made at a time; the rest follow as one scrolls or presses j

export class SectionList {
  constructor(sections, form) {
    this.form = form;
    this.entries = sections.map((section) => this.entry(section));
    this.element = element("nav", { className: "archnb-nav", "aria-label": "Sections" }, ...this.entries.map(({ node }) => node));
  }

  entry(section) {
    const count = element("span", { className: "archnb-muted" });
    const meter = element("i");
    const node = button(
      "archnb-section",
      { onclick: () => this.form.showSection(section) },
      element("span", { dir: "auto" }, section.title),
      count,
      element("span", { className: "archnb-meter" }, meter),
    );
    return { section, node, count, meter };
  }

  update() {
    for (const { section, count, meter } of this.entries) {
      const total = section.items.length;
      const answered = total - tally(section.items, this.form.answerOf).unanswered;
      count.textContent = `${answered}/${total}`;
      meter.style.width = `${(100 * answered) / total}%`;
    }
  }

  mark(current) {
    for (const { section, node } of this.entries) {
      node.toggleAttribute("aria-current", section === current);
      if (section !== current) continue;
      node.setAttribute("aria-current", "true");
      reveal(this.element, node);
    }
  }
}

export class Pane {
  constructor(form) {
    this.form = form;
    this.rows = new Map();
    this.element = element("div", { className: "archnb-pane", role: "region", "aria-label": "Items" });
    this.end = element("div", { className: "archnb-end" });
    this.observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.more(),
      { root: this.element, rootMargin: "600px" },
    );
  }

  /** Show `items`, in groups with a heading where they come from several sections. */
  show(items, { headings = false, empty = "" } = {}) {
    this.items = items;
    this.headings = headings;
    this.made = 0;
    this.rows.clear();
    this.element.replaceChildren(this.end);
    this.end.textContent = items.length === 0 ? empty : "";
    this.element.scrollTop = 0;
    this.more();
    this.observer.disconnect();
    this.observer.observe(this.end);
  }

  more(until = this.made + CHUNK) {
    const next = this.items.slice(this.made, until);
    const nodes = [];
    for (const item of next) {
      const before = this.items[this.made - 1];
      if (this.headings && before?.section !== item.section) {
        nodes.push(element("div", { className: "archnb-heading", role: "heading", "aria-level": "3", dir: "auto" }, item.section.title));
      }
      const row = new Row(item, this.form);
      this.rows.set(item.id, row);
      nodes.push(row.element);
      this.made += 1;
    }
    this.end.before(...nodes);
    if (this.made >= this.items.length) this.observer.unobserve(this.end);
  }

  /** Return the row of `item`, made now if it was not yet; undefined if the pane does not show the item. */
  row(item) {
    const index = this.items.indexOf(item);
    if (index < 0) return undefined;
    if (index >= this.made) this.more(index + CHUNK);
    return this.rows.get(item.id);
  }

  /** Expand `row` and fold the others, without moving it under the pointer. */
  expand(row) {
    steady(this.element, row.element, () => {
      for (const other of this.rows.values()) if (other.open && other !== row) other.collapse();
      if (!row.open) row.expand();
    });
  }
}
