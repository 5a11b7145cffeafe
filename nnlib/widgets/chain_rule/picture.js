// @ts-check
// The drawings of the chain rule: paths with derivatives, contributions as bars, and the curve with its tangent. The path
// through x is blue and solid, the one through y dark and dashed, as in the still figures of the chapter.

import { handle } from "../kit/drag.js";
import { linear, number, path, roundUp, spoken, ticks } from "../kit/numbers.js";
import { setAttributes, svg } from "../kit/ui.js";
import { compute, SPAN, zOf } from "./model.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {ReturnType<typeof import("./model.js").compute>} State */

const DIGITS = 4;
const RADIUS = 17;
const HIGH = 186;

/**
 * Text with letters in italics and the signs of derivatives upright: write(text, "∂z/∂x", " = 1").
 * @param {any} text @param {...string} parts
 */
function write(text, ...parts) {
  const spans = parts.flatMap((part) => part.split(/([a-z]+)/)).filter(Boolean);
  text.replaceChildren(
    ...spans.map((span) => {
      // In "dx/dt" the first letter of each word is the sign of a derivative.
      const operator = /^d[a-z]$/.test(span);
      if (operator) return svg("tspan", {}, "d", svg("tspan", { "font-style": "italic" }, span[1]));
      return svg("tspan", /^[a-z]$/.test(span) ? { "font-style": "italic" } : { "xml:space": "preserve" }, span);
    }),
  );
  return text;
}

/** @param {[number, number]} from @param {[number, number]} to @param {string} name */
function arrow(from, to, name) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(9, length);
  const neck = [to[0] - head * ux, to[1] - head * uy];
  const wing = 0.42 * head;
  const corners = [to, [neck[0] - wing * uy, neck[1] + wing * ux], [neck[0] + wing * uy, neck[1] - wing * ux]];
  return [
    svg("path", { d: path([from, neck]), class: `nn-chain-shaft ${name}` }),
    svg("path", { d: `${path(corners)}Z`, class: `nn-chain-head ${name}` }),
  ];
}

/** The diagram of the paths. */
export function pathsPart() {
  const element = svg("svg", { role: "img" });

  /** @param {State} state @param {number} width */
  function draw(state, width) {
    const [low, middle, high] = [HIGH - 36, HIGH / 2, 36];
    /** @type {Record<string, [number, number]>} */
    const at = { t: [30, middle], x: [width / 2, high], y: [width / 2, low], z: [width - 34, middle] };
    const edge = (/** @type {string} */ from, /** @type {string} */ to, /** @type {string} */ name) => {
      const [[x0, y0], [x1, y1]] = [at[from], at[to]];
      const length = Math.hypot(x1 - x0, y1 - y0);
      const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
      const gap = RADIUS + 3;
      return arrow([x0 + gap * ux, y0 + gap * uy], [x1 - gap * ux, y1 - gap * uy], name);
    };
    const label = (
      /** @type {string} */ from,
      /** @type {string} */ to,
      /** @type {string} */ text,
      /** @type {number} */ value,
    ) => {
      const above = from === "x" || to === "x";
      const [x, y] = [(at[from][0] + at[to][0]) / 2, (at[from][1] + at[to][1]) / 2];
      const lean = from === "t" ? -30 : 30;
      const anchor = { x: x + lean, y: above ? y - 16 : y + 27, "text-anchor": "middle" };
      const name = `nn-math nn-chain-label ${above ? "nn-chain-x" : "nn-chain-y"}`;
      return write(svg("text", { ...anchor, class: name }), text, ` = ${number(value, DIGITS)}`);
    };
    const node = (/** @type {string} */ name, /** @type {number} */ value, /** @type {number} */ below) => {
      const [x, y] = at[name];
      return svg(
        "g",
        { class: `nn-chain-node nn-chain-${name}` },
        svg("circle", { cx: x, cy: y, r: RADIUS }),
        svg("text", { x, y: y + 5, "text-anchor": "middle", class: "nn-math", "font-style": "italic" }, name),
        svg("text", { x, y: y + below, "text-anchor": "middle" }, number(value, name === "t" ? 2 : DIGITS)),
      );
    };
    setAttributes(element, {
      width,
      height: HIGH,
      "aria-label":
        `From t ${spoken(state.t)} through x ${spoken(state.x, DIGITS)}: d x by d t ${spoken(state.dxdt, DIGITS)}, ` +
        `d z by d x ${spoken(state.dzdx, DIGITS)}. Through y ${spoken(state.y, DIGITS)}: d y by d t ` +
        `${spoken(state.dydt, DIGITS)}, d z by d y ${spoken(state.dzdy, DIGITS)}. z is ${spoken(state.z, DIGITS)}.`,
    });
    element.replaceChildren(
      ...edge("t", "x", "nn-chain-x"),
      ...edge("x", "z", "nn-chain-x"),
      ...edge("t", "y", "nn-chain-y"),
      ...edge("y", "z", "nn-chain-y"),
      label("t", "x", "dx/dt", state.dxdt),
      label("x", "z", "∂z/∂x", state.dzdx),
      label("t", "y", "dy/dt", state.dydt),
      label("y", "z", "∂z/∂y", state.dzdy),
      node("t", state.t, 34),
      node("x", state.x, 34),
      node("y", state.y, -23),
      node("z", state.z, 34),
    );
  }

  return { element, draw };
}

