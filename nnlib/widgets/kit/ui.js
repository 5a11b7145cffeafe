// @ts-check
// What every live figure needs: elements, frames that are drawn only when seen, symbols of the book, and words for a
// screen reader.

/** @typedef {import("./life.js").Life} Life */

/**
 * @typedef {{
 *   get(name: string): any, set(name: string, value: any): void, save_changes(): void,
 *   on(event: string, callback: Function): void, off(event: string, callback: Function): void,
 * }} Model
 */

/**
 * Change settings of the figure and pass them on to Python. Views follow by `life.follow`; they do not draw here.
 * @param {Model} model @param {Record<string, any>} settings
 */
export function change(model, settings) {
  for (const [name, value] of Object.entries(settings)) model.set(name, value);
  model.save_changes();
}

/** @typedef {Node | string | number | null | undefined | false} Child */

/** @param {Element} node @param {Record<string, any>} attributes @param {any[]} children */
function filled(node, attributes, children) {
  setAttributes(node, attributes);
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : `${child}`);
  }
  return node;
}

/**
 * An HTML element: html("p", { class: "note" }, "text", child).
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Child | Child[])} children
 * @returns {any} the element; `any` spares every caller a cast to its kind
 */
export function html(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * An SVG element: svg("circle", { r: 4, class: "dot" }).
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Child | Child[])} children
 * @returns {any}
 */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/**
 * Set attributes; null, undefined and false take one away.
 * @param {Element} node @param {Record<string, any>} attributes
 */
export function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) node.removeAttribute(name);
    // The attribute is refused where a page's policy allows no inline styles; the property is not.
    else if (name === "style") /** @type {any} */ (node).style.cssText = value;
    else node.setAttribute(name, value === true ? "" : `${value}`);
  }
}

let count = 0;

/** An id that nothing else on the page has. @param {string} [prefix] */
export function uniqueId(prefix = "nn") {
  count += 1;
  return `${prefix}-${count}-${Math.random().toString(36).slice(2, 8)}`;
}

/**
 * The frame of a figure, put into `root`. `label` names it to a screen reader, which also reads `description`.
 * @param {HTMLElement} root @param {{ label: string, description?: string, class?: string }} options
 * @param {...(Child | Child[])} children @returns {HTMLElement}
 */
export function figure(root, { label, description, class: name = "" }, ...children) {
  const id = uniqueId("nn-description");
  const words = description ? html("p", { class: "nn-unseen", id }, description) : null;
  const frame = html(
    "div",
    { class: `nn-figure ${name}`.trim(), role: "group", "aria-label": label, "aria-describedby": words && id },
    words,
    ...children,
  );
  root.replaceChildren(frame);
  return frame;
}

/**
 * Where a pointer is, in pixels from the upper left corner of an element, however large the figure is drawn.
 * @param {Element} area @param {{ clientX: number, clientY: number }} event
 */
export function pointIn(area, { clientX, clientY }) {
  const box = area.getBoundingClientRect();
  const zoom = /** @type {any} */ (area).currentCSSZoom ?? 1;
  return { x: (clientX - box.left) / zoom, y: (clientY - box.top) / zoom };
}

/** Whether the reader asked for less motion. */
export function reducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Draw in animation frames only: `request()` for one more frame, `start()` for one after another until `stop()`.
 * Nothing is drawn while the figure is out of sight. `draw` gets the milliseconds since the last frame of a run (at
 * most 100, so that a pause is no leap), and 0 for a single frame.
 * @param {Life} life @param {Element} element whose visibility counts @param {(elapsed: number) => void} draw
 */
export function frames(life, element, draw) {
  let id = 0;
  let last = 0;
  let seen = true;
  let wanted = false;
  let running = false;
  const guarded = life.guard(draw);
  const tick = (/** @type {number} */ now) => {
    id = 0;
    wanted = false;
    const elapsed = running && last ? Math.min(100, now - last) : 0;
    last = now;
    guarded(elapsed);
    schedule();
  };
  const schedule = () => {
    if (!id && seen && (wanted || running) && !life.signal.aborted) id = requestAnimationFrame(tick);
  };
  const observer = new IntersectionObserver((entries) => {
    seen = entries[entries.length - 1].isIntersecting;
    last = 0;
    schedule();
  });
  observer.observe(element);
  life.onEnd(() => {
    observer.disconnect();
    cancelAnimationFrame(id);
  });
  return {
    request() {
      wanted = true;
      schedule();
    },
    start() {
      if (!running) last = 0;
      running = true;
      schedule();
    },
    stop() {
      running = false;
    },
    get running() {
      return running;
    },
  };
}

/**
 * A symbol of the book for running text and labels: symbol("w", { sub: "1", sup: "(2)" }).
 * @param {string} base
 * @param {{ sub?: string, sup?: string, bold?: boolean, upright?: boolean, class?: string }} [parts]
 * @returns {HTMLElement}
 */
export function symbol(base, { sub, sup, bold = false, upright = false, class: name = "" } = {}) {
  const letter = html(bold ? "b" : upright ? "span" : "i", {}, base);
  const small = [sub && html("sub", {}, sub), sup && html("sup", {}, sup)];
  return html("span", { class: `nn-symbol ${name}`.trim() }, letter, small);
}

/**
 * The same for a drawing: an svg <text> at (x, y), anchored "start", "middle" or "end".
 * @typedef {{ sub?: string, sup?: string, bold?: boolean, class?: string }} Parts
 * @param {string} base @param {Parts & { x?: number, y?: number, anchor?: string }} [parts]
 */
export function svgSymbol(base, { sub, sup, bold = false, x = 0, y = 0, class: name = "", anchor = "middle" } = {}) {
  const small = { "font-size": "0.72em", "font-style": "normal" };
  const letter = svg("tspan", bold ? { "font-weight": 700, "font-style": "normal" } : { "font-style": "italic" }, base);
  const text = svg("text", { x, y, class: `nn-math ${name}`.trim(), "text-anchor": anchor }, letter);
  if (sup) text.append(svg("tspan", { ...small, dy: "-0.55em" }, sup));
  if (sub) text.append(svg("tspan", { ...small, dy: sup ? "0.9em" : "0.3em" }, sub));
  return text;
}

/**
 * A live region: `say(sentence)` is spoken once the reader has been still for a moment, and only if it is new. In place
 * of a sentence that takes long to compute, a function that gives it: it is asked only when the moment has come.
 * @param {Life} life @param {HTMLElement} frame @param {number} [pause] in milliseconds
 */
export function speaker(life, frame, pause = 700) {
  const region = html("p", { class: "nn-unseen", role: "status", "aria-live": "polite" });
  frame.append(region);
  let timer = 0;
  life.onEnd(() => clearTimeout(timer));
  return {
    region,
    say(/** @type {string | (() => string)} */ sentence) {
      clearTimeout(timer);
      const speak = life.guard(() => {
        const words = typeof sentence === "string" ? sentence : sentence();
        if (region.textContent !== words) region.textContent = words;
      });
      timer = window.setTimeout(speak, pause);
    },
  };
}
