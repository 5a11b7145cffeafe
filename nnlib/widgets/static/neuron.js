// @ts-check
import { ACTIVATIONS } from "./activations.js";
import { slider } from "./controls.js";
import { number } from "./numbers.js";
import { change, figure, frames, html, lifetime } from "./ui.js";

export default {
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    const bias = slider(life, { label: "bias", min: -2, max: 2, step: 0.01, zero: 0, value: model.get("b"), colour: "bias", change: (b) => change(model, { b }) });
    const out = html("output", {});
    const frame = figure(el, { label: "One neuron" }, bias.element, out);
    const draw = () => {
      bias.set(model.get("b"));
      const z = model.get("a").reduce((s, a, j) => s + a * model.get("w")[j], model.get("b"));
      out.textContent = number(ACTIVATIONS[model.get("activation")].value(z), 4);
    };
    const drawn = frames(life, frame, draw);
    life.follow(model, ["a", "w", "b", "activation"], drawn.request);
    draw();
    return life.end;
  },
};
