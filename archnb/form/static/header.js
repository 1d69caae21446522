// The header: project, progress, score, save state, search, filters, and the bars that tell of trouble.

import { FILTERS, plural, STATUSES, tally } from "./answers.js";
import { button, control, element, key } from "./dom.js";
import { unsentWords } from "./link.js";

const GLYPHS = { saved: "✓", saving: "…", busy: "…", unsaved: "✘", alone: "○" };

export class Header {
  /**
   * @param opening what Python sent once
   * @param form    {items, answerOf, me, unsent, setFilter, search, nextUnanswered, help, finish, download, retry}
   */
  constructor(opening, form) {
    this.form = form;
    this.state = element("span", { className: "archnb-state", role: "status" });
    this.bar = element("div", { className: "archnb-progress", role: "img" });
    this.numbers = element("div", { className: "archnb-numbers" });
    this.search = control("input", {
      type: "search",
      className: "archnb-search",
      placeholder: "Search items and notes   /",
      "aria-label": "Search items and notes",
      oninput: () => form.search(this.search.value),
    });
    this.filters = FILTERS.map((filter) => this.filter(filter));
    this.alert = element("div", { className: "archnb-alert", role: "alert", hidden: true });
    this.notice = element("div", { className: "archnb-notice", hidden: true });
    const own = opening.ballot ? " · your own votes only" : "";
    const about = `${opening.title} · v${opening.version} · as ${opening.reviewer}${own}`;
    this.element = element(
      "div",
      { className: "archnb-header" },
      element(
        "div",
        { className: "archnb-line" },
        element("span", { className: "archnb-title" }, element("b", { dir: "auto" }, opening.project), " ", element("span", { className: "archnb-muted" }, about)),
        this.state,
      ),
      this.bar,
      this.numbers,
      element(
        "div",
        { className: "archnb-line archnb-tools" },
        this.search,
        ...this.filters.map(({ chip }) => chip),
        element(
          "span",
          { className: "archnb-actions" },
          button("archnb-quiet", { onclick: form.nextUnanswered }, "Next unanswered ", key("space")),
          button("archnb-quiet", { onclick: form.help }, "Help ", key("?")),
          button("archnb-quiet", { onclick: form.finish, title: "Close the form; the answers below stay" }, "Finish"),
        ),
      ),
      this.alert,
      this.notice,
    );
  }

  filter(filter) {
    const count = element("span", { className: "archnb-count" });
    const toggle = () => this.form.setFilter(filter.name);
    return { filter, count, chip: button("archnb-filter", { "aria-pressed": "false", onclick: toggle }, `${filter.label} `, count) };
  }

  showFilter(active) {
    for (const { filter, chip } of this.filters) chip.setAttribute("aria-pressed", String(filter.name === active));
  }

  /** Show the counts of the answers, those not saved yet included, and the score that Python gave for the saved ones. */
  update({ score, bounds }) {
    const { items, answerOf, me } = this.form;
    const counts = tally(items, answerOf);
    const answered = items.length - counts.unanswered;
    this.bar.replaceChildren(
      ...STATUSES.map(({ status }) => {
        const part = element("i", { className: `archnb-${status}` });
        part.style.width = `${(100 * counts[status]) / items.length}%`;
        return part;
      }),
    );
    this.bar.setAttribute("aria-label", STATUSES.map(({ status, label }) => `${counts[status]} ${label}`).join(", "));
    const critical = items.filter((item) => FILTERS[2].shows(item, answerOf(item.id), me)).length;
    const range = counts.unanswered && answered ? ` (${bounds[0]}–${bounds[1]} if the rest were no / yes)` : "";
    this.numbers.replaceChildren(
      `${answered} of ${items.length} answered · score `,
      element("b", {}, score),
      element("span", { className: "archnb-muted" }, range),
      ...(critical ? [" · ", element("span", { className: "archnb-critical" }, `${critical} critical`)] : []),
    );
    for (const { filter, count, chip } of this.filters) {
      const shown = items.filter((item) => filter.shows(item, answerOf(item.id), me)).length;
      count.textContent = shown;
      if (filter.rare) chip.hidden = shown === 0 && chip.getAttribute("aria-pressed") === "false";
    }
  }

  showStatus({ kind, text, title, reason }) {
    const said = `${GLYPHS[kind]} ${text}`;
    if (this.state.textContent !== said) this.state.textContent = said;
    this.state.dataset.kind = kind;
    const count = this.form.unsent();
    const alarm = kind === "unsaved" ? `${reason} ${unsentWords(count)}` : kind === "alone" ? reason : "";
    if (this.said === alarm) return;
    this.said = alarm;
    this.alert.hidden = !alarm;
    this.alert.classList.toggle("archnb-mild", kind === "alone");
    this.alert.replaceChildren();
    if (!alarm) return;
    this.alert.append(element("span", {}, element("b", {}, `${title} `), alarm));
    if (kind === "unsaved") {
      this.alert.append(
        button("", { onclick: this.form.retry }, "Try again"),
        button("", { onclick: this.form.download }, `Download ${plural(count, "unsent answer")}`),
      );
    }
  }

  /** Tell what Python skipped while reading: some of it in words, all of it as a count. */
  showProblems({ problems, problemCount }) {
    this.notice.hidden = problemCount === 0;
    const shown = problems.map((problem) => element("div", { dir: "auto" }, problem));
    if (problemCount > problems.length) shown.push(element("div", {}, `and ${problemCount - problems.length} more: see review.problems`));
    this.notice.replaceChildren(...shown);
  }
}
