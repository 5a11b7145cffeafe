// @ts-check
// Optimizers: how a gradient moves the parameters, as in nnlib/optimizers/. Each rule has a file of its own and its
// line in the table.

import { choose } from "./checks.js";
import { AdaGrad } from "./optimizers/adagrad.js";
import { Adam } from "./optimizers/adam.js";
import { AdamW } from "./optimizers/adamw.js";
import { AMSGrad } from "./optimizers/amsgrad.js";
import { DeltaBarDelta } from "./optimizers/delta_bar_delta.js";
import { GradientDescent } from "./optimizers/gradient_descent.js";
import { IDBD } from "./optimizers/idbd.js";
import { Momentum } from "./optimizers/momentum.js";
import { Nesterov } from "./optimizers/nesterov.js";
import { OnlineLBFGS } from "./optimizers/online_lbfgs.js";
import { RMSProp } from "./optimizers/rmsprop.js";
import { RProp } from "./optimizers/rprop.js";

/** @typedef {import("./optimizers/base.js").Optimizer} Optimizer */

/**
 * Every rule by its name in nnlib.optimizers.
 * @type {Record<string, new (settings: any) => Optimizer>}
 */
export const OPTIMIZERS = {
  GradientDescent,
  Momentum,
  Nesterov,
  DeltaBarDelta,
  RProp,
  AdaGrad,
  RMSProp,
  Adam,
  AdamW,
  AMSGrad,
  IDBD,
  OnlineLBFGS,
};

/**
 * The optimizer of that name. Its settings may be changed between two steps.
 * @param {string} name
 * @param {object} settings its learning rate and so on; what the rule has no use for is passed over
 * @returns {Optimizer}
 */
export function makeOptimizer(name, settings) {
  return new (choose("optimizer", name, OPTIMIZERS))(settings);
}
