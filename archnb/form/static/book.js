// What the page knows of the review: the checklist as it was sent once, and the newest answers. No DOM.

import { UNANSWERED } from "./answers.js";

export class Book {
  /**
   * @param opening what Python sent once
   * @param outbox  what is not acknowledged yet
   */
  constructor(opening, outbox) {
    this.outbox = outbox;
    this.sections = opening.sections.map(({ id, title, items }) => {
      const section = { id, title };
      section.items = items.map(([item, text, severity]) => ({ id: item, text, severity, section }));
      return section;
    });
    this.items = this.sections.flatMap((section) => section.items);
    this.byId = new Map(this.items.map((item) => [item.id, item]));
    this.answers = new Map(Object.entries(opening.answers));
  }

  /** The item's answer as the page shows it: what Python has, with what is not acknowledged yet laid over it. */
  answerOf(id) {
    return { ...UNANSWERED, ...this.answers.get(id), ...this.outbox.get(id)?.patch };
  }

  /** The moment of the answer that Python has; null before the first. */
  momentOf(id) {
    return this.answers.get(id)?.at ?? null;
  }

  /** Whether somebody but `me` has answered since an unsent change was made, or the checklist has lost its item. */
  isOvertaken({ item, base }, me) {
    const newest = this.answers.get(item);
    return !this.byId.has(item) || (this.momentOf(item) !== base && newest?.reviewer !== me);
  }

  /** Take up answers from Python; return the ids of those that are new. */
  take(answers) {
    const fresh = Object.keys(answers).filter((id) => answers[id]?.at !== this.answers.get(id)?.at);
    for (const [id, answer] of Object.entries(answers)) {
      if (answer) this.answers.set(id, answer);
      else this.answers.delete(id); // a merge took the last one away
    }
    return fresh;
  }

  get owners() {
    return [...new Set([...this.answers.values()].map(({ owner }) => owner).filter(Boolean))].sort();
  }
}
