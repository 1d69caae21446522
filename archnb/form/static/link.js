// The link to Python: one message a change, one acknowledgement a message, and a heartbeat that proves the kernel.

import { clock, plural } from "./answers.js";
import { kernelStatus } from "./page.js";

const BEAT = 1_500; // ms between heartbeats while the page is seen
const IDLE_BEAT = 15_000; // ms, when nobody has touched the page for IDLE
const IDLE = 600_000;
const PATIENCE = 3_000; // ms to wait for an answer before saying that something is wrong
const RETRY = 8_000; // ms after which a refused answer is offered again
const TYPING = 2_000; // ms of silence after which typed text is sent; each sending is a line in the log
const SNAPSHOT_EVERY = 1_000; // ms between updates of the notebook's copy

export class Link {
  /**
   * @param model   anywidget's model
   * @param outbox  Outbox
   * @param cursor  how far the answers that the page has go
   * @param tell    {news, detail, published, copy, finished}: each takes a message; and status(), ready(), which is
   *                called when the page knows what Python knows, and overtaken(entry): whether somebody has answered
   *                since an unsent change was made, and it must not be sent unasked
   */
  constructor(model, outbox, cursor, tell) {
    Object.assign(this, { model, outbox, cursor, tell });
    this.view = outbox.name;
    this.sent = new Map(); // seq -> when it was sent
    this.typing = new Map(); // item -> timer
    this.refusals = new Map(); // item -> {reason, retry, at}
    this.trouble = undefined; // why Python could not even read
    this.asked = 0; // when the oldest heartbeat without an answer was sent
    this.lastSaved = undefined;
    this.touched = performance.now();
    this.problems = 0; // how many the page knows of
    this.receive = this.receive.bind(this);
  }

  start() {
    this.model.on("msg:custom", this.receive);
    this.asked = this.lastBeat = performance.now();
    this.beat();
    this.send({ type: "check" }); // a page that was reloaded may show an older copy of the answers
    this.timer = setInterval(() => this.tick(), 500);
  }

  stop() {
    this.flush();
    this.outbox.release();
    clearInterval(this.timer);
    clearTimeout(this.snapshotTimer);
    this.model.off("msg:custom", this.receive);
  }

  beat() {
    this.send({ type: "beat", cursor: this.cursor, problems: this.problems });
  }

  send(message) {
    try {
      this.model.send({ view: this.view, ...message });
    } catch {
      // Some front ends throw when the kernel is gone, others do not: the answer that is missing tells in both.
    }
  }

  /** Record a change; typed text waits for a pause, all else goes at once. */
  change(item, patch, base, { typed = false } = {}) {
    this.outbox.put(item, patch, base);
    this.refusals.delete(item);
    clearTimeout(this.typing.get(item));
    if (typed) this.typing.set(item, setTimeout(() => this.post(item), TYPING));
    else this.post(item);
    this.tell.status();
  }

  /** Send what waits for a pause in typing. */
  flush() {
    for (const item of [...this.typing.keys()]) this.post(item);
  }

  post(item) {
    clearTimeout(this.typing.get(item));
    this.typing.delete(item);
    const entry = this.outbox.get(item);
    if (!entry) return;
    this.sent.set(entry.seq, performance.now());
    this.send({ type: "change", seq: entry.seq, item, patch: entry.patch, cursor: this.cursor });
  }

  /** Send everything unsent again. */
  retry() {
    this.refusals.clear();
    for (const entry of this.outbox.entries.values()) this.post(entry.item);
    this.tell.status();
  }

  detail(item) {
    this.send({ type: "detail", item });
  }

  /** Close the form once everything is saved. */
  finish() {
    this.flush();
    this.finishing = this.outbox.size > 0;
    if (!this.finishing) this.send({ type: "finish" });
  }

  /** Ask for the notebook's copy to be brought up to date: soon, but at most once in a while. */
  snapshot() {
    if (this.snapshotTimer) return;
    const every = Math.max(SNAPSHOT_EVERY, 10 * (this.snapshotTook ?? 0));
    const wait = Math.max(0, (this.lastSnapshot ?? -every) + every - performance.now());
    this.snapshotTimer = setTimeout(() => {
      this.snapshotTimer = undefined;
      this.lastSnapshot = performance.now();
      this.send({ type: "snapshot" });
    }, wait);
  }

