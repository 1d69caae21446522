import assert from "node:assert/strict";
import { test } from "node:test";

import { Outbox } from "../../archnb/form/static/outbox.js";

/** What a browser's storage does, on a plain object: its keys are the names that were set. */
class MemoryStorage {
  getItem(name) {
    return this[name] ?? null;
  }
  setItem(name, value) {
    this[name] = value;
  }
  removeItem(name) {
    delete this[name];
  }
}

function outboxes(now = { ms: 0 }) {
  const storage = new MemoryStorage();
  return { storage, now, open: (view) => new Outbox(storage, "review", view, () => now.ms) };
}

test("changes of one item are merged until they are acknowledged", () => {
  const box = outboxes().open("one");
  box.put("a", { status: "no" }, "base");
  const entry = box.put("a", { note: "n" }, "later base");
  assert.deepEqual([entry.patch, entry.base, entry.seq], [{ status: "no", note: "n" }, "base", 2]);
});

test("an acknowledgement of an older change leaves the newer one", () => {
  const box = outboxes().open("one");
  const { seq } = box.put("a", { note: "n" }, null);
  box.put("a", { note: "no" }, null);
  assert.equal(box.acknowledge("a", seq), false);
  assert.equal(box.size, 1);
  assert.equal(box.acknowledge("a", 2), true);
  assert.equal(box.size, 0);
});

test("a form that was taken away leaves its unsent changes to the next, once", () => {
  const { open } = outboxes();
  const first = open("one");
  first.put("a", { status: "no" }, null);
  first.release();
  const [left] = open("two").adopt();
  assert.deepEqual([left.item, left.patch], ["a", { status: "no" }]);
  assert.deepEqual(open("three").adopt(), []);
});

test("what another form that is alive has not sent yet is left to it", () => {
  const { now, open } = outboxes();
  open("one").put("a", { status: "no" }, null);
  now.ms = 14_000;
  assert.deepEqual(open("two").adopt(), []);
  now.ms = 16_000;
  assert.equal(open("two").adopt().length, 1);
});

test("another review's changes are never taken", () => {
  const { storage, open } = outboxes();
  const other = new Outbox(storage, "other", "one");
  other.put("a", { status: "no" }, null);
  other.release();
  assert.deepEqual(open("two").adopt(), []);
});

test("without a storage, or with a full one, changes live in memory", () => {
  const full = { setItem: () => { throw new Error("quota"); }, removeItem: () => {}, getItem: () => null };
  for (const storage of [undefined, full]) {
    const box = new Outbox(storage, "review", "one");
    box.put("a", { status: "no" }, null);
    assert.equal(box.size, 1);
    assert.deepEqual(box.adopt(), []);
  }
});

test("what a crash left half written is cleared away", () => {
  const { storage, open } = outboxes();
  storage.setItem("archnb:review:old", '{"entries": [');
  assert.deepEqual(open("two").adopt(), []);
  assert.equal(storage.getItem("archnb:review:old"), null);
});
