// @ts-check
// What is on the field, and how it came there: the reader adds strokes, loads an example, clears, and takes back.

import { change } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./strokes.js").Stroke} Stroke */

/**
 * @param {Model} model
 * @param {{ replaced: () => void }} options   replaced: called before something else comes onto the field
 */
export function drawingHistory(model, { replaced }) {
  // Where a page's figure begins with a drawing, that gives way to the first stroke of the reader.
  let isOwn = false;
  /** What `undo` brings back, the latest last. @type {{ strokes: Stroke[], example: number, isOwn: boolean }[]} */
  const past = [];
  let isChanging = false;

  /** @param {Record<string, any>} settings */
  function set(settings) {
    isChanging = true;
    change(model, settings);
    isChanging = false;
  }

  function remember() {
    past.push({ strokes: model.get("strokes"), example: model.get("example"), isOwn });
  }

  /** @param {Record<string, any>} settings */
  function replace(settings) {
    replaced();
    remember();
    isOwn = true;
    set(settings);
  }

  return {
    /** The strokes to which a new one adds. @returns {Stroke[]} */
    begin() {
      remember();
      const kept = isOwn && model.get("example") === 0 ? model.get("strokes") : [];
      isOwn = true;
      return kept;
    },
    /** @param {Stroke[]} strokes */
    draw(strokes) {
      set({ strokes, example: 0 });
    },
    clear() {
      if (model.get("example") || model.get("strokes").length) replace({ strokes: [], example: 0 });
    },
    /** The next of the examples of a class. @param {number} wanted */
    load(wanted) {
      /** @type {number[]} */
      const labels = model.get("labels");
      const places = labels.flatMap((label, i) => (label === wanted ? [i + 1] : []));
      const next = places[(places.indexOf(model.get("example")) + 1) % places.length];
      replace({ example: next, strokes: [] });
    },
    /** Back to what was before; of a drawing that came with the page or from Python, the last stroke goes. */
    undo() {
      replaced();
      const before = past.pop();
      isOwn = before?.isOwn ?? true;
      if (before) set({ strokes: before.strokes, example: before.example });
      else set({ strokes: model.get("strokes").slice(0, -1), example: 0 });
    },
    /** What is on the field has changed: from elsewhere, unless it was here. */
    follow() {
      if (!isChanging) past.length = 0;
    },
  };
}
