// Live figures without a kernel: draws each widget (anywidget) whose state the page holds in place of its picture, once
// the reader comes near. If that fails, the picture stays, below a message.
(() => {
  const states = {};
  for (const { textContent } of document.querySelectorAll("[type$='widget-state+json']")) {
    Object.assign(states, JSON.parse(textContent).state);
  }

  const made = new Map();
  const once = (key, make) => made.get(key) ?? made.set(key, make()).get(key);

  const make = (tag, fields) => Object.assign(document.createElement(tag), fields);

  // Lists are compared by what they hold, other objects by identity.
  const same = (a, b) => a === b || (Array.isArray(a) && JSON.stringify(a) === JSON.stringify(b));

  class Model {
    calls = [];
    constructor({ state = {}, buffers = [] } = {}) {
      this.state = state;
      for (const { path, data } of buffers) {
        const { buffer } = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
        path.slice(0, -1).reduce((at, name) => at[name], state)[path.at(-1)] = new DataView(buffer);
      }
    }
    get = (name) => this.state[name];
    set(name, value) {
      const given = typeof name === "object" ? name : { [name]: value };
      const changed = Object.keys(given).filter((key) => !same(this.state[key], given[key]));
      Object.assign(this.state, given);
      for (const key of changed) this.emit(`change:${key}`, given[key]);
      if (changed.length) this.emit("change");
    }
    emit(event, value) {
      for (const [name, call] of [...this.calls]) {
        try {
          if (name === event) call(this, value);
        } catch (error) {
          reportError(error);
        }
      }
    }
    on(events, call) {
      for (const name of events.split(" ")) this.calls.push([name, call]);
    }
    off(events, call) {
      const named = (name) => !events || events.split(" ").includes(name);
      this.calls = this.calls.filter(([name, one]) => !named(name) || (call && call !== one));
    }
    save_changes() {}
    send() {}
  }

  const modelOf = (id) => once(id, () => new Model(states[id]));

  // jslink, jsdlink; the id of a model stands behind IPY_MODEL_.
  for (const { model_name: kind, state } of Object.values(states)) {
    if (!kind?.endsWith("LinkModel")) continue;
    const end = ([model, trait]) => [modelOf(model.slice(10)), trait];
    const [[source, from], [target, to]] = [end(state.source), end(state.target)];
    const follow = () => target.set(to, source.get(from));
    source.on(`change:${from}`, follow);
    if (kind === "LinkModel") target.on(`change:${to}`, () => source.set(from, target.get(to)));
    follow();
  }

  async function load(source) {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const { default: widget } = await import(url);
    return typeof widget === "function" ? widget() : widget;
  }

  const views = new Map();
  async function mount(place) {
    near.unobserve(place);
    if (views.has(place)) return;
    const still = [...place.childNodes];
    const el = make("div");
    const life = new AbortController();
    const { signal } = life;
    let cleanup;
    views.set(place, () => {
      views.delete(place);
      life.abort();
      cleanup?.();
      place.replaceChildren(...still);
    });
    try {
      const model = modelOf(place.dataset.modelId);
      const { _css: css, _esm: source } = model.state;
      if (!source) throw Error("the page does not hold its state");
      if (css) once(css, () => document.head.appendChild(make("style", { textContent: css })));
      const widget = await once(source, () => load(source));
      await once(model, async () => widget.initialize?.({ model }));
      if (signal.aborted) return;
      place.append(el);
      cleanup = await widget.render({ model, el, signal });
      if (signal.aborted) cleanup?.();
      else place.replaceChildren(el);
    } catch (error) {
      console.error(error);
      views.get(place)?.();
      const textContent = `This figure did not start (${error.message}). Its picture is shown instead.`;
      place.prepend(make("p", { className: "nn-failed", textContent }));
    }
  }

  const near = new IntersectionObserver(
    (entries) => entries.forEach(({ target, isIntersecting }) => isIntersecting && mount(target)),
    { rootMargin: "800px" },
  );
  const places = [...document.querySelectorAll(".nn-live")];
  for (const place of places) near.observe(place);

  // Settings in the address, #eq-delta&gd.eta=0.1: go to the anchor before them, else to the figure.
  const [first, second] = location.hash.slice(1).split("&");
  const owner = (part) => places.find((place) => part?.startsWith(`${modelOf(place.dataset.modelId).get("key")}.`));
  (owner(first) ?? (owner(second) && document.getElementById(first)))?.scrollIntoView({ behavior: "instant" });

  window.nnLive = { model: modelOf, unmount: (place) => (near.unobserve(place), views.get(place)?.()) };
})();
