// What the tests ask of the modules in nnlib/widgets/backpropagation_stepper/ that need no browser.

import { entryWith, placeAmong, pointedEntry } from "../../../nnlib/widgets/backpropagation_stepper/chosen.js";
import { edgePlaces, layoutOf } from "../../../nnlib/widgets/backpropagation_stepper/layout.js";
import { fittingTargets, lossOf, targetBounds } from "../../../nnlib/widgets/backpropagation_stepper/losses.js";
import { evaluate, train } from "../../../nnlib/widgets/backpropagation_stepper/model.js";
import { fits, presetOf, resized, withOutput } from "../../../nnlib/widgets/backpropagation_stepper/settings.js";
import {
  entriesOf,
  knownAt,
  outKey,
  playOf,
  stepsOf,
  workOf,
} from "../../../nnlib/widgets/backpropagation_stepper/steps.js";
import { asWritten, significant, wordsOf } from "../../../nnlib/widgets/backpropagation_stepper/symbols.js";
import { noteOf, summaryOf } from "../../../nnlib/widgets/backpropagation_stepper/words.js";
import { inNumbers } from "../../../nnlib/widgets/backpropagation_stepper/work.js";

const plain = (written) => written.map((part) => part.text ?? part).join("");
const label = (name) => name.toUpperCase();

export default {
  /** Of every step what it computes, and what is said of it. */
  steps(facts, settings) {
    const pass = evaluate(settings);
    return stepsOf(settings).map((step) => ({
      title: step.title,
      results: entriesOf(pass.d, step).map((entry) => pass.numbers.get(outKey(step, entry))),
      words: entriesOf(pass.d, step).map((entry) => wordsOf(outKey(step, entry))),
      note: noteOf(pass, step, label),
      summary: summaryOf(pass, step),
    }));
  },

  /** Every number of a step in full. */
  work(facts, settings, at) {
    const pass = evaluate(settings);
    const step = stepsOf(settings)[at];
    return entriesOf(pass.d, step).map((entry) => {
      const { written, isRounded } = inNumbers(workOf(pass, step, entry), pass.numbers);
      return { text: plain(written), isRounded, play: [...playOf(pass, step, entry)] };
    });
  },
  inNumbers(facts, parts, numbers) {
    const { written, isRounded } = inNumbers(parts, new Map(Object.entries(numbers)));
    return { text: plain(written), isRounded };
  },
  /** The equations of a step, as "D2 = ( A2 − Y2 ) ⊗ S2". */
  equations(facts, settings, at) {
    const text = (term) => term.name && `${term.name}${term.ell}${term.transposed ? "'" : ""}`;
    return stepsOf(settings)[at].equations.map(({ out, terms }) =>
      [text(out), "=", ...terms.map((term) => text(term) ?? term)].join(" "),
    );
  },
  lossWork: (facts, name, y, a) => lossOf(name).work(y, a).join(""),
  known: (facts, settings, at) => [...knownAt(stepsOf(settings), at)],
  entryWith: (facts, settings, at, keys) => entryWith(evaluate(settings), stepsOf(settings)[at], keys),

  /** What is worked out, and whether the pointer has moved, after each of the entries that it is at. */
  pointed(facts, settings, at, chosen, entries) {
    const focus = pointedEntry();
    const all = entriesOf(settings.d, stepsOf(settings)[at]);
    return entries.map((entry) => ({ moved: focus.point(entry), entry: focus.among(all, chosen) }));
  },
  placeAmong: (facts, settings, at, entry) => placeAmong(settings.d, stepsOf(settings)[at], entry),
  pass(facts, settings) {
    const { J, after, numbers } = evaluate(settings);
    return { J, after, numbers: Object.fromEntries(numbers) };
  },

  train: (facts, settings, rounds) => train(settings, rounds, facts.traits.theta),
  fits: (facts, settings) => fits(facts, settings),
  presetOf: (facts, settings) => presetOf(facts, settings) ?? null,
  resized: (facts, settings, d) => resized(settings, d),
  withOutput: (facts, settings, output) => withOutput(facts, settings, output),
  fittingTargets: (facts, y, loss, fixed) => fittingTargets(y, loss, fixed),
  targetBounds: (facts, loss) => targetBounds(loss, facts.traits.y),

  layout: (facts, d, width) => layoutOf(d, width),
  edgePlaces: (facts, d, width, ell, i, j) => edgePlaces(layoutOf(d, width), ell, i, j),
  asWritten: (facts, values, digits) => values.map((value) => asWritten(value, digits)),
  significant: (facts, values, digits, room) => values.map((value) => significant(value, digits, room)),
};
