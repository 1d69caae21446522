// One item: its text, its four answers, and, while it is the current one, everything else that can be said of it.

import { isFinding, linkOf, shortTime, STATUSES } from "./answers.js";
import { button, control, element, key } from "./dom.js";
import { guidance } from "./guidance.js";

export class Row {
  /**
   * @param item {id, text, severity}
   * @param form {name, answerOf(id), change(id, patch, options), detailOf(id), ownersId}, and what guidance.js asks
   */
  constructor(item, form) {
    Object.assign(this, { item, form, open: false });
    this.name = `${form.name}:${item.id}`; // several forms may stand in one document
    this.text = element("span", { id: `${this.name}-text`, dir: "auto" }, item.text);
    this.severity = element("span", { className: `archnb-severity archnb-${item.severity}` }, `● ${item.severity}`);
    this.mark = element("span", { className: "archnb-mark" });
    this.check = element("span", { className: "archnb-check", hidden: true });
    this.radios = STATUSES.map((status) => this.radio(status));
    this.summary = element("div", { className: "archnb-summary" });
    this.element = control(
      "div",
      { className: "archnb-row", tabIndex: -1, role: "group", "aria-labelledby": `${this.name}-text`, "data-item": item.id },
      element("div", { className: "archnb-text" }, this.text, " ", this.severity, " ", this.check, " ", this.mark),
      element(
        "div",
        { className: "archnb-answers", role: "radiogroup", "aria-labelledby": `${this.name}-text` },
        ...this.radios.map(({ label }) => label),
      ),
      this.summary,
    );
    this.update();
  }

  radio({ status, label, glyph }) {
    const input = control("input", { type: "radio", name: this.name, value: status });
    // Arrow keys and the space bar click too (detail 0). A click on the chosen answer takes it back, which a radio
    // button alone never does; the second half of a double click does not.
    input.addEventListener("click", ({ detail }) => {
      if (this.form.answerOf(this.item.id).status !== status) this.form.change(this.item.id, { status });
      else if (detail === 1) this.clear();
    });
    const mark = element("span", { className: "archnb-glyph", "aria-hidden": "true" }, glyph);
    const text = element("span", { className: `archnb-answer archnb-${status}` }, mark, label);
    return { status, input, label: element("label", {}, input, text) };
  }

  /** Say the same again, of an item that was reworded since, for example. */
  confirm() {
    this.form.change(this.item.id, { status: this.form.answerOf(this.item.id).status });
    this.focus(); // the button goes
  }

  clear() {
    this.form.change(this.item.id, { status: "unanswered" });
  }

  focus() {
    this.element.focus({ preventScroll: true });
  }

  /** Show the answer that now holds. */
  update() {
    const answer = this.form.answerOf(this.item.id);
    for (const { status, input } of this.radios) input.checked = answer.status === status;
    this.element.classList.toggle("archnb-finding", isFinding(answer.status));
    this.mark.textContent = !this.open && !isFinding(answer.status) && (answer.note || answer.evidence.length) ? "✎ note" : "";
    this.check.hidden = !answer.check;
    this.check.textContent = answer.check ? `↻ check again: ${answer.check}` : "";
    this.summarize(answer);
    if (this.details) this.refresh(answer);
  }

  /** A finding that is not the current row says its note, evidence, owner and due date in a line or two. */
  summarize(answer) {
    const said = [];
    if (!this.open && isFinding(answer.status)) {
      if (answer.note) said.push(element("span", { className: "archnb-clamp", dir: "auto" }, answer.note));
      said.push(...answer.evidence.map((evidence) => element("code", { className: "archnb-chip" }, evidence)));
      if (answer.owner) said.push(element("span", { className: "archnb-muted" }, `owner ${answer.owner}`));
      if (answer.due) said.push(element("span", { className: "archnb-muted" }, `due ${answer.due}`));
    }
    this.summary.replaceChildren(...said);
    this.summary.hidden = said.length === 0;
  }

  expand() {
    this.open = true;
    this.element.classList.add("archnb-current");
    this.element.setAttribute("aria-current", "true");
    this.details ??= this.build();
    this.element.append(this.details);
    this.update();
    this.showDetail();
  }

  collapse() {
    this.open = false;
    this.element.classList.remove("archnb-current");
    this.element.removeAttribute("aria-current");
    this.details?.remove();
    this.update();
  }

