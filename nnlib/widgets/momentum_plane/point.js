// @ts-check
// The point of the plane that the figure shows: a handle to drag or to move with keys, which also jumps to where the
// plane is pressed.

import { drag, handle } from "../kit/drag.js";
import { factsOf } from "../kit/facts.js";
import { clamp, snap } from "../kit/numbers.js";
import { change, pointIn, setAttributes, svg } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("../kit/drag.js").Axis} Axis */
/** @typedef {import("./model.js").State} State */
/** @typedef {import("./map.js").Scales} Scales */

const ARROWS = "M-4,-14l4,-4l4,4M-4,14l4,4l4,-4M-14,-4l-4,4l4,4M14,-4l4,4l-4,4";
const STEPS = { rate: 0.02, mu: 0.01 };

/**
 * @param {Life} life @param {Model} model @param {{ element: SVGElement, field: SVGElement }} area
 * @param {{ state: () => State, scales: () => Scales }} options
 */
export function pointHandle(life, model, { element: picture, field }, { state, scales }) {
  const [x, y] = [axisOf("rate", "x"), axisOf("mu", "y")];
  const element = svg(
    "g",
    {},
    svg("circle", { r: 20, class: "nn-plane-grip" }),
    svg("path", { d: ARROWS, class: "nn-plane-arrows nn-screen" }),
    svg("circle", { r: 7, class: "nn-plane-point" }),
  );
  let said = "";

  /** @param {"rate" | "mu"} name @param {"x" | "y"} side @returns {Axis} */
  function axisOf(name, side) {
    const { low, high } = factsOf(model).traits[name];
    return { value: () => model.get(name), min: low, max: high, step: STEPS[name], scale: () => scales()[side] };
  }

  const place = (/** @type {{ x?: number, y?: number }} */ to) =>
    change(model, { ...(to.x !== undefined && { rate: to.x }), ...(to.y !== undefined && { mu: to.y }) });
  const handled = handle(life, element, picture, {
    ...{ label: "rate times largest curvature, and momentum", x, y },
    change: place,
    text: () => said,
  });
  const read = (/** @type {Axis} */ axis, /** @type {number} */ pixel) =>
    clamp(snap(axis.scale().invert(pixel), axis.step, axis.min), axis.min, axis.max);
  const put = (/** @type {{ x: number, y: number }} */ at) => place({ x: read(x, at.x), y: read(y, at.y) });
  // A mouse or pen pulls the point from where it is pressed. A finger may scroll the page there: for it a tap counts.
  const follow = (/** @type {{ x: number, y: number, event: PointerEvent }} */ at) => {
    if (at.event.pointerType !== "touch") put(at);
  };
  drag(life, field, picture, { touch: "pan-y", start: follow, move: follow });
  life.listen(field, "click", (event) => put(pointIn(picture, event)));

  return {
    element,
    /** @param {string} words  what a screen reader says of the point */
    draw(words) {
      said = words;
      const { rate, mu } = state();
      setAttributes(element, { transform: `translate(${scales().x(rate).toFixed(2)},${scales().y(mu).toFixed(2)})` });
      handled.update();
    },
  };
}
