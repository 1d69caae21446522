// The form: what is shown, which row is the current one, and how a change travels.

import { FILTERS, found, isFinding, nextItem } from "./answers.js";
import { Book } from "./book.js";
import { control, element, reveal } from "./dom.js";
import { Header } from "./header.js";
import { helpPanel, keyboard } from "./keys.js";
import { Link } from "./link.js";
import { Outbox } from "./outbox.js";
import { followTheme, isStale, pageStorage, patchSnapshot, replaceForm, saveNotebook, showWhole } from "./page.js";
import { Pane, SectionList } from "./sections.js";
import { askAboutOvertaken, downloadEntries } from "./unsent.js";

class Form {
  constructor(model) {
    const opening = model.get("opening");
    this.model = model;
    this.me = opening.reviewer;
    this.news = opening;
    this.details = new Map();
    this.guidanceOpen = false;
    this.query = "";
    for (const name of ["answerOf", "nextUnanswered", "help", "finish", "download", "retry"]) this[name] = this[name].bind(this);

    const view = Math.random().toString(36).slice(2);
    this.outbox = new Outbox(pageStorage(), opening.key, view);
    this.name = this.outbox.name;
    this.book = new Book(opening, this.outbox);
    Object.assign(this, { sections: this.book.sections, items: this.book.items });
    this.link = new Link(model, this.outbox, opening.cursor, {
      news: (message) => this.takeNews(message),
      detail: (message) => this.takeDetail(message),
      published: (message) => this.checkCopy(message),
      copy: ({ model: id, bundle }) => patchSnapshot(model, id, bundle),
      finished: ({ model: id, left }) => setTimeout(() => replaceForm(model, id, left), 250),
      status: () => this.header.showStatus(this.link.status),
      ready: () => this.takeUpUnsent(),
      overtaken: (entry) => this.book.isOvertaken(entry, this.me) && this.setAside(entry),
    });
    this.build(opening);
  }

  build(opening) {
    this.header = new Header(opening, this);
    this.list = new SectionList(this.sections, this);
    this.pane = new Pane(this);
    this.helpPanel = helpPanel(() => this.help());
    this.overtaken = element("div", { className: "archnb-notice", hidden: true });
    this.ownersId = `${this.name}:owners`;
    this.ownerNames = element("datalist", { id: this.ownersId });
    this.element = control(
      "div",
      { className: "archnb-form", tabIndex: -1, role: "group", "aria-label": `Architecture review of ${opening.project}` },
      this.header.element,
      this.overtaken,
      this.helpPanel,
      element("div", { className: "archnb-body" }, this.list.element, this.pane.element),
      this.ownerNames,
    );
    this.element.addEventListener("keydown", keyboard(this));
    this.element.addEventListener("click", (event) => this.rowAt(event.target) && this.setCurrent(this.rowAt(event.target).item));
    this.element.addEventListener("focusin", (event) => this.followFocus(event));
    this.element.addEventListener("focusout", () => this.link.flush());
    for (const type of ["keydown", "pointerdown"]) {
      this.element.addEventListener(type, () => this.touch(type), { capture: true });
    }
    this.showSection(this.sections[0], { focus: false });
    this.refresh();
    this.header.showProblems(opening);
    this.link.problems = opening.problemCount;
  }

  start() {
    this.link.start();
    this.stopTheme = followTheme((dark) => {
      this.element.classList.toggle("archnb-dark", dark);
      this.element.style.colorScheme = dark ? "dark" : "light";
    });
    this.onHide = () => {
      this.pane.rows.get(this.current?.id)?.settle();
      this.link.flush();
      this.outbox.release();
    };
    globalThis.addEventListener("pagehide", this.onHide);
    this.link.tell.status();
  }

  stop() {
    this.pane.rows.get(this.current?.id)?.settle();
    this.link.stop();
    this.stopTheme();
    clearTimeout(this.copyTimer);
    clearTimeout(this.revealTimer);
    globalThis.removeEventListener("pagehide", this.onHide);
  }

  touch(type) {
    this.link.touched = performance.now();
    this.pointing = type === "pointerdown";
  }

