// @ts-check
// What can be set of the network.

import { choice, segments } from "../kit/controls.js";
import { optionsOf } from "../kit/facts.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./actions.js").Actions} Act */
/** @typedef {import("./data.js").Facts} Facts */
/** @typedef {import("./data.js").Settings} Settings */

/** @param {Life} life @param {Settings} now @param {Facts} facts @param {Act} act */
export function networkControls(life, now, { traits, ends }, act) {
  const { shortest, longest } = traits.d;
  const depth = segments(life, {
    label: "Hidden layers",
    options: Array.from({ length: longest - shortest + 1 }, (_, n) => [`${n}`, `${n}`]),
    value: `${now.d.length - 2}`,
    change: (value) => act.layers(Number(value)),
  });
  const hidden = choice(life, {
    label: "Activation",
    options: optionsOf(traits.hidden),
    value: now.hidden,
    change: (name) => act.begin({ hidden: name }),
  });
  const end = choice(life, {
    label: "Output, loss",
    options: ends.map(({ output, loss, words }) => [`${output} ${loss}`, words]),
    value: `${now.output} ${now.loss}`,
    change(pair) {
      const [output, loss] = pair.split(" ");
      act.begin({ output, loss });
    },
  });
  const init = choice(life, {
    label: "First weights",
    options: optionsOf(traits.init),
    value: now.init,
    change: (name) => act.begin({ init: name }),
  });
  const given = [...init.list.options].find((option) => option.value === "given");
  return {
    rows: [depth.element, hidden.element, end.element, init.element],
    /** @param {Settings} settings @param {boolean} hasStart whether there are weights to start from */
    set(settings, hasStart) {
      depth.set(`${settings.d.length - 2}`);
      hidden.set(settings.hidden);
      hidden.list.disabled = settings.d.length === 2;
      end.set(`${settings.output} ${settings.loss}`);
      init.set(settings.init);
      given.hidden = !hasStart;
    },
  };
}
