// @ts-check
// The network of the stepper: numbers on its neurons and edges, those that a step is about lit up.

import { setAttributes, svg } from "../kit/ui.js";
import { layoutOf } from "./layout.js";
import { drawnEdges } from "./picture_edges.js";
import { drawnNeurons, drawnOutside } from "./picture_neurons.js";

/**
 * @param {import("../kit/ui.js").Life} life
 * @param {{ point: (keys: string[] | null) => void, choose: (keys: string[]) => void }} callbacks
 *   with the keys of the edge or neuron at the pointer
 */
export function networkPart(life, { point, choose }) {
  const [edges, neurons, outside] = [svg("g"), svg("g"), svg("g")];
  const element = svg("svg", { role: "img", class: "nn-backprop-network" }, edges, neurons, outside);
  let width = 0;
  let built = "";
  /** @type {import("./labels.js").Update[]} */
  let updates = [];

  const keysAt = (/** @type {any} */ target) => target.closest?.("[data-keys]")?.dataset.keys.split(" ") ?? null;
  life.listen(element, "pointerover", (event) => point(keysAt(event.target)));
  life.listen(element, "pointerleave", () => point(null));
  life.listen(element, "click", (event) => {
    const keys = keysAt(event.target);
    if (keys) choose(keys);
  });

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
