// @ts-check
// A training run, played again from the parameters that were kept: what the network was like at each of them, beside
// the curves of the cost.

import { keepInAddress, settingOf } from "../kit/address.js";
import { factsOf } from "../kit/facts.js";
import { startable } from "../kit/startable.js";
import { fits } from "./model.js";
import { show } from "./show.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */

export default {
  render: startable(({ model, el, life }) => {
    const facts = factsOf(model);
    const inRun = {
      write: String,
      read: (/** @type {string} */ text) =>
        settingOf({ ...facts.traits.at, high: model.get("epochs").length - 1 }).read(text),
    };
    const another = {
      write: (/** @type {number[]} */ kept) => `${kept}`,
      read: (/** @type {string} */ text) => (inRun.read(text) === undefined ? undefined : [Number(text)]),
    };
    keepInAddress(life, model, { at: inRun, beside: another, show: settingOf(facts.traits.show) });
    let view = show(life.part(), model);
    // Another run from Python makes another picture. Its traits may come one by one: until they fit, the old one stays.
    let isWaiting = false;
    const renew = life.guard(() => {
      isWaiting = false;
      if (!fits(model)) return;
      const focused = controls().indexOf(document.activeElement);
      view.end();
      view = show(life.part(), model);
      controls()[focused]?.focus();
    });
    // From the end, where each picture has the same bar.
    const controls = () => /** @type {any[]} */ ([...el.querySelectorAll("button, input, select")].reverse());
    life.follow(model, facts.run, () => {
      if (!isWaiting) queueMicrotask(renew);
      isWaiting = true;
    });
  }),
};
