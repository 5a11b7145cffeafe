// @ts-check
// The table of a race: each line of the drawings with its name, its settings and where it stands.

import { factsOf } from "../kit/facts.js";
import { html, symbol } from "../kit/ui.js";
import { sampleOf } from "../surface_map/run_marks.js";
import { brief, costAt, divergence, isOut, ranked } from "./words.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./axis.js").Axis} Axis */
/** @typedef {import("./racers.js").Racer} Racer */

const PLACES = ["1st", "2nd", "3rd"];

/** @param {Model} model */
export function standings(model) {
  const body = html("tbody", {});
  const names = ["rule", html("i", {}, "J"), "place"];
  const head = html("tr", {}, ...names.map((name) => html("th", { scope: "col" }, name)));
  const caption = html("caption", { class: "nn-unseen" }, "Where each rule stands");
  let shown = "";
  return {
    element: html("table", { class: "nn-race-table" }, caption, html("thead", {}, head), body),
    /** @param {Axis} axis @param {number} at */
    show(axis, at) {
      const order = ranked(axis, at);
      const rows = axis.racers.map((racer) => {
        const place = axis.placeOf(racer, at);
        const isLost = isOut(racer, place);
        const words = isLost ? divergence(racer) : brief(costAt(racer, place));
        return { racer, isLost, words, rank: isLost || at === 0 ? "" : ordinal(order.indexOf(racer)) };
      });
      // It changes seldom, and is asked for in every frame.
      const key = JSON.stringify(rows.map(({ racer, words, rank }) => [racer.name, racer.rates, words, rank]));
      if (key === shown) return;
      shown = key;
      body.replaceChildren(...rows.map((row) => rowOf(model, row)));
    },
  };
}

/** @param {number} k */
function ordinal(k) {
  return PLACES[k] ?? `${k + 1}th`;
}

/** @param {Model} model @param {{ racer: Racer, isLost: boolean, words: string, rank: string }} row */
function rowOf(model, { racer, isLost, words, rank }) {
  const { settings, sliders } = factsOf(model);
  const rates = (sliders[racer.rule] ?? []).map((/** @type {string} */ name, /** @type {number} */ k) => [
    k ? ", " : "",
    html("span", {}, symbol(settings[name].symbol), ` = ${Number(racer.rates[name].toPrecision(3))}`),
  ]);
  const from = html("span", { class: "nn-race-from" }, racer.rule ? rates : "from Python");
  const name = html("th", { scope: "row" }, sampleOf(racer), html("span", {}, racer.name), " ", from);
  const cost = html("td", { class: isLost && "nn-race-lost", colspan: isLost ? 2 : null }, words);
  return html("tr", {}, name, cost, isLost ? [] : html("td", {}, rank));
}