const ROW = 46;
const BAR = 14;

/** The contributions end to end, and their sum. */
export function barsPart() {
  const element = svg("svg", { role: "img" });

  /** @param {State} state @param {number} width */
  function draw({ dxdt, dydt, dzdx, dzdy, throughX, throughY, dzdt }, width) {
    const reach = roundUp(1.06 * Math.max(1, Math.abs(throughX), Math.abs(dzdt)));
    const scale = linear([-reach, reach], [4, width - 4]);
    const four = (/** @type {number} */ value) => number(value, DIGITS);
    const factor = (/** @type {number} */ value) => (value < 0 ? `(${four(value)})` : four(value));
    const rows = [
      {
        name: "nn-chain-x",
        from: 0,
        part: throughX,
        words: ["∂z/∂x", " · ", "dx/dt", ` = ${four(dzdx)} · ${factor(dxdt)} = ${four(throughX)}`],
      },
      {
        name: "nn-chain-y",
        from: throughX,
        part: throughY,
        words: ["∂z/∂y", " · ", "dy/dt", ` = ${four(dzdy)} · ${factor(dydt)} = ${four(throughY)}`],
      },
      {
        name: "nn-chain-sum",
        from: 0,
        part: dzdt,
        words: [
          "dz/dt",
          ` = ${four(throughX)} ${throughY < 0 ? "−" : "+"} ${four(Math.abs(throughY))} = ${four(dzdt)}`,
        ],
      },
    ];
    const bottom = rows.length * ROW + 4;
    const drawn = rows.flatMap(({ name, from, part, words }, row) => {
      const y = row * ROW + 24;
      const [low, high] = [scale(from), scale(from + part)].sort((a, b) => a - b);
      const box = { x: low, y, width: Math.max(high - low, 0.01), height: BAR };
      const text = write(svg("text", { x: 0, y: y - 8, class: `nn-math nn-chain-words ${name}` }), ...words);
      const join = svg("path", { d: `M${scale(from + part)},${y + BAR}V${bottom - (row === 0 ? ROW : 0)}` });
      join.setAttribute("class", "nn-chain-join");
      return [
        row < 2 ? join : null,
        svg("rect", { ...box, class: `nn-chain-bar ${name}`, "data-part": row }),
        // The way the bar points, for small bars too.
        ...(Math.abs(high - low) > 14 ? tip(scale(from + part), y + BAR / 2, Math.sign(part), name) : []),
        text,
      ].filter(Boolean);
    });
    const marks = ticks(-reach, reach, width < 400 ? 4 : 6).flatMap((at) => [
      svg("path", { d: `M${scale(at)},${bottom}v5`, class: "nn-chain-axis" }),
      svg(
        "text",
        { x: scale(at), y: bottom + 18, "text-anchor": "middle", class: "nn-chain-tick" },
        number(at, Number.isInteger(at) ? 0 : 1),
      ),
    ]);
    setAttributes(element, {
      width,
      height: bottom + 22,
      "aria-label":
        `Contributions end to end: through x ${spoken(throughX, DIGITS)}, through y ${spoken(throughY, DIGITS)}, ` +
        `together d z by d t ${spoken(dzdt, DIGITS)}.`,
    });
    element.replaceChildren(
      svg("path", { d: `M${scale(0)},18V${bottom}`, class: "nn-chain-zero" }),
      svg("path", { d: `M4,${bottom}H${width - 4}`, class: "nn-chain-axis" }),
      ...marks,
      ...drawn,
    );
  }

  return { element, draw };
}

/** @param {number} x @param {number} y @param {number} sign @param {string} name */
function tip(x, y, sign, name) {
  const points = `M${x - sign * 8},${y - 4}L${x - sign * 3},${y}L${x - sign * 8},${y + 4}`;
  return [svg("path", { d: points, class: `nn-chain-tip ${name}` })];
}

const MARGIN = { left: 34, right: 12, top: 12, bottom: 38 };
const POINTS = 400;
const TANGENT = 74;

/**
 * The curve z(t), its point to move, the tangent, and how both paths raise it.
 * @param {Life} life @param {{ t: () => number, move: (t: number) => void, step: number }} options
 */
