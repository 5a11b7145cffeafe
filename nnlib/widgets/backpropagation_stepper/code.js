// @ts-check
// The lines of nnlib that do a step, marked in their function. Python took them from the source.

import { html } from "../kit/ui.js";

/** @typedef {{ name: string, lines: string[], marks: Record<string, number[]> }} Excerpt */

export function codePart() {
  const element = html("div", { class: "nn-backprop-code", role: "group", "aria-label": "Source in nnlib" });
  return {
    element,
    /** @param {Excerpt | undefined} excerpt @param {string} mark */
    draw(excerpt, mark) {
      if (!excerpt) return;
      const lit = new Set(excerpt.marks[mark]);
      const lines = excerpt.lines.map((text, k) => {
        const indent = /^ */.exec(text)?.[0].length ?? 0;
        const style = `--indent: ${indent}ch`;
        return html(lit.has(k) ? "mark" : "span", { class: "nn-backprop-code-line", style }, text.slice(indent) || " ");
      });
      const title = html("p", { class: "nn-backprop-source" }, `nnlib: ${excerpt.name}`);
      element.replaceChildren(title, html("code", {}, lines));
    },
  };
}
