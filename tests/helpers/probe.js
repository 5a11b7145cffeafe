// Counts what live figures and their host have started and not ended: window.probe() gives { listeners, frames, observed,
// timers }, each a list of what is still there. Runs before the page's own scripts.
(() => {
  // What is counted is replaced by its name.
  const page = /** @type {any} */ (window);

  // A figure's module comes from _static/live/. What the browser's driver and axe start is none of ours.
  /** @type {any} */ (Error).stackTraceLimit = 50;
  const ours = () => /_static\/live(\.js|\/)/.test(`${new Error().stack}`);

  const listeners = new Map();
  const keyOf = (() => {
    const ids = new WeakMap();
    let count = 0;
    const id = (/** @type {any} */ thing) => {
      if (!ids.has(thing)) ids.set(thing, ++count);
      return ids.get(thing);
    };
    /** @param {EventTarget} target @param {string} type @param {any} callback @param {any} options */
    return (target, type, callback, options) =>
      [id(target), type, id(callback), Boolean(typeof options === "object" ? options?.capture : options)].join();
  })();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  /** @this {EventTarget} @param {string} type @param {any} callback @param {any} [options] */
  EventTarget.prototype.addEventListener = function (type, callback, options) {
    const target = this ?? window;
    addEventListener.call(target, type, callback, options);
    if (!callback || target instanceof AbortSignal || options?.signal?.aborted || !ours()) return;
    const key = keyOf(target, type, callback, options);
    listeners.set(key, `${type} on ${target.constructor.name}`);
    const forget = () => listeners.delete(key);
    if (options?.signal) addEventListener.call(options.signal, "abort", forget);
    if (options?.once) addEventListener.call(target, type, forget, { once: true });
  };
  /** @this {EventTarget} @param {string} type @param {any} callback @param {any} [options] */
  EventTarget.prototype.removeEventListener = function (type, callback, options) {
    const target = this ?? window;
    removeEventListener.call(target, type, callback, options);
    if (callback) listeners.delete(keyOf(target, type, callback, options));
  };

  const frames = new Set();
  const { requestAnimationFrame, cancelAnimationFrame } = window;
  window.requestAnimationFrame = (callback) => {
    const id = requestAnimationFrame((now) => {
      frames.delete(id);
      callback(now);
    });
    if (ours()) frames.add(id);
    return id;
  };
  window.cancelAnimationFrame = (id) => {
    frames.delete(id);
    cancelAnimationFrame(id);
  };

  const timers = new Set();
  for (const [start, stop] of [
    ["setTimeout", "clearTimeout"],
    ["setInterval", "clearInterval"],
  ]) {
    const [begin, end] = [page[start], page[stop]];
    page[start] = (/** @type {Function} */ callback, /** @type {number} */ delay, /** @type {any[]} */ ...rest) => {
      const id = begin(() => {
        if (start === "setTimeout") timers.delete(id);
        callback(...rest);
      }, delay);
      if (ours()) timers.add(id);
      return id;
    };
    page[stop] = (/** @type {number} */ id) => {
      timers.delete(id);
      end(id);
    };
  }

  const observed = new Set();
  for (const name of ["ResizeObserver", "IntersectionObserver", "MutationObserver"]) {
    const Original = page[name];
    page[name] = class extends Original {
      #targets = new Map();
      /** @param {Element} target @param {any} options */
      observe(target, options) {
        super.observe(target, options);
        if (!ours()) return;
        const entry = { name, target };
        this.#targets.set(target, entry);
        observed.add(entry);
      }
      /** @param {Element} target */
      unobserve(target) {
        super.unobserve(target);
        observed.delete(this.#targets.get(target));
      }
      disconnect() {
        super.disconnect();
        for (const entry of this.#targets.values()) observed.delete(entry);
      }
    };
  }

  page.probe = () => ({
    listeners: [...listeners.values()],
    frames: [...frames],
    timers: [...timers],
    observed: [...observed].map(({ name, target }) => `${name} of ${target.nodeName}`),
  });
})();