  // Answers -----------------------------------------------------------------------------------------------------------

  answerOf(id) {
    return this.book.answerOf(id);
  }

  change(id, patch, options) {
    this.link.change(id, patch, this.book.momentOf(id), options);
    this.refresh(id);
  }

  takeNews(message) {
    this.news = message;
    const fresh = this.book.take(message.answers);
    for (const id of Object.keys(message.answers)) this.pane.rows.get(id)?.update();
    for (const id of fresh) if (this.answerOf(id).reviewer !== this.me) this.flash(id);
    if (fresh.includes(this.current?.id)) this.link.detail(this.current.id);
    this.refresh();
    this.header.showProblems(message);
  }

  /** Show an answer that somebody else has just given. */
  flash(id) {
    const node = this.pane.rows.get(id)?.element;
    node?.classList.add("archnb-fresh");
    setTimeout(() => node?.classList.remove("archnb-fresh"), 2_000);
  }

  refresh(id) {
    if (id) this.pane.rows.get(id)?.update();
    this.header.update(this.news);
    this.list.update();
    const { owners } = this.book;
    if (owners.length !== this.ownerNames.childElementCount) {
      this.ownerNames.replaceChildren(...owners.map((value) => element("option", { value })));
    }
  }

  /** Send what an earlier form of this review left unsent, but for what somebody has answered since. */
  takeUpUnsent() {
    for (const entry of this.outbox.adopt()) {
      if (this.book.isOvertaken(entry, this.me)) this.setAside(entry);
      else this.change(entry.item, entry.patch);
    }
  }

  /** Ask about a change instead of sending it; until somebody decides it is kept. Returns true. */
  setAside(entry) {
    this.outbox.setAside(entry);
    this.pane.rows.get(entry.item)?.update();
    askAboutOvertaken(this.overtaken, this.outbox.held, (entries) => {
      this.outbox.hold([]);
      for (const { item, patch } of entries) if (this.itemOf(item)) this.change(item, patch);
    });
    return true;
  }

  /** Ask for a copy of the answers if Jupyter's own update does not reach this page's document. */
  checkCopy({ model: id, digest }) {
    showWhole(this.model, id, this.element);
    clearTimeout(this.copyTimer);
    this.copyTimer = setTimeout(() => isStale(this.model, id, digest) && this.link.send({ type: "copy" }), 250);
  }

  unsent() {
    return this.outbox.size;
  }

  retry() {
    this.link.retry();
  }

  download() {
    downloadEntries([...this.outbox.entries.values()]);
  }

  // What is shown -----------------------------------------------------------------------------------------------------

  showSection(section, { focus = true, item = section.items[0] } = {}) {
    this.section = section;
    this.filterName = undefined;
    this.query = this.header.search.value = "";
    this.header.showFilter(undefined);
    this.list.mark(section);
    this.pane.show(section.items);
    this.current = undefined;
    if (focus) this.go(item);
    else this.setCurrent(item);
  }

  showSectionNumber(index) {
    if (this.sections[index]) this.showSection(this.sections[index]);
  }

  moveSection(step) {
    const at = this.sections.indexOf(this.current?.section ?? this.section);
    this.showSectionNumber((at + step + this.sections.length) % this.sections.length);
  }

  setFilter(name) {
    this.filterName = this.filterName === name ? undefined : name;
    this.header.showFilter(this.filterName);
    this.showFound();
  }

  search(query) {
    this.query = query;
    this.showFound();
  }

  showFound() {
    const filter = FILTERS.find(({ name }) => name === this.filterName);
    if (!filter && !this.query.trim()) {
      this.showSection(this.current?.section ?? this.section, { focus: false, item: this.current });
      return;
    }
    const shows = (item) => {
      const answer = this.answerOf(item.id);
      return (!filter || filter.shows(item, answer, this.me)) && found(item, answer, this.query);
    };
    this.list.mark(undefined);
    this.pane.show(this.items.filter(shows), { headings: true, empty: "No item matches. Esc shows the section again." });
    this.current = undefined;
  }

  // The current row ---------------------------------------------------------------------------------------------------

