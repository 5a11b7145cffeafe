// @ts-check
// What every live figure needs: a lifetime that ends without leaving anything behind, elements, frames that are drawn
// only when seen, symbols of the book, and words for a screen reader.

/**
 * @typedef {{
 *   get(name: string): any, set(name: string, value: any): void, save_changes(): void,
 *   on(event: string, callback: Function): void, off(event: string, callback: Function): void,
 * }} Model
 */

/**
 * Everything that a view starts, it starts through its lifetime, so that `end` can stop all of it. An error in a
 * callback ends the view with a message in place of the silence that a half-dead figure would be.
 */
export class Life {
  #controller = new AbortController();

  /** @param {HTMLElement} root @param {AbortSignal} [outer] */
  constructor(root, outer) {
    this.root = root;
    this.signal = this.#controller.signal;
    if (outer?.aborted) this.end();
    outer?.addEventListener("abort", this.end, { once: true, signal: this.signal });
    keepPlainKeys(root, this.signal);
  }

  /** Stop everything. It may be passed on by itself, as the clean-up that a view returns. */
  end = () => this.#controller.abort();

  /** Have something done at the end; at once if that has come. @param {() => void} callback */
  onEnd(callback) {
    if (this.signal.aborted) callback();
    else this.signal.addEventListener("abort", callback, { once: true });
  }

  /** End with a message. @param {unknown} error */
  fail(error) {
    if (this.signal.aborted) return;
    this.end();
    console.error(error);
    const words = error instanceof Error ? error.message : String(error);
    this.root.prepend(html("p", { class: "nn-failed", role: "alert" }, `This figure has stopped: ${words}`));
  }

  /**
   * A callback that does nothing after the end, and whose error ends the view.
   * @param {(...rest: any[]) => any} callback @returns {(...rest: any[]) => any}
   */
  guard(callback) {
    return (...rest) => {
      if (this.signal.aborted) return undefined;
      try {
        return callback(...rest);
      } catch (error) {
        return this.fail(error);
      }
    };
  }

  /**
   * Listen to events of one or more types, with spaces between them.
   * @param {EventTarget} target @param {string} types @param {(event: any) => void} callback @param {object} [options]
   */
  listen(target, types, callback, options = {}) {
    const guarded = this.guard(callback);
    const { signal } = this;
    for (const type of types.split(" ")) target.addEventListener(type, guarded, { ...options, signal });
  }

  /**
   * Follow settings of the model.
   * @param {Model} model @param {string[]} names @param {() => void} callback
   */
  follow(model, names, callback) {
    const guarded = this.guard(() => callback());
    for (const name of names) {
      model.on(`change:${name}`, guarded);
      this.onEnd(() => model.off(`change:${name}`, guarded));
    }
  }

  /**
   * Follow the size of an element, from its first one on.
   * @param {HTMLElement} element @param {(width: number, height: number) => void} callback
   */
  resize(element, callback) {
    const guarded = this.guard(callback);
    const observer = new ResizeObserver((entries) => {
      const { width, height } = entries[entries.length - 1].contentRect;
      if (width <= 0) return;
      element.style.setProperty("--drawn", `${width}`); // print keeps to it: see live.css
      guarded(width, height);
    });
    observer.observe(element);
    this.onEnd(() => observer.disconnect());
  }
}

/**
 * The lifetime of a view in `root`, or of a part of it; it ends with `outer` at the latest.
 * @param {HTMLElement} root @param {AbortSignal} [outer]
 */
export function lifetime(root, outer) {
  return new Life(root, outer);
}

/**
 * JupyterLab would take plain keys for its own: an arrow on a slider as "go to the next cell", a letter as a command.
 * @param {HTMLElement} root @param {AbortSignal} signal
 */
function keepPlainKeys(root, signal) {
  const keep = (/** @type {KeyboardEvent} */ event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  };
  root.addEventListener("keydown", keep, { signal });
}

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
