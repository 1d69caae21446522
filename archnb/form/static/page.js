// What surrounds the form: the notebook's kernel, its outputs, its theme. Each is asked for, never assumed.

const SNAPSHOT = "application/vnd.archnb.review.v1+json";
const WIDGET = "application/vnd.jupyter.widget-view+json";

export function pageStorage() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined; // a sandboxed frame
  }
}

/** The kernel's status where the front end lets one see it: "idle", "busy", "restarting", "dead" … or undefined. */
export function kernelStatus(model) {
  const manager = model.widget_manager;
  const session = manager?.context?.sessionContext?.session;
  const kernel = manager?.kernel ?? session?.kernel;
  return kernel?.connectionStatus === "connected" || !kernel ? kernel?.status : (kernel.connectionStatus ?? undefined);
}

/** Whether this page's document shows the form's cell with a copy of the answers other than the one with `digest`. */
export function isStale(model, modelId, digest) {
  const place = snapshotOf(model, modelId);
  return place !== undefined && place.output.data[SNAPSHOT].digest !== digest;
}

/**
 * Replace the notebook's copy of the answers in this page's own document, where Jupyter no longer routes updates to it.
 * Under real-time collaboration every page would do so, and one document would get the output many times: never there.
 */
export function patchSnapshot(model, modelId, bundle) {
  const place = snapshotOf(model, modelId);
  if (place && place.output.data[SNAPSHOT].digest !== bundle[SNAPSHOT].digest) {
    place.outputs.set(place.index, { ...place.output, data: bundle });
  }
}

/** Put `data` in the place of the form in this page's document, if Jupyter did not. */
export function replaceForm(model, modelId, data) {
  if (model.widget_manager?.context?.model?.collaborative) return;
  const outputs = cellOf(model, modelId)?.outputs;
  const index = outputs ? shownIn(outputs).findIndex((output) => output.data?.[WIDGET]?.model_id === modelId) : -1;
  if (index >= 0) outputs.set(index, { output_type: "display_data", metadata: {}, data });
}

/** Notebook 7 squeezes tall outputs into a low box; undo that for the form's cell, the way the file format has it. */
export function showWhole(model, modelId, form) {
  const box = form.closest(".jp-mod-outputsScrolled");
  if (!box) return;
  const cell = cellOf(model, modelId);
  if (cell?.getMetadata?.("scrolled") !== undefined) return;
  cell?.setMetadata?.("scrolled", false);
  box.classList.remove("jp-mod-outputsScrolled");
}

/** Find the copy of the answers in the cell that shows the form. */
function snapshotOf(model, modelId) {
  if (model.widget_manager?.context?.model?.collaborative) return undefined;
  const outputs = cellOf(model, modelId)?.outputs;
  const shown = outputs ? shownIn(outputs) : [];
  const index = shown.findIndex(({ data }) => data?.[SNAPSHOT]);
  return index < 0 ? undefined : { outputs, index, output: shown[index] };
}

/** Find the cell that shows the form, in front ends that let one see the document. */
function cellOf(model, modelId) {
  const shows = ({ outputs }) => outputs?.get && shownIn(outputs).some(({ data }) => data?.[WIDGET]?.model_id === modelId);
  return [...(model.widget_manager?.context?.model?.cells ?? [])].find(shows);
}

function shownIn(outputs) {
  return Array.from({ length: outputs.length }, (_, index) => outputs.get(index).toJSON());
}

/** Save the notebook, where the front end has a document to save. */
export function saveNotebook(model) {
  model.widget_manager?.context?.save?.();
}

/** Whether the page is dark, asked in the order in which front ends say so. */
export function isDark(document = globalThis.document) {
  const { body, documentElement: root } = document;
  if (body.dataset.jpThemeLight) return body.dataset.jpThemeLight === "false";
  const vscode = body.dataset.vscodeThemeKind ?? "";
  if (vscode) return vscode.includes("dark") || vscode === "vscode-high-contrast";
  const said = root.getAttribute("theme") ?? root.dataset.theme ?? root.dataset.bsTheme;
  if (said === "dark" || said === "light") return said === "dark";
  return globalThis.matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Call `follow(dark)` now and whenever the theme changes; returns what stops it. */
export function followTheme(follow) {
  const tell = () => follow(isDark());
  const observer = new MutationObserver(tell);
  const attributes = ["data-jp-theme-light", "data-vscode-theme-kind", "theme", "data-theme", "data-bs-theme", "class"];
  observer.observe(document.body, { attributeFilter: attributes });
  observer.observe(document.documentElement, { attributeFilter: attributes });
  const media = globalThis.matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", tell);
  tell();
  return () => {
    observer.disconnect();
    media.removeEventListener("change", tell);
  };
}
