// Draws each live figure (anywidget) once the reader comes near. Types: live.d.ts
{
  const { src: here } = /** @type {HTMLScriptElement} */ (document.currentScript);

  /** @type {Record<string, Live.Saved>} */
  const states = {};
  for (const { textContent } of document.querySelectorAll("[type$='widget-state+json']")) {
    Object.assign(states, JSON.parse(textContent).state);
  }

  const made = new Map();
  /** @type {Live.Once} */
  const once = (key, make) => made.get(key) ?? made.set(key, make()).get(key);

  const make = (tag = "", fields = {}) => Object.assign(document.createElement(tag), fields);

  /** @type {Live.Methods} */
  const methods = {
    get(name) {
      return this.state[name];
    },
    set(name, value) {
      const given = typeof name === "object" ? name : { [name]: value };
      const changed = Object.keys(given).filter((key) => {
        const [a, b] = [this.state[key], given[key]];
        return a !== b && !(Array.isArray(a) && JSON.stringify(a) === JSON.stringify(b));
      });
      Object.assign(this.state, given);
      for (const key of changed) this.emit(`change:${key}`, given[key]);
      if (changed.length) this.emit("change");
    },
    emit(event, value) {
      for (const [name, call] of [...this.calls]) {
        try {
          if (name === event) call(this, value);
        } catch (error) {
          reportError(error);
        }
      }
    },
    on(events, call) {
      for (const name of events.split(" ")) this.calls.push([name, call]);
    },
    off(events, call) {
      const names = events?.split(" ");
      this.calls = this.calls.filter(([name, one]) => names?.includes(name) === false || (call && call !== one));
    },
    save_changes() {},
    send() {},
  };

  const wholeOf = (id = "") => `all of ${id}`;
  const modelOf = (id = "") => once(id, () => ({ ...methods, state: states[id]?.state ?? {}, calls: [] }));

  // A long value of a state stands in a script of its own, which hands it to `take`.
  const taking = new Map();
  /** @type {(name: string) => Promise<any>} */
  const value = (name) =>
    once(name, () => {
      const found = new Promise((resolve, onerror) => {
        taking.set(name, resolve);
        const src = new URL(`live/${name}.js`, here);
        // A script that cannot be read is loaded, and takes no value here.
        document.head.append(make("script", { src, onerror, onload: onerror }));
      });
      return found.catch(() => {
        made.delete(name);
        throw Error("a part of it could not be loaded");
      });
    });

  const complete = (id = "") =>
    once(wholeOf(id), async () => {
      const { later = {}, arrays, buffers = [] } = states[id] ?? {};
      /** @type {Live.Buffers} */
      const bytes = arrays ? await value(arrays) : buffers;
      const model = modelOf(id);
      const names = Object.keys(later).filter((name) => !(name in model.state));
      const copy = (/** @type {any} */ found) => (typeof found === "function" ? found : structuredClone(found));
      const long = await Promise.all(names.map(async (name) => [name, copy(await value(later[name]))]));
      const given = Object.fromEntries(long);
      for (const { path, data } of bytes) {
        const { buffer } = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
        /** @type {Live.State} */
        const all = path[0] in given ? given : model.state;
        const within = path.slice(0, -1).reduce((at, key) => at[key], all);
        within[path[path.length - 1]] = new DataView(buffer);
      }
      model.set(given);
    });

  // jslink, jsdlink; before an id stands IPY_MODEL_.
  for (const { model_name: kind, state } of Object.values(states)) {
    if (!kind?.endsWith("LinkModel")) continue;
    const [[id, from], [other, to]] = [state.source, state.target];
    const [source, target] = [modelOf(id.slice(10)), modelOf(other.slice(10))];
    const follow = () => from in source.state && target.set(to, source.get(from));
    source.on(`change:${from}`, follow);
    if (kind === "LinkModel") target.on(`change:${to}`, () => source.set(from, target.get(to)));
    follow();
  }

  const sheet = (css = "") => {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    return made;
  };

  const views = new Map();
  /** @type {Live.Mount} */
  const mount = async (place) => {
    near.unobserve(place);
    if (views.has(place)) return;
    const still = [...place.childNodes];
    const el = make("div");
    const life = new AbortController();
    const { signal } = life;
    let cleanup = () => {};
    views.set(place, () => {
      views.delete(place);
      life.abort();
      cleanup();
      place.replaceChildren(...still);
    });
    const { modelId: id = "" } = place.dataset;
    const model = modelOf(id);
    try {
      await complete(id);
      const { _css: css, _esm: module } = model.state;
      if (!module) throw Error("the page does not hold its state");
      // A policy may forbid styles and scripts inside a page, but not these.
      if (css) once(css, () => document.adoptedStyleSheets.push(sheet(css)));
      const widget = await once(module, async () => {
        const found = module();
        return typeof found === "function" ? found() : found;
      });
      await once(model, async () => widget.initialize?.({ model }));
      if (signal.aborted) return;
      place.append(el);
      cleanup = (await widget.render({ model, el, signal })) ?? cleanup;
      if (signal.aborted) cleanup();
      else place.replaceChildren(el);
    } catch (/** @type {any} */ error) {
      console.error(error);
      for (const key of [wholeOf(id), model, model.state._esm]) made.delete(key);
      views.get(place)?.();
      const textContent = `This figure did not start (${error.message}). Its picture is shown instead. `;
      const words = make("p", { className: "nn-failed", textContent, role: "alert" });
      const onclick = () => {
        words.remove();
        mount(place);
      };
      words.append(make("button", { type: "button", textContent: "Start again", onclick }));
      place.prepend(words);
    }
  };

  const near = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) if (isIntersecting) mount(target);
    },
    { rootMargin: "1200px" },
  );
  const places = [...document.querySelectorAll(".nn-live")];
  for (const place of places) near.observe(place);

  // #eq-delta&gd.eta=0.1 leads to the anchor, #gd.eta=0.1 to the figure.
  const [first, second] = location.hash.slice(1).split("&");
  const owner = (part = "") => places.find((place) => part.startsWith(`${modelOf(place.dataset.modelId).get("key")}.`));
  (owner(first) ?? (owner(second) && document.getElementById(first)))?.scrollIntoView({ behavior: "instant" });

  window.nnLive = {
    model: modelOf,
    take: (name, found) => taking.get(name)(found),
    unmount(place) {
      near.unobserve(place);
      views.get(place)?.();
    },
  };
}
