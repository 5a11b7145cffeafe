// @ts-check
// Settings in the address of the page, chapter.html#gd.eta=0.12&gd.mu=0.9, so that a link shows what its sender saw.
// An anchor that stands there stays in front, #eq-delta&gd.eta=0.12: live.js of the site scrolls to it.

/** @typedef {import("./ui.js").Life} Life */
/** @typedef {import("./ui.js").Model} Model */
/** @typedef {{ write(value: any): string, read(text: string): any }} Kind   `read` gives undefined for nonsense */

/** @type {Record<string, (facts: import("./facts.js").TraitFacts) => Kind>} */
const KINDS = {
  number({ low, high, above }) {
    const [min, max] = [low ?? -Infinity, high ?? Infinity];
    return {
      write: (value) => `${Number(value.toPrecision(12))}`,
      read: (text) => {
        const value = text.trim() === "" ? NaN : Number(text);
        const fits = Number.isFinite(value) && value >= min && value <= max && !(above && value === min);
        return fits ? value : undefined;
      },
    };
  },
  count(facts) {
    const { write, read } = KINDS.number(facts);
    return { write, read: (text) => (Number.isInteger(read(text)) ? read(text) : undefined) };
  },
  numbers: (facts) => listOf(KINDS.number(facts), facts),
  counts: (facts) => listOf(KINDS.count(facts), facts),
  choice: ({ choices }) => ({ write: (value) => value, read: (text) => (choices.includes(text) ? text : undefined) }),
  switch: () => ({ write: (value) => (value ? "on" : "off"), read: (text) => ({ on: true, off: false })[text] }),
};

/** Several values with commas between them. @param {Kind} one @param {{ shortest: number, longest: number }} length @returns {Kind} */
function listOf(one, { shortest, longest }) {
  return {
    write: (values) => [...values].map(one.write).join(","),
    read: (text) => {
      const values = text.split(",").map(one.read);
      const fits = values.length >= shortest && values.length <= longest && !values.includes(undefined);
      return fits ? values : undefined;
    },
  };
}

/** How a setting stands in the address, within the bounds that Python says. @param {import("./facts.js").TraitFacts} facts */
export function settingOf(facts) {
  return KINDS[facts.kind](facts);
}

/** The parts of the hash: what belongs to `key` (decoded), and the rest as it stands. @param {string} key */
function parts(key) {
  /** @type {Map<string, string>} */
  const own = new Map();
  const rest = [];
  for (const part of location.hash.slice(1).split("&")) {
    const [, name, text] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    if (name?.startsWith(`${key}.`)) {
      try {
        own.set(name.slice(key.length + 1), decodeURIComponent(text));
      } catch {
        // A broken escape is an invalid value: ignored.
      }
    } else if (part) {
      rest.push(part);
    }
  }
  return { own, rest };
}

/** @param {string} text */
function escaped(text) {
  return encodeURIComponent(text).replaceAll("%2C", ",");
}

/**
 * Keep traits of the model in the address, under its `key`; nothing happens if that is empty, or off the pages of the
 * book. What the address says now is set at once (invalid values are ignored); later changes are written to it, those
 * alone that differ from what the page came with.
 * @param {Life} life @param {Model} model @param {Record<string, Kind>} kinds by trait
 */
export function keepInAddress(life, model, kinds) {
  const key = model.get("key");
  const place = life.root.closest(".nn-live");
  if (!key || !place) return;
  const names = Object.keys(kinds);
  const write = (/** @type {string} */ name) => kinds[name].write(model.get(name));
  const origin = Object.fromEntries(names.map((name) => [name, model.get(name)]));
  const usual = Object.fromEntries(names.map((name) => [name, write(name)]));

  /** A link means the same wherever it is opened: what it does not name is as the page came. */
  function restore() {
    const { own } = parts(key);
    for (const name of names) {
      const text = own.get(name);
      const value = (text === undefined ? undefined : kinds[name].read(text)) ?? origin[name];
      if (kinds[name].write(value) !== write(name)) model.set(name, value);
    }
    model.save_changes();
  }

  function store() {
    const { rest } = parts(key);
    const changed = names.filter((name) => write(name) !== usual[name]);
    const all = [...rest, ...changed.map((name) => `${key}.${name}=${escaped(write(name))}`)].join("&");
    const url = all ? `#${all}` : location.pathname + location.search;
    if (all !== location.hash.slice(1)) history.replaceState(history.state, "", url);
  }

  // Browsers allow about a hundred changes of the address in half a minute.
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(life.guard(store), 400);
  };
  restore();
  life.follow(model, names, later);
  // An address that says nothing of this figure, such as an anchor that was followed, leaves it as it is.
  life.listen(window, "hashchange", () => (parts(key).own.size ? restore() : later()));
  life.onEnd(() => clearTimeout(timer));
}