  build() {
    const { id } = this.item;
    const change = (patch, options) => this.form.change(id, patch, options);
    this.note = control("textarea", {
      className: "archnb-note",
      rows: 2,
      placeholder: "Note",
      dir: "auto",
      "aria-label": `Note on: ${this.item.text}`,
      oninput: () => change({ note: this.note.value }, { typed: true }),
    });
    this.chips = element("span", { className: "archnb-chips" });
    this.evidence = control("input", {
      className: "archnb-add",
      placeholder: "+ evidence",
      title: "A path such as app/main.py:31, or a link",
      "aria-label": `Add evidence to: ${this.item.text}`,
      onchange: () => this.addEvidence(),
    });
    this.owner = control("input", {
      className: "archnb-owner",
      list: this.form.ownersId,
      oninput: () => change({ owner: this.owner.value }, { typed: true }),
    });
    this.due = control("input", { type: "date", onchange: () => this.changeDue() });
    this.followUp = element(
      "span",
      { className: "archnb-follow" },
      element("label", {}, "owner ", this.owner),
      element("label", {}, "due ", this.due),
    );
    this.guidance = element("div", { className: "archnb-guidance", hidden: true });
    this.byline = element("span", { className: "archnb-muted" });
    this.stillTrue = button("archnb-quiet", { onclick: () => this.confirm() }, "Still true");
    this.takeBack = button("archnb-quiet", { onclick: () => this.clear() }, "Clear answer ", key("u"));
    return element(
      "div",
      { className: "archnb-details" },
      this.note,
      element("div", { className: "archnb-line" }, this.chips, this.evidence, this.followUp),
      this.guidance,
      element("div", { className: "archnb-line archnb-foot" }, this.byline, this.stillTrue, this.takeBack),
    );
  }

  addEvidence() {
    const added = this.evidence.value.split("\n").map((text) => text.trim()).filter(Boolean);
    this.evidence.value = "";
    const known = this.form.answerOf(this.item.id).evidence;
    const evidence = [...new Set([...known, ...added])];
    if (evidence.length > known.length) this.form.change(this.item.id, { evidence });
  }

  /** Take a due date once its year is whole: typed by keyboard, 2026 passes through the years 2, 20 and 202. */
  changeDue() {
    const due = this.due.value || null;
    if (due === null || due >= "1970") this.form.change(this.item.id, { due });
  }

  /** Take what was typed and not entered. */
  settle() {
    if (this.details) this.addEvidence();
  }

  removeEvidence(gone) {
    const evidence = this.form.answerOf(this.item.id).evidence.filter((text) => text !== gone);
    this.form.change(this.item.id, { evidence });
    this.evidence.focus();
  }

  refresh(answer) {
    // What somebody is typing in right now is theirs, whatever arrives from elsewhere.
    const set = (input, value) => {
      if (input !== input.getRootNode().activeElement && input.value !== value) input.value = value;
    };
    set(this.note, answer.note);
    set(this.owner, answer.owner);
    set(this.due, answer.due ?? "");
    this.followUp.hidden = !isFinding(answer.status) && !answer.owner && !answer.due;
    this.chips.replaceChildren(...answer.evidence.map((text) => this.chip(text)));
    this.stillTrue.hidden = !answer.check;
    this.takeBack.hidden = answer.status === "unanswered";
    this.sayWho(answer);
  }

  chip(text) {
    const link = linkOf(text);
    const shown = link
      ? control("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, text)
      : element("span", {}, text);
    const remove = button("archnb-remove", { "aria-label": `Remove evidence ${text}`, onclick: () => this.removeEvidence(text) }, "×");
    return element("code", { className: "archnb-chip" }, shown, remove);
  }

  sayWho(answer) {
    const given = [...(this.form.detailOf(this.item.id)?.history ?? [])];
    if (answer.at && !given.some(({ at }) => at >= answer.at)) given.push(answer);
    const changes = given.filter(({ reviewer, status }, index) => {
      const next = given[index + 1];
      return next?.reviewer !== reviewer || next.status !== status; // of several in a row the last says it all
    });
    this.byline.textContent = changes
      .slice(-3)
      .map(({ reviewer, status, at }) => `${reviewer} ${status === "unanswered" ? "left open" : `answered ${status}`} ${shortTime(at)}`)
      .join(" · ");
  }

  /** Show guidance and history, which are fetched when a row becomes the current one. */
  showDetail() {
    const detail = this.form.detailOf(this.item.id);
    if (!detail || !this.details) return;
    this.guidance.replaceChildren(...guidance(detail.guidance, this.item, this.form));
    this.guidance.hidden = this.guidance.childElementCount === 0;
    this.sayWho(this.form.answerOf(this.item.id));
  }
}
