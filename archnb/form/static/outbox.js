// Answers that Python has not acknowledged yet. They outlive the page: each change is kept in the browser's storage
// at once, and a later form of the same review, in this page or another, takes up what was never sent.

const STALE_AFTER = 15_000; // ms without a sign of life from the page that holds unsent answers

export class Outbox {
  /**
   * @param {Storage | undefined} storage where unsent answers are kept; without one they live in memory only
   * @param {string} review key of the review and its reviewer
   * @param {string} view   name of this form, unique among all pages
   */
  constructor(storage, review, view, now = () => Date.now()) {
    this.prefix = `archnb:${review}:`;
    this.name = this.prefix + view;
    this.storage = storage;
    this.now = now;
    this.entries = new Map();
    this.held = []; // what an earlier form left and somebody has answered since, until it is decided
    this.seq = 0;
  }

  get size() {
    return this.entries.size;
  }

  get(item) {
    return this.entries.get(item);
  }

  /** Add a change to what is unsent of `item`; `base` is the `at` of the answer that it was made to. */
  put(item, patch, base) {
    const old = this.entries.get(item);
    this.seq += 1;
    const entry = {
      item,
      patch: { ...old?.patch, ...patch },
      base: old ? old.base : base,
      since: old ? old.since : this.now(),
      seq: this.seq,
    };
    this.entries.set(item, entry);
    this.keep();
    return entry;
  }

  /** Forget the change that was acknowledged; one made to the same item meanwhile stays, and follows the answer `at`. */
  acknowledge(item, seq, at) {
    const entry = this.entries.get(item);
    if (entry?.seq !== seq) {
      if (entry) entry.base = at;
      return false;
    }
    this.entries.delete(item);
    this.keep();
    return true;
  }

  /** Hold a change back, instead of an older one to the same item. */
  setAside(entry) {
    this.entries.delete(entry.item);
    this.hold([...this.held.filter(({ item }) => item !== entry.item), entry]);
  }

  /** Keep changes of an earlier form, unsent, until somebody decides; then call it with none. */
  hold(entries) {
    this.held = entries;
    this.keep();
  }

  /** Write what is unsent to the storage, with the time: a sign of life for other pages. */
  keep(released = false) {
    try {
      const entries = [...this.held, ...this.entries.values()];
      if (entries.length === 0) this.storage?.removeItem(this.name);
      else this.storage?.setItem(this.name, JSON.stringify({ at: this.now(), released, entries }));
    } catch {
      // A full or forbidden storage: the answers are still in this page, and the form says so until they are saved.
    }
  }

  /** Leave what is unsent to the next form of this review. */
  release() {
    this.keep(true);
  }

  /** Take what forms that are gone left unsent; newest last. */
  adopt() {
    const left = [];
    for (const name of this.names()) {
      try {
        const kept = JSON.parse(this.storage.getItem(name));
        if (!kept.released && this.now() - kept.at < STALE_AFTER) continue;
        left.push(...kept.entries);
      } catch {
        // Not ours, or half written by a page that crashed: nothing in it can be used.
      }
      this.storage.removeItem(name);
    }
    return left.sort((a, b) => a.since - b.since);
  }

  names() {
    try {
      return Object.keys(this.storage ?? {}).filter((name) => name.startsWith(this.prefix) && name !== this.name);
    } catch {
      return [];
    }
  }
}
