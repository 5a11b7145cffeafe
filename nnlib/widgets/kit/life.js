// @ts-check
// A lifetime that ends without leaving anything behind.

/** @typedef {import("./ui.js").Model} Model */

// Two sizes that follow each other faster than this, to and fro, are no work of a reader's: a scroll bar comes and goes.
const QUICK = 100;
const FLIPS = 6;

/**
 * Everything that a view starts, it starts through its lifetime, so that `end` can stop all of it. An error in a
 * callback ends the view, which is then told of it, in place of the silence that a half-dead figure would be.
 */
export class Life {
  #controller = new AbortController();
  #failed;

  /** @param {HTMLElement} root @param {AbortSignal | undefined} outer @param {(error: unknown) => void} failed */
  constructor(root, outer, failed) {
    this.root = root;
    this.signal = this.#controller.signal;
    this.#failed = failed;
    if (outer?.aborted) this.end();
    outer?.addEventListener("abort", this.end, { once: true, signal: this.signal });
    keepPlainKeys(root, this.signal);
  }

  /** The lifetime of a part that is made anew now and then. It ends with this one, and an error there ends this one. */
  part() {
    return new Life(this.root, this.signal, (error) => this.fail(error));
  }

  /** Stop everything. It may be passed on by itself, as the clean-up that a view returns. */
  end = () => this.#controller.abort();

  /** Have something done at the end; at once if that has come. @param {() => void} callback */
  onEnd(callback) {
    if (this.signal.aborted) callback();
    else this.signal.addEventListener("abort", callback, { once: true });
  }

  /** End by an error. @param {unknown} error */
  fail(error) {
    if (this.signal.aborted) return;
    this.end();
    this.#failed(error);
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
    const isLoop = loopDetector();
    const observer = new ResizeObserver((entries) => {
      const { width, height } = entries[entries.length - 1].contentRect;
      if (width <= 0 || isLoop(`${width} ${height}`)) return;
      element.style.setProperty("--drawn", `${width}`); // print keeps to it: see live.css
      guarded(width, height);
    });
    observer.observe(element);
    this.onEnd(() => observer.disconnect());
  }
}

/**
 * Whether a size is one of two that bring each other about for ever: drawn for the one, the figure gets the other.
 * @returns {(size: string) => boolean}
 */
function loopDetector() {
  let [before, last, at, flips] = ["", "", 0, 0];
  return (size) => {
    const now = performance.now();
    flips = size === before && now - at < QUICK ? flips + 1 : 0;
    [before, last, at] = [last, size, now];
    return flips >= FLIPS;
  };
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
