// @ts-check
// Settings in the address of the page, chapter.html#gd.eta=0.12&gd.mu=0.9, so that a link shows what its sender saw.
// An anchor that stands there stays in front: #eq-delta&gd.eta=0.12 (live.js of the site scrolls to it).

/** @typedef {import("./ui.js").Life} Life */
/** @typedef {import("./ui.js").Model} Model */
/** @typedef {{ write(value: any): string, read(text: string): any }} Kind   `read` gives undefined for nonsense */

/** A number within bounds. @param {number} [min] @param {number} [max] @returns {Kind} */
export function numberSetting(min = -Infinity, max = Infinity) {
  return {
    write: (value) => `${Number(value.toPrecision(12))}`,
    read: (text) => {
      const value = text.trim() === "" ? NaN : Number(text);
      return Number.isFinite(value) && value >= min && value <= max ? value : undefined;
    },
  };
}

/** A whole number within bounds. @param {number} min @param {number} max @returns {Kind} */
export function countSetting(min, max) {
  const { write, read } = numberSetting(min, max);
  return { write, read: (text) => (Number.isInteger(read(text)) ? read(text) : undefined) };
}

/**
 * Several numbers within bounds, as many as `length` says at the time of reading.
 * @param {number} min @param {number} max @param {(count: number) => boolean} length @returns {Kind}
 */
export function numbersSetting(min, max, length) {
  const one = numberSetting(min, max);
  return {
    write: (values) => [...values].map(one.write).join(","),
    read: (text) => {
      const values = text.split(",").map(one.read);
      return values.includes(undefined) || !length(values.length) ? undefined : values;
    },
  };
}

/** One of a few names. @param {string[]} names @returns {Kind} */
export function choiceSetting(names) {
  return { write: (value) => value, read: (text) => (names.includes(text) ? text : undefined) };
}

/** On or off. @returns {Kind} */
export function switchSetting() {
  return { write: (value) => (value ? "on" : "off"), read: (text) => ({ on: true, off: false })[text] };
}

/**
 * How a setting stands in the address, within the bounds that Python says.
 * @param {import("./facts.js").TraitFacts} facts @returns {Kind}
 */
export function settingOf({ kind, low, high, above, shortest, longest, choices }) {
  const min = low ?? -Infinity;
  const max = high ?? Infinity;
  const fits = (/** @type {number} */ length) => length >= shortest && length <= longest;
  const whole = (/** @type {any} */ values) => (values?.every(Number.isInteger) ? values : undefined);
  const numbers = numbersSetting(min, max, fits);
  const one = numberSetting(min, max);
  /** @type {Record<string, () => Kind>} */
  const kinds = {
    number: () => ({ ...one, read: (text) => (above && one.read(text) === min ? undefined : one.read(text)) }),
    count: () => countSetting(min, max),
    numbers: () => numbers,
    counts: () => ({ ...numbers, read: (text) => whole(numbers.read(text)) }),
    choice: () => choiceSetting(choices),
    switch: switchSetting,
  };
  return kinds[kind]();
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
