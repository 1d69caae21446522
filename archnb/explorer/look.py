"""How the dashboard looks: in the colours of the page, by its own variables with fallbacks."""

from __future__ import annotations

__all__ = ["STYLE"]

#: A still of the same cell is for readers without a kernel: where the dashboard lives, it is hidden.
STYLE = """<style>
.archnb-x { --x-bg: var(--jp-layout-color1, var(--vscode-editor-background, Canvas));
  --x-fg: var(--jp-ui-font-color1, var(--vscode-editor-foreground, CanvasText));
  --x-line: var(--jp-border-color2, var(--vscode-panel-border, #8886));
  --x-accent: var(--jp-brand-color1, var(--vscode-focusBorder, #0b63b0));
  color: var(--x-fg); max-width: 1080px; padding: 4px 0; overflow: visible;
  container-type: inline-size; }
.archnb-x .widget-html-content { line-height: 1.45; }
.archnb-x-choice { align-items: baseline; overflow: visible; }
.archnb-x-heading { flex: 0 0 6.5em; }
.archnb-x-heading .widget-html-content, .archnb-x-heading b { overflow-wrap: anywhere; line-height: 1.3; }
.archnb-x-boxes { flex-flow: row wrap; gap: 0 14px; overflow: visible; }
.archnb-x-boxes .widget-checkbox { margin: 0; height: 24px; }
.archnb-x-boxes .widget-label-basic { cursor: pointer; max-width: 26em; overflow: hidden; }
.archnb-x-boxes .widget-label-basic span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.archnb-x-last { flex-flow: row wrap; align-items: center; gap: 2px 16px; margin-top: 4px; overflow: visible; }
.archnb-x-last .widget-label { text-align: left; font-weight: bold; }
.archnb-x-step { margin-right: 0; }
.archnb-x-picker { margin: 8px 0 0; }
.archnb-x-picker > .widget-label { display: none; }
.archnb-x-picker > div { display: flex; flex-flow: row wrap; gap: 4px; }
.archnb-x-picker button { width: auto; margin: 0; border-radius: 4px; border: 1px solid var(--x-line);
  background: var(--x-bg); color: var(--x-fg); }
.archnb-x-picker button.mod-active { border-color: var(--x-accent); box-shadow: inset 0 -3px 0 var(--x-accent);
  background: var(--x-bg); color: var(--x-fg); font-weight: 600; }
.archnb-x :is(button, input, .noUi-handle):focus-visible { outline: 2px solid var(--x-accent); outline-offset: 2px; }
.archnb-x-status { border-top: 1px solid var(--x-line); margin-top: 8px; padding-top: 4px; }
.archnb-x-results { position: relative; overflow: visible; }
.archnb-x-results > * { transition: opacity .1s; overflow: visible; }
.archnb-x-results::before { display: none; content: "Drawing … what is dimmed belongs to other filters. If this stays, \
the kernel is busy or gone: run the cell again."; position: sticky; top: 8px; z-index: 2; align-self: flex-start;
  padding: 4px 12px; border-radius: 4px; background: var(--x-fg); color: var(--x-bg);
  font: 13px/1.4 var(--jp-ui-font-family, sans-serif); }
.archnb-x-picture { display: block; border-radius: 4px; }
.archnb-x-sentence { padding: 2.5em 1em; font-size: 1.1em; border: 1px dashed var(--x-line); border-radius: 4px; }
.archnb-x-title { font-size: 1.15em; font-weight: 600; margin-top: 10px; overflow-wrap: anywhere; }
.archnb-x-muted { opacity: .8; }
.archnb-x-th { font-weight: 600; }
.archnb-x-rows { align-items: start; gap: 0 10px; overflow: visible; }
.archnb-x-rows > .widget-html { margin: 0; }
.archnb-x-rows > .widget-html .widget-html-content { min-height: 28px; padding: 4px 0; box-sizing: border-box; }
.archnb-x-open { text-align: left; background: transparent; color: var(--jp-content-link-color, LinkText); margin: 0;
  box-shadow: none; border-radius: 4px; text-decoration: underline; text-underline-offset: 2px;
  padding: 0 6px 0 0; line-height: 28px; }
.archnb-x-cells { display: grid; grid-template-columns: minmax(40px, 1fr) 6em 8.5em 3em 5.5em 5em minmax(7em, 1.6fr);
  gap: 0 10px; }
.archnb-x-cells span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.archnb-x-cells span:nth-child(n+2):nth-child(-n+5) { text-align: right; }
.archnb-x-th.archnb-x-cells span { white-space: normal; align-self: end; line-height: 1.2; }
@container (max-width: 760px) {
  .archnb-x-cells { grid-template-columns: 6em 3em 5.5em 5em minmax(5em, 1fr); }
  .archnb-x-cells > :is(:nth-child(1), :nth-child(3)) { display: none; } }
.archnb-x-bar { display: block; height: 10px; margin-top: 5px; background: var(--x-line); border-radius: 2px; }
.archnb-x-bar i { display: block; height: 100%; background: #D55E00; border-radius: 2px; }
.archnb-x-said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.archnb-x-pill { flex: none; align-self: flex-start; border-radius: 4px; padding: 0 .5em; white-space: nowrap; }
.archnb-x-yes { background: #0072B2; color: #fff; }
.archnb-x-partial { background: #F0E442; color: #1b1f24; }
.archnb-x-no { background: #B84A00; color: #fff; }
.archnb-x-finding { display: flex; gap: 10px; padding: 1px 0 6px; }
.archnb-x-note { overflow-wrap: anywhere; }
.archnb-x-findings { padding-left: 0; list-style: none; }
.archnb-x-findings li { border-top: 1px solid var(--x-line); padding: 6px 0 2px; overflow-wrap: anywhere; }
.archnb-x-table { border-collapse: collapse; margin: 4px 0; }
.archnb-x-table :is(th, td) { padding: 2px 14px 2px 0; text-align: right; border-bottom: 1px solid var(--x-line); }
.archnb-x-table :is(th, td):first-child { text-align: left; font-weight: normal; }
.jp-OutputArea-child:has(.archnb-x) ~ .jp-OutputArea-child:has(.archnb-x-still),
.jp-OutputArea-child:has(.archnb-x) ~ .jp-OutputArea-child:has(+ .jp-OutputArea-child .archnb-x-still) {
  display: none; }
</style>"""