export function curvePart(life, { t, move, step }) {
  let size = "";
  let across = linear(SPAN, [0, 1]);
  let up = linear([-1.2, 1.2], [1, 0]);
  const ground = svg("g", { "aria-hidden": "true" });
  const triangle = svg("g", { "aria-hidden": "true" });
  const grip = svg(
    "g",
    {},
    svg("circle", { r: 18, class: "nn-chain-grip" }),
    svg("circle", { r: 7, class: "nn-chain-point" }),
  );
  const element = svg("svg", { role: "group", "aria-label": "The curve z of t" }, ground, triangle, grip);
  const point = handle(life, grip, element, {
    label: "point on the curve, at t",
    x: { value: t, min: SPAN[0], max: SPAN[1], step, scale: () => across },
    change: (to) => move(/** @type {number} */ (to.x)),
    text: () => {
      const { z, dzdt } = compute(t());
      return `t ${spoken(t())}, z ${spoken(z, DIGITS)}, slope ${spoken(dzdt, DIGITS)}`;
    },
  });

  /** What does not depend on t is drawn again only when the size changes. @param {number} width @param {number} height */
  function drawGround(width, height) {
    const bottom = height - MARGIN.bottom;
    across = linear(SPAN, [MARGIN.left, width - MARGIN.right]);
    up = linear([-1.3, 1.3], [bottom, MARGIN.top]);
    const curve = Array.from({ length: POINTS + 1 }, (_, k) => {
      const t = SPAN[0] + ((SPAN[1] - SPAN[0]) * k) / POINTS;
      return [across(t), up(zOf(t))];
    });
    const marks = [
      ...[-1.5, -1, -0.5, 0, 0.5, 1].flatMap((t) => [
        svg("path", { d: `M${across(t)},${bottom}v5`, class: "nn-chain-axis" }),
        svg(
          "text",
          { x: across(t), y: bottom + 18, "text-anchor": "middle", class: "nn-chain-tick" },
          number(t, Number.isInteger(t) ? 0 : 1),
        ),
      ]),
      ...[-1, 0, 1].flatMap((z) => [
        svg("path", { d: `M${MARGIN.left},${up(z)}H${width - MARGIN.right}`, class: "nn-chain-zero" }),
        svg("text", { x: MARGIN.left - 8, y: up(z) + 4, "text-anchor": "end", class: "nn-chain-tick" }, number(z, 0)),
      ]),
    ];
    setAttributes(element, { width, height });
    ground.replaceChildren(
      ...marks,
      svg("path", { d: `M${across(0)},${MARGIN.top}V${bottom}`, class: "nn-chain-zero" }),
      svg("path", { d: `M${MARGIN.left},${MARGIN.top}V${bottom}H${width - MARGIN.right}`, class: "nn-chain-axis" }),
      write(svg("text", { x: width - MARGIN.right, y: bottom + 34, "text-anchor": "end", class: "nn-math" }), "t"),
      write(svg("text", { x: 0, y: MARGIN.top + 6, class: "nn-math" }), "z"),
      svg("path", { d: path(curve), class: "nn-chain-curve" }),
    );
  }

  /** @param {State} now @param {number} width @param {boolean} tall */
  function draw(now, width, tall) {
    point.update();
    const height = tall ? 314 : 250;
    if (size !== `${width} ${height}`) drawGround(width, height);
    size = `${width} ${height}`;
    const [x, y] = [across(now.t), up(now.z)];
    // Pixels up for one to the right, for a slope of 1.
    const rise = (up(1) - up(0)) / (across(1) - across(0));
    const box = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
    /** How far to the side a line from the point may go, `slopes` being those of what must stay in the box. */
    const room = (/** @type {number} */ side, /** @type {number[]} */ slopes, spare = 0) =>
      Math.min(
        TANGENT / Math.hypot(1, now.dzdt * rise),
        (side < 0 ? x - box.left : box.right - x) - spare,
        ...slopes.map((slope) => {
          const climb = side * slope * rise;
          return climb ? (climb < 0 ? y - box.top : box.bottom - y) / Math.abs(climb) : Infinity;
        }),
      );
    const tangent = [-1, 1].map((side) => {
      const run = side * room(side, [now.dzdt]);
      return [x + run, y + now.dzdt * rise * run];
    });
    // The run goes from the point to the right; near the right edge, it leads to the point from the left.
    const [ahead, behind] = [room(1, [now.throughX, now.dzdt], 12), room(-1, [now.throughY, now.dzdt])];
    const leads = ahead < 30 && behind > ahead;
    const run = Math.max(0, leads ? behind : ahead);
    const [from, foot] = leads ? [x - run, x] : [x, x + run];
    const base = leads ? y - now.dzdt * rise * run : y;
    const beside = foot + (leads ? -9 : 9);
    const [first, second] = [now.throughX, now.dzdt].map((slope) => base + slope * rise * run);
    setAttributes(grip, { transform: `translate(${x.toFixed(2)},${y.toFixed(2)})` });
    triangle.replaceChildren(
      svg("path", { d: path(tangent), class: "nn-chain-tangent" }),
      svg("path", { d: `M${from},${base}H${foot}M${foot},${first}H${beside}`, class: "nn-chain-run" }),
      svg("path", { d: `M${beside},${second}H${foot}`, class: "nn-chain-run" }),
      ...(Math.abs(first - base) > 3 ? arrow([foot, base], [foot, first], "nn-chain-x") : []),
      ...(Math.abs(second - first) > 3 ? arrow([beside, first], [beside, second], "nn-chain-y") : []),
      // Here the curve never comes.
      write(
        svg("text", { x: across(-1.05), y: up(-1.1), class: "nn-math nn-chain-slope" }),
        "dz/dt",
        ` = ${number(now.dzdt, DIGITS)}`,
      ),
    );
  }

  return { element, draw };
}
