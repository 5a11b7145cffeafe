// Live figures without a kernel: the page holds the state of its widgets (anywidget models), and this script draws each
// in the place of its still picture, once the reader comes near it. If that fails, the picture stays, with a message.
(() => {
  "use strict";

  const MIME = "application/vnd.jupyter.widget-state+json";
  const states = {};
  for (const script of document.querySelectorAll(`script[type="${MIME}"]`)) {
    Object.assign(states, JSON.parse(script.textContent).state);
  }

  // ---------------------------------------------------------------- models

  const models = new Map();
  const IPY = /^IPY_MODEL_/;

  class Model {
    constructor({ state, buffers = [] }) {
      this.state = state;
      this.calls = [];
      this.widget_manager = { get_model: async (id) => modelOf(id) };
      for (const { path, data } of buffers) {
        const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
        const last = path.at(-1);
        path.slice(0, -1).reduce((at, name) => at[name], state)[last] = new DataView(bytes.buffer);
      }
    }
    get(name) {
      return this.state[name];
    }
    set(name, value) {
      const changes = typeof name === "object" ? name : { [name]: value };
      const changed = Object.keys(changes).filter((key) => !same(this.state[key], changes[key]));
      for (const key of changed) this.state[key] = changes[key];
      for (const key of changed) this.emit(`change:${key}`, this.state[key]);
      if (changed.length) this.emit("change");
    }
    emit(event, ...values) {
      for (const call of [...this.calls]) if (call.event === event) call.callback(this, ...values);
    }
    on(events, callback) {
      for (const event of events.split(/\s+/)) this.calls.push({ event, callback });
    }
    off(events, callback) {
      const gone = events?.split(/\s+/);
      this.calls = this.calls.filter(
        (call) => (gone && !gone.includes(call.event)) || (callback && callback !== call.callback)
      );
    }
    save_changes() {}
    send() {}
  }

  function same(a, b) {
    if (a === b) return true;
    // Binary values, which JSON does not show, always count as new.
    const flat = (value) => JSON.stringify(value, (_, v) => (ArrayBuffer.isView(v) ? Math.random() : v));
    return typeof a === "object" && typeof b === "object" && flat(a) === flat(b);
  }

  function modelOf(reference) {
    const id = reference.replace(IPY, "");
    if (!models.has(id)) {
      if (!states[id]) throw new Error(`the page holds no state of model ${id}`);
      models.set(id, new Model(states[id]));
    }
    return models.get(id);
  }

  // jslink and jsdlink: traits that follow each other.
  for (const { model_name: kind, state } of Object.values(states)) {
    if (!/^(Directional)?LinkModel$/.test(kind)) continue;
    const ends = [state.source, state.target];
    if (!ends.every(([id]) => states[id.replace(IPY, "")])) continue;
    const [[source, from], [target, to]] = ends.map(([id, trait]) => [modelOf(id), trait]);
    const follow = () => target.set(to, source.get(from));
    source.on(`change:${from}`, follow);
    if (kind === "LinkModel") target.on(`change:${to}`, () => source.set(from, target.get(to)));
    follow();
  }

  // ---------------------------------------------------------------- views

  const once = new Map();
  const cached = (key, make) => once.get(key) ?? once.set(key, make()).get(key);

  function loaded(source) {
    return cached(source, async () => {
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      try {
        const { default: widget } = await import(url);
        return typeof widget === "function" ? await widget() : widget;
      } finally {
        URL.revokeObjectURL(url);
      }
    });
  }

  const mounted = new WeakMap();

  async function mount(place) {
    if (mounted.has(place)) return;
    const controller = new AbortController();
    const { signal } = controller;
    const still = [...place.childNodes];
    const el = document.createElement("div");
    const shown = (on) => still.forEach((node) => node.style && (node.style.display = on ? "" : "none"));
    const view = { cleanups: [] };
    mounted.set(place, () => {
      mounted.delete(place);
      controller.abort();
      for (const cleanup of view.cleanups) cleanup?.();
      el.remove();
      shown(true);
    });
    try {
      const model = modelOf(place.dataset.modelId);
      const css = model.get("_css");
      if (css) {
        cached(`style ${css}`, () => document.head.appendChild(document.createElement("style"))).textContent = css;
      }
      const widget = await loaded(model.get("_esm"));
      await cached(model, async () => widget.initialize?.({ model, signal: new AbortController().signal }));
      if (signal.aborted) return;
      place.append(el);
      const cleanup = await widget.render({ model, el, signal });
      view.cleanups.push(cleanup);
      if (signal.aborted) cleanup?.();
      else shown(false);
    } catch (error) {
      console.error(error);
      el.remove();
      const message = document.createElement("p");
      message.className = "nn-failed";
      message.textContent = `This figure did not start (${error.message}). Its picture is shown instead.`;
      place.prepend(message);
    }
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        mount(target);
      }
    },
    { rootMargin: "800px 0px" }
  );
  const places = [...document.querySelectorAll(".nn-live")];
  places.forEach((place) => near.observe(place));

  // An address with settings in it leads to the anchor before them, else to the figure that they are for.
  const [anchor, ...settings] = location.hash.slice(1).split("&");
  if (/^[^=]+\./.test(settings[0] ?? anchor) && location.hash.includes("=")) {
    const keyOf = (place) => states[place.dataset.modelId]?.state.key;
    const wanted = anchor.includes("=")
      ? places.find((place) => keyOf(place) && anchor.startsWith(`${keyOf(place)}.`))
      : document.getElementById(decodeURIComponent(anchor));
    wanted?.scrollIntoView();
  }

  window.nnLive = { mount, unmount: (place) => mounted.get(place)?.() };
})();
