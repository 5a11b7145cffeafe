// @ts-check
// The drawing of the neuron: bars that add up along the z axis, and the activation curve on the same axis, with a point
// to take hold of.

import { handle } from "../kit/drag.js";
import { linear, spoken } from "../kit/numbers.js";
import { setAttributes, svg } from "../kit/ui.js";
import { bars } from "./bars.js";
import { axes, curve } from "./curve.js";
import { layout } from "./layout.js";
import { STEP } from "./model.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./model.js").State} State */

/**
 * @param {Life} life
 * @param {{ state: () => State, settle: (z: number) => void, bound: number }} options
 *   state: what holds, drawn or not yet; settle: called with the z to which the point was moved; bound: of the bias
 */
export function picture(life, { state, settle, bound }) {
  let width = 0;
  let scenery = "";
  let z = linear([-5, 5], [0, 1]);

  const layers = ["axes", "bars", "curve"].map(() => svg("g", { "aria-hidden": "true" }));
  const grip = gripOfPoint();
  const element = svg("svg", { role: "group", "aria-label": "The sum z and the activation curve" }, ...layers, grip);
  const point = handle(life, grip, element, {
    label: "pre-activation z, moved by the bias",
    x: {
      value: () => state().z,
      get min() {
        return state().sum - bound;
      },
      get max() {
        return state().sum + bound;
      },
      step: STEP,
      scale: () => z,
    },
    change: (to) => settle(/** @type {number} */ (to.x)),
    text: () => {
      const { z: at, out, slope } = state();
      return `z ${spoken(at)}, activation ${spoken(out)}, slope ${spoken(slope)}`;
    },
  });

  /** @param {State} now */
  function draw(now) {
    point.update();
    if (width === 0) return;
    const at = layout(now, width, bound);
    z = at.z;
    setAttributes(element, { width, height: at.height });
    const scene = [width, at.reach, at.top, ...at.y.domain].join(" ");
    if (scene !== scenery) layers[0].replaceChildren(...axes(at));
    scenery = scene;
    layers[1].replaceChildren(...bars(now, at));
    layers[2].replaceChildren(...curve(now, at));
    setAttributes(grip, { transform: `translate(${z(now.z).toFixed(2)},${at.y(now.out).toFixed(2)})` });
  }

  return {
    element,
    draw,
    resize(/** @type {number} */ pixels) {
      width = pixels;
    },
  };
}

/** The point on the curve, with room for a finger and arrows that say where it goes. */
function gripOfPoint() {
  return svg(
    "g",
    {},
    svg("circle", { r: 18, class: "nn-neuron-grip" }),
    svg("circle", { r: 7, class: "nn-neuron-point" }),
    svg("path", { d: "M-11,-4l-4,4l4,4M11,-4l4,4l-4,4", class: "nn-neuron-arrows nn-screen" }),
  );
}
