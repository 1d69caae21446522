import assert from "node:assert/strict";
import { test } from "node:test";

import { FILTERS, found, linkOf, nextItem, plural, shortTime, tally, UNANSWERED } from "../../archnb/form/static/answers.js";

const item = (id, severity = "medium") => ({ id, text: `Text of ${id}`, severity });
const shows = (name) => FILTERS.find((filter) => filter.name === name).shows;

test("a tally counts each status", () => {
  const answers = { a: "yes", b: "no", c: "na", d: "unanswered", e: "partial" };
  const counts = tally([..."abcde"].map((id) => item(id)), (id) => ({ status: answers[id] }));
  assert.deepEqual(counts, { yes: 1, partial: 1, no: 1, na: 1, unanswered: 1 });
});

test("filters tell findings, critical findings and one's own answers apart", () => {
  const partial = { ...UNANSWERED, status: "partial", reviewer: "ana" };
  assert.equal(shows("findings")(item("a"), partial), true);
  assert.equal(shows("critical")(item("a", "high"), partial), false);
  assert.equal(shows("critical")(item("a", "critical"), partial), true);
  assert.equal(shows("critical")(item("a", "critical"), { ...partial, status: "yes" }), false);
  assert.equal(shows("mine")(item("a"), partial, "ana"), true);
  assert.equal(shows("mine")(item("a"), partial, "ben"), false);
  assert.equal(shows("unanswered")(item("a"), UNANSWERED), true);
});

test("a search wants every word, anywhere in text, id, severity, note, evidence or owner", () => {
  const answer = { ...UNANSWERED, note: "Allows ANY origin", evidence: ["app/main.py:31"], owner: "Platform" };
  for (const query of ["any ORIGIN", "main.py text", "platform medium", "s.c", ""]) {
    assert.equal(found(item("s.cors"), answer, query), true, query);
  }
  assert.equal(found(item("s.cors"), answer, "origin absent"), false);
});

test("the next item is looked for in both directions, round the end", () => {
  const items = [..."abcd"].map((id) => item(id));
  assert.equal(nextItem(items, 3, ({ id }) => id === "b").id, "b");
  assert.equal(nextItem(items, 0, ({ id }) => id !== "a", -1).id, "d");
  assert.equal(nextItem(items, -1, () => true).id, "a");
  assert.equal(nextItem(items, 0, () => false), undefined);
});

test("only http, https and mailto lead anywhere", () => {
  assert.equal(linkOf("https://example.org/a b"), undefined);
  assert.equal(linkOf("https://example.org/a"), "https://example.org/a");
  assert.equal(linkOf("mailto:ana@example.org"), "mailto:ana@example.org");
  for (const evil of ["javascript:alert(1)", " javascript:x", "data:text/html,x", "vbscript:x", "//example.org", "https://"]) {
    assert.equal(linkOf(evil), undefined, evil);
  }
});

test("a time is said as shortly as it can be understood", () => {
  const now = new Date(2026, 10, 22, 15, 0);
  assert.equal(shortTime(new Date(2026, 10, 22, 14, 2).toISOString(), now), "today 14:02");
  assert.equal(shortTime(new Date(2026, 10, 3).toISOString(), now), "3 Nov");
  assert.equal(shortTime(new Date(2025, 10, 3).toISOString(), now), "3 Nov 2025");
  assert.equal(shortTime("nonsense", now), "");
});

test("one is one and the rest are many", () => {
  assert.deepEqual([plural(1, "answer"), plural(0, "answer"), plural(2, "answer")], ["1 answer", "0 answers", "2 answers"]);
});
