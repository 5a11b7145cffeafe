"""What a `Playground` lets the reader choose from: output layers with their losses, and rules."""

from __future__ import annotations

from nnlib.activations import ACTIVATIONS
from nnlib.losses import LOSSES
from nnlib.optimizers import OPTIMIZERS
from nnlib.widgets.kit.rules import goes_by_gradient, settings_of, suited

__all__ = ["ENDS", "LOSS_WORDS", "OWN_RATES", "RATES", "TARGETS"]

#: Each output that can tell two classes apart, with the targets of class 0 and of class 1.
TARGETS = {"sigmoid": (0, 1), "tanh": (-1, 1), "identity": (0, 1)}

#: Losses of such an output, in the few words that a list has room for.
LOSS_WORDS = {"binary_cross_entropy": "cross-entropy", "mse": "squared error"}

#: Every pair of an output and a loss that fits it, with the words for the pair.
ENDS = {
    (output, loss): f"{ACTIVATIONS.titles[output]}, {words}"
    for output in TARGETS
    for loss, words in LOSS_WORDS.items()
    if output in LOSSES[loss].outputs
}

#: Every optimizer, with those of its settings that have a slider: the learning rate, and one more.
RATES = {name: settings_of(rule) for name, rule in OPTIMIZERS.items()}

#: The learning rate of the rules whose rates mean something else than that of gradient descent.
OWN_RATES = {
    name: suited(name, 0.3, 1.0)["eta"] for name in OPTIMIZERS if not goes_by_gradient(name)
}
