// @ts-check
// The diagram of the paths from t to z, with the derivative on each edge.

import { number, spoken } from "../kit/numbers.js";
import { equals } from "../kit/rounding.js";
import { setAttributes, svg } from "../kit/ui.js";
import { arrow, DIGITS, write } from "./marks.js";

/** @typedef {import("./model.js").State} State */
/** @typedef {Record<string, [number, number]>} Places  where the variables stand, in pixels */

const HEIGHT = 186;
const RADIUS = 17;

/** An arrow from one variable to another. @param {Places} at @param {string} from @param {string} to @param {string} name */
function edge(at, from, to, name) {
  const [[x0, y0], [x1, y1]] = [at[from], at[to]];
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const gap = RADIUS + 3;
  return arrow([x0 + gap * ux, y0 + gap * uy], [x1 - gap * ux, y1 - gap * uy], name);
}

/** The derivative on an edge. @param {Places} at @param {string} from @param {string} to @param {string} text @param {number} value */
function label(at, from, to, text, value) {
  const above = from === "x" || to === "x";
  const [x, y] = [(at[from][0] + at[to][0]) / 2, (at[from][1] + at[to][1]) / 2];
  const lean = from === "t" ? -30 : 30;
  const anchor = { x: x + lean, y: above ? y - 16 : y + 27, "text-anchor": "middle" };
  const name = `nn-math nn-chain-label ${above ? "nn-chain-x" : "nn-chain-y"}`;
  return write(svg("text", { ...anchor, class: name }), text, ` ${equals(DIGITS, value)} ${number(value, DIGITS)}`);
}

/** A variable with its value, `below` pixels down. @param {Places} at @param {string} name @param {number} value @param {number} below */
function node(at, name, value, below) {
  const [x, y] = at[name];
  return svg(
    "g",
    { class: `nn-chain-node nn-chain-${name}` },
    svg("circle", { cx: x, cy: y, r: RADIUS }),
    svg("text", { x, y: y + 5, "text-anchor": "middle", class: "nn-math", "font-style": "italic" }, name),
    svg("text", { x, y: y + below, "text-anchor": "middle" }, number(value, name === "t" ? 2 : DIGITS)),
  );
}

/** The diagram in words. @param {State} state */
function words({ t, x, y, z, dxdt, dzdx, dydt, dzdy }) {
  const four = (/** @type {number} */ value) => spoken(value, DIGITS);
  return (
    `From t ${spoken(t)} through x ${four(x)}: d x by d t ${four(dxdt)}, d z by d x ${four(dzdx)}. ` +
    `Through y ${four(y)}: d y by d t ${four(dydt)}, d z by d y ${four(dzdy)}. z is ${four(z)}.`
  );
}

export function diagram() {
  const element = svg("svg", { role: "img" });

  /** @param {State} state @param {number} width */
  function draw(state, width) {
    const [low, middle, high] = [HEIGHT - 36, HEIGHT / 2, 36];
    /** @type {Places} */
    const at = { t: [30, middle], x: [width / 2, high], y: [width / 2, low], z: [width - 34, middle] };
    setAttributes(element, { width, height: HEIGHT, "aria-label": words(state) });
    element.replaceChildren(
      ...edge(at, "t", "x", "nn-chain-x"),
      ...edge(at, "x", "z", "nn-chain-x"),
      ...edge(at, "t", "y", "nn-chain-y"),
      ...edge(at, "y", "z", "nn-chain-y"),
      label(at, "t", "x", "dx/dt", state.dxdt),
      label(at, "x", "z", "∂z/∂x", state.dzdx),
      label(at, "t", "y", "dy/dt", state.dydt),
      label(at, "y", "z", "∂z/∂y", state.dzdy),
      node(at, "t", state.t, 34),
      node(at, "x", state.x, 34),
      node(at, "y", state.y, -23),
      node(at, "z", state.z, 34),
    );
  }

  return { element, draw };
}
