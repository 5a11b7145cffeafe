// @ts-check
// The network of the stepper: numbers on its neurons and edges, those that a step is about lit up.

import { drag } from "../kit/drag.js";
import { clamp, snap } from "../kit/numbers.js";
import { setAttributes, svg } from "../kit/ui.js";
import { layoutOf } from "./layout.js";
import { drawnEdges } from "./picture_edges.js";
import { drawnNeurons, drawnOutside } from "./picture_neurons.js";

// A pixel of dragging is so much of a number.
const PER_PIXEL = 0.01;

/**
 * @typedef {{
 *   point: (keys: string[] | null) => void, choose: (keys: string[]) => void,
 *   placeOf: (key: string) => import("./changeable.js").Place | null,
 *   numberFor: (key: string) => number,
 * }} Callbacks
 *   point, choose: with the keys of the edge or neuron at the pointer; placeOf, numberFor: a number that can be
 *   changed, and what it is now
 */

/** @param {import("../kit/ui.js").Life} life @param {Callbacks} callbacks */
export function networkPart(life, { point, choose, placeOf, numberFor }) {
  const [edges, neurons, outside] = [svg("g"), svg("g"), svg("g")];
  const element = svg("svg", { role: "img", class: "nn-backprop-network" }, edges, neurons, outside);
  let width = 0;
  let built = "";
  /** @type {import("./labels.js").Update[]} */
  let updates = [];

  const keysAt = (/** @type {any} */ target) => target.closest?.("[data-keys]")?.dataset.keys.split(" ") ?? null;
  life.listen(element, "pointerover", (event) => point(keysAt(event.target)));
  life.listen(element, "pointerleave", () => point(null));
  dragNumbers(life, element, { placeOf, numberFor, choose: (target) => choose(keysAt(target) ?? []) });

  /** @param {number[]} d */
  function build(d) {
    const layout = layoutOf(d, width);
    const drawn = [drawnEdges(layout), drawnNeurons(layout), drawnOutside(layout)];
    for (const [k, group] of [edges, neurons, outside].entries()) group.replaceChildren(...drawn[k].nodes);
    updates = drawn.flatMap((part) => part.updates);
    setAttributes(element, { width, height: layout.height });
  }

  return {
    element,
    /** @param {number} pixels */
    resize(pixels) {
      width = pixels;
    },
    /** @param {import("./labels.js").State} state @param {string} words */
    draw(state, words) {
      if (width === 0) return;
      const signature = `${state.pass.d} ${width}`;
      if (signature !== built) build(state.pass.d);
      built = signature;
      for (const update of updates) update(state);
      setAttributes(element, { "aria-label": words });
    },
  };
}

/**
 * Numbers that follow a pointer to and fro. The fields below do the same from the keyboard. One listener for the whole
 * drawing, as what is in it comes and goes.
 * @param {import("../kit/ui.js").Life} life @param {SVGSVGElement} element
 * @param {Pick<Callbacks, "placeOf" | "numberFor"> & { choose: (target: any) => void }} callbacks
 */
function dragNumbers(life, element, { placeOf, numberFor, choose }) {
  /** What is held: its key, its value then, and where the pointer was. */
  let held = { key: "", value: 0, x: 0 };
  drag(life, element, element, {
    touch: "pan-y",
    start({ x, event }) {
      const target = /** @type {Element} */ (event.target);
      const key = target.closest("[data-number]")?.getAttribute("data-number") ?? "";
      choose(target);
      held = { key, value: key ? numberFor(key) : 0, x };
    },
    move({ x }) {
      // The network may have become another one under the hand.
      const place = held.key ? placeOf(held.key) : null;
      if (!place) return;
      const [low, high] = place.bounds;
      place.set(clamp(snap(held.value + PER_PIXEL * (x - held.x), PER_PIXEL), low, high));
    },
    end() {
      held = { key: "", value: 0, x: 0 };
    },
  });
}
