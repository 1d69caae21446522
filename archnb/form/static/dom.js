// Elements, made without HTML: text is only ever textContent or value.

/** Make an element: properties, `aria-…` and `data-…` attributes, `on…` listeners, then children and text. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name.includes("-") || name === "role" || name === "for" || name === "list") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

/** Make an element that takes the keyboard. Notebooks leave it alone: Lumino looks for the attribute on it alone. */
export function control(tag, properties = {}, ...children) {
  return element(tag, { "data-lm-suppress-shortcuts": "true", ...properties }, ...children);
}

export function button(className, properties, ...children) {
  return control("button", { type: "button", className: `archnb-button ${className}`, ...properties }, ...children);
}

export function key(name) {
  return element("kbd", { className: "archnb-key" }, name);
}

/** Keep `node` where the eye left it on the scrolling `pane` while `change` alters what stands above it. */
export function steady(pane, node, change) {
  const before = node?.getBoundingClientRect().top;
  change();
  if (node?.isConnected) pane.scrollTop += node.getBoundingClientRect().top - before;
}

/** Scroll `pane`, and nothing around it, so that `node` is seen. */
export function reveal(pane, node) {
  const outer = pane.getBoundingClientRect();
  const inner = node.getBoundingClientRect();
  if (inner.top < outer.top) pane.scrollTop -= outer.top - inner.top + 8;
  else if (inner.bottom > outer.bottom) pane.scrollTop += Math.min(inner.bottom - outer.bottom + 8, inner.top - outer.top);
  if (inner.left < outer.left || inner.right > outer.right) pane.scrollLeft += inner.left - outer.left - 8;
}