  rowAt(node) {
    return this.pane.rows.get(node.closest?.(".archnb-row")?.dataset.item);
  }

  /** Tabbing into a row makes it the current one; a click does so when it is complete, lest the row move under it. */
  followFocus(event) {
    const row = this.rowAt(event.target);
    if (row && !this.pointing) this.setCurrent(row.item);
  }

  setCurrent(item) {
    const row = item && this.pane.row(item);
    if (!row || (this.current === item && row.open)) return;
    this.current = item;
    this.pane.expand(row);
    this.link.detail(item.id);
    this.revealCurrent();
  }

  /**
   * Scroll the current row into view; after a click not before a double click is over, lest its second half miss. A form
   * that is only being built shows its top: to measure it would make the whole notebook wait for a layout.
   */
  revealCurrent() {
    clearTimeout(this.revealTimer);
    if (!this.element.isConnected) return;
    this.revealTimer = setTimeout(() => {
      const row = this.pane.rows.get(this.current?.id);
      if (row?.element.isConnected) reveal(this.pane.element, row.element);
    }, this.pointing ? 500 : 0);
  }

  go(item) {
    if (!item) return;
    if (!this.pane.row(item)) this.showSection(item.section, { item });
    this.setCurrent(item);
    this.pane.row(item).focus();
    this.revealCurrent();
  }

  /** Move to the next row shown; past the end of a section, to the next section. */
  move(step) {
    const at = this.pane.items.indexOf(this.current);
    const next = this.pane.items[at + step];
    if (next) this.go(next);
    else if (this.list.element.querySelector("[aria-current]")) {
      const from = this.items.indexOf(this.current);
      this.go(this.items[from + step]);
    }
  }

  nextUnanswered() {
    const start = this.current ? this.items.indexOf(this.current) : -1;
    const next = nextItem(this.items, start, ({ id }) => this.answerOf(id).status === "unanswered");
    if (next) this.go(next);
  }

  answer(status) {
    if (this.current) this.change(this.current.id, { status });
  }

  edit(field) {
    const row = this.current && this.pane.row(this.current);
    if (!row || (field === "owner" && !isFinding(this.answerOf(row.item.id).status))) return;
    row[field].focus();
    reveal(this.pane.element, row.element);
  }

  leaveField() {
    if (this.current && this.pane.row(this.current)) this.go(this.current);
    else this.leave();
  }

  /** Step back: out of the help, out of a filter or a search. */
  leave() {
    if (!this.helpPanel.hidden) this.help();
    else if (this.filterName || this.query) this.showSection(this.current?.section ?? this.section, { item: this.current });
  }

  detailOf(id) {
    return this.details.get(id);
  }

  takeDetail(message) {
    this.details.set(message.item, message);
    this.pane.rows.get(message.item)?.showDetail();
    if (message.item === this.current?.id) this.revealCurrent();
  }

  toggleGuidance() {
    this.guidanceOpen = !this.guidanceOpen;
    const row = this.pane.rows.get(this.current?.id);
    row?.showDetail();
    if (row && !row.element.contains(document.activeElement)) row.focus(); // the button that was pressed is a new one
    this.revealCurrent();
  }

  itemOf(id) {
    return this.book.byId.get(id);
  }

  /** Say of `to` what was said of `from`, an item that overlaps with it. */
  copyAnswer(from, to) {
    const { status, note, evidence, owner, due } = this.answerOf(from.id);
    this.change(to.id, { status, note, evidence, owner, due });
    this.pane.rows.get(to.id)?.focus();
  }

  focusSearch() {
    this.header.search.focus();
    this.header.search.select();
  }

  help() {
    this.helpPanel.hidden = !this.helpPanel.hidden;
    if (!this.helpPanel.hidden) this.helpPanel.querySelector("button").focus();
    else if (this.current) this.go(this.current);
  }

  finish() {
    this.link.finish();
  }

  save() {
    this.link.flush();
    this.link.snapshot();
    setTimeout(() => saveNotebook(this.model), 400); // once the notebook's copy has arrived
  }
}

export default {
  render({ model, el }) {
    const form = new Form(model);
    el.append(form.element);
    form.start();
    return () => form.stop();
  },
};
