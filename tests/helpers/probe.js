// Counts what live figures and their host have started and not ended: window.probe() gives { listeners, frames, observed,
// timers }, each a list of what is still there. Runs before the page's own scripts.
(() => {
  // A figure's module comes from a blob. What the browser's driver and axe start is none of ours.
  Error.stackTraceLimit = 50;
  const ours = () => /blob:|live\.js/.test(new Error().stack);

  const listeners = new Map();
  const keyOf = (() => {
    const ids = new WeakMap();
    let count = 0;
    const id = (thing) => {
      if (!ids.has(thing)) ids.set(thing, ++count);
      return ids.get(thing);
    };
    return (target, type, callback, options) =>
      [id(target), type, id(callback), Boolean(typeof options === "object" ? options?.capture : options)].join();
  })();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
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
  for (const [start, stop, repeats] of [
    ["setTimeout", "clearTimeout", false],
    ["setInterval", "clearInterval", true],
  ]) {
    const [begin, end] = [window[start], window[stop]];
    window[start] = (callback, delay, ...rest) => {
      const id = begin(() => {
        if (!repeats) timers.delete(id);
        callback(...rest);
      }, delay);
      if (ours()) timers.add(id);
      return id;
    };
    window[stop] = (id) => {
      timers.delete(id);
      end(id);
    };
  }

  const observed = new Set();
  for (const name of ["ResizeObserver", "IntersectionObserver", "MutationObserver"]) {
    const Original = window[name];
    window[name] = class extends Original {
      #targets = new Map();
      observe(target, options) {
        super.observe(target, options);
        if (!ours()) return;
        const entry = { name, target };
        this.#targets.set(target, entry);
        observed.add(entry);
      }
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

  window.probe = () => ({
    listeners: [...listeners.values()],
    frames: [...frames],
    timers: [...timers],
    observed: [...observed].map(({ name, target }) => `${name} of ${target.nodeName}`),
  });
})();
