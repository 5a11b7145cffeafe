// What the tests ask of the modules in nnlib/widgets/playground/ that need no browser. Plain arrays in and out.

import { parameterCount } from "../../../nnlib/widgets/engine/arrays.js";
import { Random } from "../../../nnlib/widgets/engine/random.js";
import { extent } from "../../../nnlib/widgets/playground/chart_extent.js";
import { examples, pack, pointsSetting, unpack } from "../../../nnlib/widgets/playground/data.js";
import { Exchange } from "../../../nnlib/widgets/playground/exchange.js";
import { chartSize, networkSize, planeWidth } from "../../../nnlib/widgets/playground/layout.js";
import { axisNumbers } from "../../../nnlib/widgets/playground/map_axes.js";
import { MapScales } from "../../../nnlib/widgets/playground/map_scales.js";
import { NetworkLayout } from "../../../nnlib/widgets/playground/network_layout.js";
import { painted } from "../../../nnlib/widgets/playground/painting.js";
import { Session } from "../../../nnlib/widgets/playground/session.js";
import { addressOf, settingsOf, withLayers } from "../../../nnlib/widgets/playground/settings.js";
import { rampOf, rampTexts, shade } from "../../../nnlib/widgets/playground/shades.js";
import { pointsAlong } from "../../../nnlib/widgets/playground/strokes.js";
import { placeWords } from "../../../nnlib/widgets/playground/training_bar.js";
import { Turns } from "../../../nnlib/widgets/playground/turns.js";
import { trouble } from "../../../nnlib/widgets/playground/words.js";

/** A binary array trait as it travels; the same list of numbers gives the same object. */
const travelling = new Map();
const travels = (shape, values) => {
  const key = `${shape}: ${values}`;
  if (!travelling.has(key)) {
    travelling.set(key, { shape, data: new DataView(Float64Array.from(values).buffer) });
  }
  return travelling.get(key);
};
/** @param {any} settings @returns {any} what Python hands over has no types here */
const withArrays = ({ points, start, theta, ...settings }) => ({
  ...settings,
  points: travels([3, points.length / 3], points),
  start: travels([start.length], start),
  theta: travels([theta.length], theta),
});
const numbersOf = ({ data }) =>
  Array.from(new Float64Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)));

const report = (session) => ({
  theta: Array.from(session.network.theta),
  steps: session.steps,
  epochs: session.epochs,
  cost: session.cost,
  heldCost: session.heldCost,
  right: session.right,
  heldRight: session.heldRight,
  diverged: session.diverged,
  curve: session.curve,
  trouble: trouble(session),
});

/** A model of the front end, without Python behind it. */
class Model {
  constructor(settings) {
    this.state = withArrays(settings);
    this.saved = 0;
  }
  get(name) {
    return this.state[name];
  }
  set(name, value) {
    this.state[name] = value;
  }
  save_changes() {
    this.saved += 1;
  }
  on() {}
  off() {}
}

