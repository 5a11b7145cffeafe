// @ts-check
// The network: what every unit answers in the plane, as small pictures, and the weights between them as lines. A unit
// is a button: pointing at it or pressing it shows its picture large. Pointing at a line tells its weight.

import { html } from "../kit/ui.js";
import { drawEdges, edgeAt } from "./edges.js";
import { answerRange, sharp, unitRange } from "./shades.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {{ ell: number, i: number }} Unit */
/** @typedef {import("./edges.js").Edge} Edge */

const MOST_UNITS = 8;
const MOST_LAYERS = 4;
const HEAD = 44;
const family = '"Book Text", "STIX Two Text", "Times New Roman", "Liberation Serif", serif';

/**
 * @param {Life} life
 * @param {{
 *   shades: ReturnType<typeof import("./shades.js").shades>, colours: Record<string, string>,
 *   widen: (ell: number, units: number) => void, changed: () => void,
 * }} options   widen: layer ell gets so many units; changed: another unit is looked at
 */
export function networkPicture(life, { shades, colours, widen, changed }) {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const buttons = html("div", { class: "nn-playground-units" });
  const heads = html("div", { class: "nn-playground-heads" });
  const element = html("div", { class: "nn-playground-network" }, heads, canvas, buttons);
  const counts = Array.from({ length: MOST_LAYERS }, (_, k) => {
    const options = Array.from({ length: MOST_UNITS }, (_, n) => html("option", { value: n + 1 }, n + 1));
    const list = html("select", { class: "nn-select", "aria-label": `units of hidden layer ${k + 1}` }, options);
    life.listen(list, "change", () => widen(k + 1, Number(list.value)));
    heads.append(list);
    return list;
  });
  const ends = ["inputs", "output"].map((text) => html("span", { "aria-hidden": "true" }, text));
  heads.prepend(ends[0]);
  heads.append(ends[1]);

  /** @type {CanvasRenderingContext2D | null} */
  let context = null;
  let [width, height, size] = [0, 0, 30];
  /** @type {{ unit: Unit, button: HTMLElement }[]} */
  let units = [];
  let shape = "";
  /** @type {Unit | null} */
  let pinned = null;
  /** @type {Unit | null} */
  let hovered = null;
  /** @type {Edge | null} */
  let edge = null;
  const is = (/** @type {Unit | null} */ a, /** @type {Unit} */ b) => a !== null && a.ell === b.ell && a.i === b.i;

  /** The middle of a unit's picture. @param {number[]} d @param {number} ell @param {number} i */
  function centre(d, ell, i) {
    const edge = Math.max(size / 2 + 2, 24);
    const across = edge + ((width - 2 * edge) * ell) / (d.length - 1);
    const gap = Math.min(size + 14, (height - HEAD) / Math.max(...d));
    return [across, HEAD + (height - HEAD) / 2 + gap * (i - (d[ell] - 1) / 2)];
  }

  /** Listen with one pair of ears for all units, which come and go. */
  const unitOf = (/** @type {any} */ event) => {
    const at = event.target.closest?.("button")?.dataset;
    return at ? { ell: Number(at.layer), i: Number(at.unit) } : null;
  };
  life.listen(buttons, "pointerover pointerout", (event) => {
    hovered = event.type === "pointerover" && event.pointerType === "mouse" ? unitOf(event) : null;
    changed();
  });
  life.listen(element, "pointermove pointerdown pointerleave", (event) => {
    const box = canvas.getBoundingClientRect();
    const d = shape.split(",").map(Number);
    const found =
      event.target === canvas
        ? edgeAt(d, (ell, i) => centre(d, ell, i), [event.clientX - box.left, event.clientY - box.top])
        : null;
    if (`${Object.values(found ?? {})}` === `${Object.values(edge ?? {})}`) return;
    edge = found;
    changed();
  });
  life.listen(buttons, "click", (event) => {
    const unit = unitOf(event);
    if (!unit) return;
    pinned = is(pinned, unit) ? null : unit;
    changed();
  });

  /** @param {number[]} d */
  function layOut(d) {
    size = Math.max(22, Math.min(46, (width / d.length) * 0.62, (height - HEAD) / Math.max(...d) - 5));
    const hidden = d.slice(1, -1);
    const middles = d.map((_, ell) => centre(d, ell, 0)[0]);
    [...ends, ...counts].forEach((head, k) => {
      const ell = k === 0 ? 0 : k === 1 ? d.length - 1 : k - 1;
      const there = k < 2 || k - 2 < hidden.length;
      head.hidden = !there;
      if (there) head.style.left = `${middles[ell]}px`;
    });
    counts.forEach((list, k) => {
      list.value = `${hidden[k] ?? 1}`;
    });
    const kept = document.activeElement;
    units = d.slice(1).flatMap((count, k) =>
      Array.from({ length: count }, (_, i) => {
        const unit = { ell: k + 1, i };
        const label = k < hidden.length ? `unit ${i + 1} of layer ${k + 1}` : "output unit";
        const known = units.find((other) => is(other.unit, unit));
        const button = known?.button ?? html("button", { type: "button", "data-layer": unit.ell, "data-unit": i });
        button.setAttribute("aria-label", label);
        const [x, y] = centre(d, unit.ell, i);
        const target = Math.max(24, size);
        Object.assign(button.style, {
          left: `${x - target / 2}px`,
          top: `${y - target / 2}px`,
          width: `${target}px`,
          height: `${target}px`,
        });
        return { unit, button };
      }),
    );
    const wanted = units.map(({ button }) => button);
    if (wanted.length !== buttons.childNodes.length || wanted.some((node, k) => buttons.childNodes[k] !== node)) {
      buttons.replaceChildren(...wanted);
      if (kept instanceof HTMLElement && wanted.includes(kept)) kept.focus();
    }
    const exists = (/** @type {Unit | null} */ unit) => unit && unit.i < (d[unit.ell] ?? 0);
    if (!exists(pinned)) pinned = null;
    if (!exists(hovered)) hovered = null;
    edge = null;
  }

  /** @param {Session} now @param {Float64Array[]} A @param {CanvasRenderingContext2D} ink */
  function drawUnits(now, A, ink) {
    const { d, L } = now.network;
    for (let ell = 0; ell <= L; ell++) {
      for (let i = 0; i < d[ell]; i++) {
        const [x, y] = centre(d, ell, i);
        const box = [x - size / 2, y - size / 2, size];
        const range = ell === L ? answerRange(now.settings.output) : unitRange(A[ell], d[ell], i);
        shades.paint(ink, A[ell], d[ell], i, range, box);
        const chosen = is(pinned, { ell, i }) || is(hovered, { ell, i });
        ink.lineWidth = chosen ? 3 : 1.25;
        ink.strokeStyle = colours[chosen ? "ink" : "muted"];
        ink.strokeRect(box[0], box[1], size, size);
        if (ell === 0) name(`${i + 1}`, box[0] + 3, y + size / 2 - 4, ink);
      }
    }
  }

  /** x_1 or x_2, in a corner of its picture. @param {string} j @param {number} x @param {number} y @param {any} ink */
  function name(j, x, y, ink) {
    ink.lineWidth = 3;
    ink.strokeStyle = colours.paper;
    ink.fillStyle = colours.ink;
    const letters = /** @type {[string, string, number, number][]} */ ([
      ["x", "italic 15px", 0, 0],
      [j, "11px", 7, 3],
    ]);
    for (const [text, font, dx, dy] of letters) {
      ink.font = `${font} ${family}`;
      ink.strokeText(text, x + dx, y + dy);
      ink.fillText(text, x + dx, y + dy);
    }
  }

  return {
    element,
    /** @param {number} wide @param {number} high */
    resize(wide, high) {
      [width, height] = [wide, high];
      context = sharp(canvas, width, height);
      element.style.height = `${height}px`;
      shape = "";
    },
    /** The unit that is looked at, if any. */
    get shown() {
      return hovered ?? pinned;
    },
    /** The weight that is pointed at, if any. */
    get edge() {
      return edge;
    },
    /** @param {Session} now @param {Float64Array[]} A */
    draw(now, A) {
      if (!context) return;
      const { d } = now.network;
      if (shape !== `${d}`) {
        layOut(d);
        shape = `${d}`;
      }
      for (const { unit, button } of units) button.setAttribute("aria-pressed", `${is(pinned, unit)}`);
      context.clearRect(0, 0, width, height);
      drawEdges(now.network, context, (ell, i) => centre(d, ell, i), colours, edge);
      drawUnits(now, A, context);
    },
  };
}
