// The keyboard: single keys while a row has the focus, none while somebody types.

import { STATUSES } from "./answers.js";
import { button, element, key } from "./dom.js";

const HELP = [
  [["j", "↓"], "next item"],
  [["k", "↑"], "previous item"],
  [["y", "p", "n", "a"], "yes, partial, no, N/A"],
  [["u"], "clear the answer"],
  [["e"], "write the note"],
  [["v"], "add evidence"],
  [["o"], "name the owner of a finding"],
  [["g"], "show or hide the guidance"],
  [["space"], "next unanswered item"],
  [["]", "["], "next, previous section"],
  [["1", "…", "9"], "section 1 to 9"],
  [["/"], "search"],
  [["Esc"], "back to the item; leave a filter"],
  [["?"], "this help"],
];

/** Return the form's handler of keys; `form` names what each key does. */
export function keyboard(form) {
  const actions = {
    j: () => form.move(1),
    ArrowDown: () => form.move(1),
    k: () => form.move(-1),
    ArrowUp: () => form.move(-1),
    u: () => form.answer("unanswered"),
    e: () => form.edit("note"),
    v: () => form.edit("evidence"),
    o: () => form.edit("owner"),
    g: () => form.toggleGuidance(),
    "]": () => form.moveSection(1),
    "[": () => form.moveSection(-1),
    "/": () => form.focusSearch(),
    "?": () => form.help(),
    Escape: () => form.leave(),
  };
  for (const { status, key: name } of STATUSES) actions[name] = () => form.answer(status);
  for (let n = 1; n <= 9; n += 1) actions[n] = () => form.showSectionNumber(n - 1);

  return (event) => {
    event.stopPropagation();
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      return form.save();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
    const action = types(event.target) ? typing(event, form) : actions[event.key] ?? space(event, form);
    if (!action) return undefined;
    event.preventDefault();
    return action();
  };
}

function types(target) {
  return target.matches("textarea, input:not([type=radio])");
}

/** While somebody types, Escape alone is the form's. */
function typing(event, form) {
  return event.key === "Escape" ? () => form.leaveField() : undefined;
}

/** On a button or a radio button the space bar presses it, as everywhere; elsewhere it goes on. */
function space(event, form) {
  const presses = event.target.matches("button, a, input");
  return event.key === " " && !presses ? () => form.nextUnanswered() : undefined;
}

export function helpPanel(close) {
  const entries = HELP.flatMap(([keys, what]) => [element("dt", {}, ...keys.map(key)), element("dd", {}, what)]);
  return element(
    "div",
    { className: "archnb-help", role: "dialog", "aria-label": "Keyboard help", hidden: true },
    element("dl", {}, ...entries),
    element("p", { className: "archnb-muted" }, "A second click on an answer takes it back. Answers are saved as you give them."),
    button("", { onclick: close }, "Close"),
  );
}