export default {
  numbers(seed, n) {
    const rng = new Random(seed);
    const uniform = Array.from({ length: n }, () => rng.uniform(-1, 3));
    const normal = Array.from({ length: n }, () => rng.normal(1, 2));
    return { uniform, normal, order: rng.shuffle(Array.from({ length: n }, (_, k) => k)) };
  },
  examples(facts, settings) {
    const { X, labels, held, view } = examples(withArrays(settings), facts.noise);
    return { X: Array.from(X), labels: Array.from(labels), held, view };
  },
  /** A session after 0 steps, and after so many more each time. */
  run(facts, settings, steps) {
    const session = new Session(withArrays(settings), facts);
    const all = [report(session)];
    for (const count of steps) {
      session.run(count);
      all.push(report(session));
    }
    return all;
  },
  /** One session that follows a list of settings, some steps after each. */
  follow(facts, list, steps) {
    let session = null;
    return list.map((settings) => {
      const given = withArrays(settings);
      const fresh = session ? session.configure(given) : true;
      if (!session) session = new Session(given, facts);
      session.run(steps);
      return { fresh, ...report(session) };
    });
  },
  surface(facts, settings) {
    const session = new Session(withArrays(settings), facts);
    const { A } = session.surface();
    return { A: A.map((a) => Array.from(a)), answer: session.answer(0.25, -0.5) };
  },
  count: (d) => parameterCount(d),
  withLayers: (d, count, known) => withLayers(d, count, known),
  settings(facts, settings) {
    const { output, loss, init } = settingsOf(new Model(settings), facts);
    return { output, loss, init };
  },

  /** Painted points, in an address and back. */
  pointsInAddress(settings) {
    const text = pointsSetting.write(withArrays(settings).points);
    const back = text === undefined ? undefined : pointsSetting.read(text);
    return { text: text ?? null, back: back ? numbersOf(back) : null };
  },
  isNonsense: (text) => pointsSetting.read(text) === undefined,
  /** What stands in the address for each setting. */
  written(facts, origin, settings) {
    const model = new Model(settings);
    const kinds = addressOf(model, withArrays(origin), facts);
    return Object.entries(kinds).map(([name, kind]) => [name, kind.write(model.get(name))]);
  },
  /** What a text in the address means for a setting; null for nonsense. */
  read(facts, settings, texts) {
    const kinds = addressOf(new Model(settings), withArrays(settings), facts);
    return Object.entries(texts).map(([name, text]) => {
      const value = kinds[name].read(text);
      return value?.data ? numbersOf(value) : (value ?? null);
    });
  },

  /** A model and its session, to which some things happen: each a name and what comes with it. */
  exchange(facts, settings, happenings) {
    const model = new Model(settings);
    let now = 1000;
    const exchange = new Exchange(model, facts, () => now);
    const happen = {
      wait: (milliseconds) => {
        now += milliseconds;
      },
      train: (steps) => exchange.upToDate().run(steps),
      python: (changed) => {
        Object.assign(model.state, withArrays({ ...settings, ...changed }));
        return exchange.adopt();
      },
      set: (changed) => {
        Object.assign(model.state, changed);
        exchange.settingsChanged();
        exchange.upToDate();
      },
      tell: () => exchange.tell(),
      begin: (changed) => {
        exchange.begin(changed);
        exchange.upToDate();
      },
      restart: () => exchange.restart(),
      reset: () => exchange.reset(withArrays(settings)),
      adopt: () => exchange.adopt(),
    };
    return happenings.map(([name, with_]) => {
      const answer = happen[name](with_);
      return {
        answer: answer ?? null,
        isDue: exchange.isDue,
        told: { steps: model.get("steps"), theta: numbersOf(model.get("theta")) },
        session: { steps: exchange.session.steps, theta: Array.from(exchange.session.network.theta) },
        saved: model.saved,
      };
    });
  },

  turns(milliseconds) {
    const turns = new Turns();
    return milliseconds.map((each) => {
      const before = { next: turns.next, budget: turns.budget };
      turns.done(each);
      return before;
    });
  },
  layout(width, height, d) {
    const plane = { width: planeWidth(width), height };
    return { plane, network: networkSize(width, plane, d), chart: chartSize(width) };
  },
  mapScales(width, view, pixels, shares) {
    const scales = new MapScales();
    scales.fit(width);
    const changes = [scales.look(view), scales.look([...view])];
    const { side, height, reach } = scales;
    const places = pixels.map((at) => ({ has: scales.has(at), place: scales.placeAt(at) }));
    return { changes, side, height, reach, places, place: scales.placeOf(shares), numbers: axisNumbers(scales) };
  },
  network(width, height, d) {
    const layout = new NetworkLayout();
    layout.resize(width, height);
    const changes = [layout.arrange(d), layout.arrange([...d])];
    const units = [...layout.inputs, ...layout.units];
    return {
      changes,
      size: layout.size,
      units,
      names: layout.units.map((unit) => layout.nameOf(unit)),
      squares: units.map((unit) => layout.square(unit)),
      targets: layout.units.map((unit) => layout.target(unit)),
      has: [{ ell: 1, i: d[1] - 1 }, { ell: 1, i: d[1] }, { ell: d.length, i: 0 }, null].map((unit) =>
        layout.has(unit),
      ),
    };
  },
  stroke(ways) {
    let last = null;
    return ways.map((at) => {
      const points = pointsAlong(last, at);
      last = points.at(-1) ?? last;
      return points;
    });
  },
  painted(settings, brush, places, radius, most) {
    const before = unpack(withArrays(settings).points);
    const after = painted(before, brush, places, radius, most);
    return { same: after === before, points: numbersOf(pack(after)) };
  },
  extent: (cost, heldOut) => extent({ cost, heldOut }),
  ramp: (colours, strength) => Array.from(rampOf(colours, strength)),
  rampTexts: (range) => rampTexts(range),
  shade(A, d, i, range, table) {
    const pixels = new Uint32Array(A.length / d);
    shade(pixels, Float64Array.from(A), d, i, range, Uint32Array.from(table));
    return Array.from(pixels);
  },
  placeWords: (steps, epochs) => placeWords(/** @type {Session} */ ({ steps, epochs })),
};