  tick() {
    const now = performance.now();
    const every = now - this.touched > IDLE ? IDLE_BEAT : BEAT;
    const seen = document.visibilityState === "visible" || this.outbox.size > 0;
    if (seen && now - this.lastBeat >= every) {
      this.lastBeat = now;
      this.asked ||= now;
      this.beat();
    }
    if (this.outbox.size + this.outbox.held.length > 0 && now - (this.kept ?? 0) > 5_000) {
      this.kept = now;
      this.outbox.keep();
    }
    this.tell.status();
  }

  receive(message) {
    if (message.type === "published") this.snapshotTook = performance.now() - (this.lastSnapshot ?? performance.now());
    if (["published", "copy", "finished"].includes(message.type)) return this.tell[message.type](message);
    if (message.type === "ack" || message.type === "pulse") this.takeNews(message);
    if (message.view !== this.view) return undefined;
    this.asked = 0;
    if (message.type === "ack") this.acknowledged(message);
    else if (message.type === "refused") this.refused(message);
    else if (message.type === "pulse") this.heard();
    else if (message.type === "detail") this.tell.detail(message);
    return this.tell.status();
  }

  takeNews(message) {
    if (!message.answers || message.cursor < this.cursor) return;
    // News for another view may start after what this one has: then the own heartbeat fetches the gap.
    if (message.view === this.view) this.cursor = message.cursor;
    this.problems = message.problemCount;
    this.tell.news(message);
    if (Object.keys(message.answers).length > 0 && message.view === this.view) this.snapshot();
  }

  acknowledged({ item, seq, answers }) {
    this.sent.delete(seq);
    this.refusals.delete(item);
    this.outbox.acknowledge(item, seq, answers[item]?.at ?? null);
    this.lastSaved = new Date();
    if (this.finishing) this.finish();
  }

  refused({ seq, reason, retry }) {
    const entry = [...this.outbox.entries.values()].find((unsent) => unsent.seq === seq);
    if (entry) this.refusals.set(entry.item, { reason, retry, at: performance.now() });
    else this.trouble = reason;
  }

  /** The kernel is there: offer what it has not acknowledged in time once more. */
  heard() {
    this.trouble = undefined;
    if (!this.ready) {
      this.ready = true;
      this.tell.ready();
    }
    const now = performance.now();
    for (const entry of [...this.outbox.entries.values()]) {
      const { item, seq } = entry;
      const refusal = this.refusals.get(item);
      const due = refusal ? refusal.retry && now - refusal.at > RETRY : now - (this.sent.get(seq) ?? now) > PATIENCE;
      if (due && !this.typing.has(item) && !this.tell.overtaken(entry)) this.post(item);
    }
  }

  /** How things stand: {kind: "saved" | "saving" | "busy" | "unsaved" | "alone", text, title, reason}. */
  get status() {
    const now = performance.now();
    const unsent = this.outbox.size;
    const [refusal] = this.refusals.values();
    const sentAt = [...this.sent].filter(([seq]) => [...this.outbox.entries.values()].some((e) => e.seq === seq));
    const oldest = Math.min(...sentAt.map(([, at]) => at), now);
    const silent = this.asked > 0 && now - this.asked > PATIENCE;
    const kernel = kernelStatus(this.model);
    const unsaved = { kind: "unsaved", text: "not saved", title: "Not saved." };
    if (refusal) return { ...unsaved, reason: refusal.reason };
    if (unsent > 0 && (now - oldest > PATIENCE || silent)) {
      if (kernel === "busy") return { kind: "busy", text: "saving when the kernel is free" };
      return { ...unsaved, reason: whyLost(kernel) };
    }
    if (unsent > 0) return { kind: "saving", text: "saving…" };
    if (silent && kernel === "busy") return { kind: "busy", text: "the kernel is busy" };
    if (silent) return { kind: "alone", text: "no kernel", title: "No kernel.", reason: whyLost(kernel) };
    if (this.trouble) return { kind: "alone", text: "cannot read", title: "The review cannot be read.", reason: this.trouble };
    return { kind: "saved", text: this.lastSaved ? `saved ${clock(this.lastSaved)}` : "all saved" };
  }
}

function whyLost(kernel) {
  if (kernel === "restarting" || kernel === "autorestarting") return "The kernel is restarting. When it is ready, run the cells again (Run › Run All Cells).";
  if (kernel === "connecting" || kernel === "disconnected") return "The connection to Jupyter is lost. It is tried again by itself.";
  return "The kernel that ran this cell is gone: restarted, shut down, or out of reach. Run the cells again (Run › Run All Cells).";
}

export function unsentWords(count) {
  return `${plural(count, "unsent answer")} ${count === 1 ? "stays" : "stay"} in this page and will be saved then.`;
}
