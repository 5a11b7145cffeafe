// @ts-check
// The network: what every unit answers in the plane, as small pictures, and the weights between them as lines, or the
// gradients for them. Pointing at a line tells its number.

import { number } from "../kit/numbers.js";
import { html, pointIn } from "../kit/ui.js";
import { biasOf, drawEdges, edgeAt } from "./edges.js";
import { networkHeads } from "./network_heads.js";
import { NetworkLayout } from "./network_layout.js";
import { answerRange, sharp, unitRange } from "./shades.js";
import { unitButtons } from "./unit_buttons.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./edges.js").Edge} Edge */
/** @typedef {import("./network_layout.js").Unit} Unit */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./slopes.js").Slopes} Slopes */

// A picture as large as this has room for a number.
const ROOM = 36;
const LETTERS = '"Book Text", "STIX Two Text", "Times New Roman", "Liberation Serif", serif';

/**
 * @param {Life} life
 * @param {{
 *   shades: ReturnType<typeof import("./shades.js").shades>, colours: Record<string, string>,
 *   widths: import("../kit/facts.js").TraitFacts, widen: (ell: number, units: number) => void,
 *   pinned: () => Unit | null, pin: (unit: Unit | null) => void, changed: () => void,
 * }} options
 *   widths: what Python says of `d`; widen: give layer ell that many units; pinned and pin: the unit that was pressed;
 *   changed: another thing is pointed at
 */
export function networkPicture(life, { shades, colours, widths, widen, pinned, pin, changed }) {
  const layout = new NetworkLayout();
  const centre = (/** @type {number} */ ell, /** @type {number} */ i) => layout.centre(ell, i);
  const canvas = html("canvas", { "aria-hidden": "true" });
  const heads = networkHeads(life, widths, widen);
  const buttons = unitButtons(life, { pinned, pin, changed });
  const label = { role: "group", "aria-label": "The network" };
  const element = html("div", { class: "nn-playground-network", ...label }, heads.element, canvas, buttons.element);
  /** @type {CanvasRenderingContext2D | null} */
  let context = null;
  /** @type {Edge | null} */
  let edge = null;
  life.listen(element, "pointermove pointerdown pointerleave", (event) => {
    const { x, y } = pointIn(canvas, event);
    const found = event.target === canvas ? edgeAt(layout.d, centre, [x, y]) : null;
    if (`${Object.values(found ?? {})}` === `${Object.values(edge ?? {})}`) return;
    edge = found;
    changed();
  });

  return {
    element,
    /**
     * Make room for a network. What was looked at and is no more is forgotten here, before anything is drawn.
     * @param {import("./layout.js").Size} size @param {number[]} d the widths of its layers
     */
    arrange({ width, height }, d) {
      layout.resize(width, height);
      layout.arrange(d);
      context = sharp(canvas, width, height);
      element.style.height = `${height}px`;
      heads.place(layout);
      buttons.place(layout);
      edge = null;
    },
    /** The unit that is looked at, if any. */
    get shown() {
      return buttons.shown;
    },
    /** The weight that is pointed at, if any. */
    get edge() {
      return edge;
    },
    /** @param {Session} now @param {Float64Array[]} A @param {Slopes | null} slopes in place of the weights */
    draw(now, A, slopes) {
      if (!context) return;
      buttons.mark();
      context.clearRect(0, 0, layout.width, layout.height);
      drawEdges(slopes ?? now.network, context, centre, colours, edge, slopes?.reach);
      for (const unit of [...layout.inputs, ...layout.units]) {
        const [x, y, side] = layout.square(unit);
        const { ell, i } = unit;
        const range = ell === now.network.L ? answerRange(now.targets) : unitRange(A[ell], layout.d[ell], i);
        shades.paint(context, A[ell], layout.d[ell], i, range, [x, y, side]);
        drawFrame(context, [x, y, side], colours, buttons.isChosen(unit));
        if (ell === 0) drawName(context, `${i + 1}`, [x + 3, y + side - 4], colours);
        if (slopes && ell > 0 && side >= ROOM) drawSlope(context, biasOf(slopes, unit), [x + 2, y + side - 4], colours);
      }
    },
  };
}

/**
 * @param {CanvasRenderingContext2D} ink @param {number[]} square @param {Record<string, string>} colours
 * @param {boolean} chosen
 */
function drawFrame(ink, [x, y, side], colours, chosen) {
  ink.lineWidth = chosen ? 3 : 1.25;
  ink.strokeStyle = colours[chosen ? "ink" : "muted"];
  ink.strokeRect(x, y, side, side);
}

/**
 * dJ/db of a unit, in a corner of its picture.
 * @param {CanvasRenderingContext2D} ink @param {number} slope @param {number[]} at @param {Record<string, string>} colours
 */
function drawSlope(ink, slope, at, colours) {
  drawLetters(ink, [[number(slope, 2), "11px", 0, 0]], at, colours);
}

/**
 * x_1 or x_2, in a corner of its picture.
 * @param {CanvasRenderingContext2D} ink @param {string} j @param {number[]} at @param {Record<string, string>} colours
 */
function drawName(ink, j, at, colours) {
  drawLetters(
    ink,
    [
      ["x", "italic 15px", 0, 0],
      [j, "11px", 7, 3],
    ],
    at,
    colours,
  );
}

/**
 * Letters on whatever is below them.
 * @param {CanvasRenderingContext2D} ink @param {[string, string, number, number][]} letters each with its font, and how
 *   far it stands from the first @param {number[]} at @param {Record<string, string>} colours
 */
function drawLetters(ink, letters, [x, y], colours) {
  ink.lineWidth = 3;
  ink.lineJoin = "round";
  ink.strokeStyle = colours.paper;
  ink.fillStyle = colours.ink;
  for (const [text, font, dx, dy] of letters) {
    ink.font = `${font} ${LETTERS}`;
    ink.strokeText(text, x + dx, y + dy);
    ink.fillText(text, x + dx, y + dy);
  }
}
