// @ts-check
// What the figure shows, from the networks that Python has trained.

import { Network } from "../engine/network.js";
import { array } from "../kit/numbers.js";

/**
 * @typedef {{
 *   X: number[], Y: number[], reach: number, step: number, small: number, traits: Record<string, any>,
 *   paths: Record<string, { shape: number[], dtype: string, data: string }>, costs: Record<string, number[][]>,
 * }} Facts   paths: of each penalty the parameters, a column for every strength; costs: trained on, held out
 * @typedef {{ penalty: string, power: number }} Settings
 * @typedef {ReturnType<ReturnType<typeof modelOf>["state"]>} State
 */

export const TRAITS = ["penalty", "power"];
const POINTS = 121;

/** @param {Facts} facts */
export function modelOf({ paths, costs, reach, step, small, traits }) {
  const thetas = Object.fromEntries(Object.entries(paths).map(([penalty, path]) => [penalty, decoded(path)]));
  const P = Object.values(paths)[0].shape[0];
  const units = (P - 1) / 3;
  const net = new Network([1, units, 1], { init: "zeros" });
  const x = Float64Array.from({ length: POINTS }, (_, k) => reach * ((2 * k) / (POINTS - 1) - 1));
  const { low } = traits.power;
  const largest = Math.max(
    ...Object.values(thetas).map((theta) => {
      return theta.reduce((most, _, k) => (isWeight(k % P, units) ? Math.max(most, Math.abs(theta[k])) : most), 0);
    }),
  );

  /** @param {Settings} settings */
  function state({ penalty, power }) {
    const place = Math.round((power - low) / step);
    const theta = thetas[penalty].subarray(place * P, (place + 1) * P);
    net.theta.set(theta);
    const [trained, held] = costs[penalty];
    const weights = Array.from({ length: units }, (_, i) => [
      theta[net.weightIndex(1, i, 0)],
      theta[net.weightIndex(2, 0, i)],
    ]);
    const all = weights.flat();
    return {
      ...{ penalty, power, place, weights, trained, held },
      strength: 10 ** (low + step * place),
      curve: Array.from(net.forward(x), (y, k) => [x[k], y]),
      zeros: all.filter((w) => w === 0).length,
      small: all.filter((w) => Math.abs(w) < small).length,
      best: 10 ** (low + step * held.indexOf(Math.min(...held))),
    };
  }

  return { state, largest };
}

/** Whether a parameter is a weight and no bias. @param {number} p @param {number} units */
function isWeight(p, units) {
  return p < 2 * units ? p % 2 === 1 : p > 2 * units;
}

/** @param {{ shape: number[], dtype: string, data: string }} path */
function decoded({ shape, dtype, data }) {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return array({ shape, dtype, data: new DataView(bytes.buffer) }).values;
}
