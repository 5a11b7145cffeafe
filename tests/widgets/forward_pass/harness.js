// What the tests ask of the modules in nnlib/widgets/forward_pass/ that need no browser.

import { counted, withLayers } from "../../../nnlib/widgets/forward_pass/controls.js";
import { entryOf, explained, nearestEntry, written } from "../../../nnlib/widgets/forward_pass/explained.js";
import { placeAfter } from "../../../nnlib/widgets/forward_pass/grid_keys.js";
import { cellMarks, classesOf, edgeMarks, neuronMarks } from "../../../nnlib/widgets/forward_pass/marks.js";
import {
  compute,
  entryOfCell,
  entryOfNeuron,
  isKnown,
  lastPlace,
  placeOf,
  settingsAt,
  stateOf,
} from "../../../nnlib/widgets/forward_pass/model.js";
import { edgeAt, layoutOf } from "../../../nnlib/widgets/forward_pass/network_layout.js";
import { newsInWords, spokenReading, stageInWords } from "../../../nnlib/widgets/forward_pass/words.js";

const COMPLETE = -1;
const range = (n) => Array.from({ length: n }, (_, k) => k);
const at = (settings, place) => ({ ...settings, ...settingsAt(settings, place, COMPLETE) });
const drawn = (facts, settings, entry) => stateOf(settings, compute(settings, facts), entry);

export default {
  matrix(facts, settings, kind, ell, rows, columns) {
    const pass = compute(settings, facts);
    return range(rows).map((i) => range(columns).map((j) => pass.value(kind, ell, i, j)));
  },
  known: (facts, settings, place, entry) => isKnown(at(settings, place), entry),
  lastPlace: (facts, settings) => lastPlace(settings),
  placeOf: (facts, settings, place) => placeOf(at(settings, place)),
  entryOfCell: (facts, settings, cell) => entryOfCell(settings, cell),
  entryOfNeuron: (facts, settings, ell, i) => entryOfNeuron(settings, ell, i),

  placeAfter: (facts, shapes, from, key, control, perLayer) => placeAfter(shapes, from, key, control, perLayer),
  layout: (facts, d, width) => layoutOf(d, width),
  edgeAt: (facts, d, width, x, y) => edgeAt(layoutOf(d, width).edges, x, y),
  counted: (facts, low, high) => counted(low, high),
  withLayers: (facts, d, L) => withLayers(d, L),

  /** The marks that are set. */
  marks(facts, settings, entry, what, ...place) {
    const state = drawn(facts, settings, entry);
    const marksOf = { cell: cellMarks, edge: edgeMarks, neuron: neuronMarks }[what];
    return classesOf(what, marksOf(state, ...place));
  },

  /** What is explained after each of some calls, [method, ...arguments]. */
  explained(facts, settings, calls) {
    const focus = explained(settings);
    return calls.map(([method, ...given]) => {
      const returned = focus[method](...given);
      const now = method === "follow" ? { ...given[0], chosen: returned } : settings;
      return { returned, entry: focus.entry(now) };
    });
  },
  written: (facts, entry) => written(entry),
  entryOf: (facts, text) => entryOf(text),
  nearestEntry: (facts, settings, entry) => nearestEntry(settings, entry),

  words(facts, settings, entry) {
    const pass = compute(settings, facts);
    return {
      reading: spokenReading(pass, entry, isKnown(settings, entry)),
      stage: stageInWords(settings),
      news: newsInWords(pass, settings),
    };
  },
};
