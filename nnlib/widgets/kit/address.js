// @ts-check
// Settings in the address of the page, chapter.html#gd.eta=0.12&gd.mu=0.9, so that a link shows what its sender saw.
// An anchor that stands there stays in front, #eq-delta&gd.eta=0.12: live.js of the site scrolls to it.

import { readWithin } from "./reading.js";

/** @typedef {import("./ui.js").Life} Life */
/** @typedef {import("./ui.js").Model} Model */
/** @typedef {{ write(value: any): string, read(text: string): any }} Kind   `read` gives undefined for nonsense */

/** @type {Record<string, (facts: import("./facts.js").TraitFacts) => Kind>} */
const KINDS = {
  number: (facts) => ({
    write: (value) => `${Number(value.toPrecision(12))}`,
    read: (text) => readWithin(text, facts).value,
  }),
  count: (facts) => ({
    write: KINDS.number(facts).write,
    read: (text) => readWithin(text, { ...facts, whole: true }).value,
  }),
  numbers: (facts) => listOf(KINDS.number(facts), facts),
  counts: (facts) => listOf(KINDS.count(facts), facts),
  choice: ({ choices }) => ({ write: (value) => value, read: (text) => (choices.includes(text) ? text : undefined) }),
  choices: (facts) => ({
    write: (names) => names.join(","),
    read: (text) => {
      const names = text === "" ? [] : text.split(",");
      const isFine = new Set(names).size === names.length && names.every((name) => facts.choices.includes(name));
      return isFine ? facts.choices.filter((name) => names.includes(name)) : undefined;
    },
  }),
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

/**
 * The same for several settings, as `keepInAddress` takes them.
 * @param {Record<string, import("./facts.js").TraitFacts>} traits @param {readonly string[]} names
 */
export function kindsOf(traits, names) {
  return Object.fromEntries(names.map((name) => [name, settingOf(traits[name])]));
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

/** What the address says of a figure. @param {string} key */
function ownText(key) {
  return JSON.stringify([...parts(key).own]);
}

/** @param {string} text */
function short(text) {
  return text.length > 20 ? `${text.slice(0, 19)}…` : text;
}

/** @param {string} text */
function escaped(text) {
  return encodeURIComponent(text).replaceAll("%2C", ",");
}

// Programs that pass links on cut off what is longer, and so do some browsers.
const LONGEST = 8000;

/** What is kept for the figure in an element. @type {WeakMap<HTMLElement, { link: () => string | null, notes: () => string }>} */
const kept = new WeakMap();

/** What the address said of a figure when it was last read or written, by the key of the figure. @type {Map<string, string>} */
const known = new Map();

/** @type {WeakSet<HTMLElement>} */
const ignoring = new WeakSet();

/** The figure in this element starts from its model next time, and not from the address. @param {HTMLElement} place */
export function ignoreAddress(place) {
  ignoring.add(place);
}

/**
 * The address of the page with all that the figure in `place` shows: null if that is too much for one, undefined if the
 * figure keeps nothing there.
 * @param {HTMLElement} place
 */
export function linkOf(place) {
  return kept.get(place)?.link();
}

/** What the address asks of the figure in `place` and cannot get, in words. @param {HTMLElement} place */
export function addressNotes(place) {
  return kept.get(place)?.notes() ?? "";
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

  const note = () => known.set(key, ownText(key));

  /** @param {string[]} some */
  const written = (some) => some.map((name) => `${key}.${name}=${escaped(write(name))}`).join("&");
  const changed = () => names.filter((name) => write(name) !== usual[name]);

  function store() {
    // A link has just been followed, and the browser has not told of it yet: it must not be written over.
    if (ownText(key) !== known.get(key)) return;
    const { rest } = parts(key);
    const own = written(changed());
    const all = [...rest, ...(own && own.length <= LONGEST ? [own] : [])].join("&");
    const url = all ? `#${all}` : location.pathname + location.search;
    try {
      if (all !== location.hash.slice(1)) history.replaceState(history.state, "", url);
    } catch {
      // Refused after too many changes, or in a frame. The address is a convenience: the figure goes on.
    }
    note();
  }

  kept.set(life.root, {
    link() {
      // One setting at least, or the link would lead to the page and not to the figure.
      const own = written(changed().length ? changed() : names.slice(0, 1));
      return own.length <= LONGEST ? `${location.href.split("#")[0]}#${own}` : null;
    },
    notes() {
      const { own } = parts(key);
      const wrong = names.filter((name) => own.has(name) && kinds[name].read(own.get(name) ?? "") === undefined);
      const said = wrong.map((name) => `${name}=${short(own.get(name) ?? "")}`).join(", ");
      return said && `Not possible here, and left as it was: ${said} in the address.`;
    },
  });

  // Browsers allow about a hundred changes of the address in half a minute.
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(
      life.guard(() => {
        timer = 0;
        store();
      }),
      400,
    );
  };
  // What is due is written when the figure ends: one that begins again after an error reads it.
  const last = () => {
    if (!timer) return;
    clearTimeout(timer);
    try {
      store();
    } catch {
      // A setting that has no words, which has ended the figure: the address stays behind.
    }
  };
  note();
  if (ignoring.delete(life.root)) later();
  else restore();
  life.follow(model, names, later);
  // An address that says nothing of this figure, such as an anchor that was followed, leaves it as it is.
  life.listen(window, "hashchange", () => {
    note();
    if (parts(key).own.size) restore();
    else later();
  });
  life.onEnd(last);
}
