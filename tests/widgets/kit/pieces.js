// A figure of every shared piece that the Neuron does not use, for test_pieces.py.
import { keepInAddress, settingOf } from "../../../nnlib/widgets/kit/address.js";
import { segments, slider, tick } from "../../../nnlib/widgets/kit/controls.js";
import { handle } from "../../../nnlib/widgets/kit/drag.js";
import { factsOf } from "../../../nnlib/widgets/kit/facts.js";
import { numberField } from "../../../nnlib/widgets/kit/number_fields.js";
import { array, linear, packed } from "../../../nnlib/widgets/kit/numbers.js";
import { palette } from "../../../nnlib/widgets/kit/palette.js";
import { player } from "../../../nnlib/widgets/kit/player.js";
import { startable } from "../../../nnlib/widgets/kit/startable.js";
import { change, figure, frames, html, svg } from "../../../nnlib/widgets/kit/ui.js";

export default {
  render: startable(({ model, el, life }) => {
    const facts = factsOf(model).traits;
    const kept = ["x", "steps", "noisy", "surface"];
    keepInAddress(life, model, Object.fromEntries(kept.map((name) => [name, settingOf(facts[name])])));
    const area = svg("svg", { width: 200, height: 200, role: "group", "aria-label": "plane" });
    const dot = svg("circle", { r: 16 });
    area.append(dot);
    const rate = slider(life, {
      label: "rate",
      min: 0.001,
      max: 10,
      step: 0.05,
      log: true,
      digits: 3,
      value: model.get("rate"),
      first: () => 0.1,
      change: (rate) => change(model, { rate }),
    });
    const cell = numberField(life, {
      label: "entry 1 1",
      bare: true,
      min: -5,
      max: 5,
      value: 0,
      change: (value) => change(model, { matrix: packed([1, 1], Float64Array.of(value)) }),
    });
    const noisy = tick(life, {
      label: "noise",
      value: model.get("noisy"),
      change: (noisy) => change(model, { noisy }),
    });
    const surface = segments(life, {
      label: "Surface",
      options: [
        ["bowl", "Bowl"],
        ["ravine", "Ravine"],
      ],
      value: model.get("surface"),
      change: (surface) => change(model, { surface }),
    });
    const place = html("p", { class: "place" });
    const controls = [rate, cell, noisy, surface].map(({ element }) => element);
    const frame = figure(el, { label: "Pieces" }, area, controls, place);
    /** @type {number[]} */
    const shown = [];
    const bar = player(life, frame, {
      label: "sample",
      last: model.get("steps"),
      rate: 20,
      show: (at) => {
        shown.push(at);
        place.textContent = shown.join(" ");
      },
    });
    frame.append(bar.element);
    const scale = linear([-1, 1], [0, 200]);
    const flipped = linear([-1, 1], [200, 0]);
    const held = handle(life, dot, area, {
      label: "start",
      x: { value: () => model.get("x"), min: -1, max: 1, step: 0.01, scale: () => scale },
      y: { value: () => model.get("y"), min: -1, max: 1, step: 0.01, scale: () => flipped },
      change: (to) => change(model, to),
    });
    const colours = palette(life, frame, () => {
      el.dataset.ink = colours.ink;
    });
    el.dataset.ink = colours.ink;
    const draw = () => {
      dot.setAttribute("transform", `translate(${scale(model.get("x"))},${flipped(model.get("y"))})`);
      held.update();
      rate.set(model.get("rate"));
      cell.set(array(model.get("matrix")).values[0] ?? 0);
      noisy.set(model.get("noisy"));
      surface.set(model.get("surface"));
      bar.setLast(model.get("steps"));
    };
    const drawing = frames(life, frame, draw);
    life.follow(model, ["x", "y", "rate", "steps", "noisy", "surface", "matrix"], drawing.request);
    draw();
  }),
};
