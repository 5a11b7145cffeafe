"""`Tuned`: the trait that holds what the reader has set of each rule; and the search of rates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from nnlib.optimizers import OPTIMIZERS
from nnlib.widgets.kit.rules import SETTINGS, settings_of
from nnlib.widgets.kit.traits import Checked, Number

__all__ = ["RATES", "Tuned", "best_rate"]

#: The learning rates that a search tries: four to a factor of ten.
RATES = [float(f"{10 ** (k / 4):.3g}") for k in range(-16, 5)]
#: A run has arrived where J is within this share of the first J above the lowest.
CLOSE = 1e-9


class Tuned(Checked):
    """Settings of rules: a mapping of rules to mappings of settings to numbers."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__({}, **keywords)

    def check(self, name: str, value: Any) -> dict[str, dict[str, float]]:
        """Return `value` as a dict of dicts of floats."""
        if not isinstance(value, Mapping):
            raise ValueError(f"{name} is {value!r:.60}, but must be a dict of rules and settings")
        for rule in value:
            OPTIMIZERS.choose(rule, f"a key of {name}")
        return {rule: self._settings(f"{name}[{rule!r}]", rule, value[rule]) for rule in value}

    def make_dynamic_default(self) -> dict[str, dict[str, float]]:
        """Give each figure a dict of its own."""
        return {}

    @staticmethod
    def _settings(name: str, rule: str, value: Any) -> dict[str, float]:
        known = settings_of(OPTIMIZERS[rule])
        if not isinstance(value, Mapping) or not set(value) <= set(known):
            wanted = " and ".join(known) or "nothing"
            raise ValueError(f"{name} is {value!r:.60}, but must be a dict of {wanted}")
        found = {}
        for setting, number in value.items():
            bounds = SETTINGS[setting]
            trait = Number(bounds.low, bounds.low, bounds.high, above=bounds.above)
            found[setting] = trait.check(f"{name}[{setting!r}]", number)
            if bounds.whole and not found[setting].is_integer():
                raise ValueError(f"{name}[{setting!r}] is {number!r}, but must be a whole number")
        return found


def best_rate(runs: Mapping[float, np.ndarray]) -> float:
    """Find the rate whose J is lowest at the end.

    Of rates that all end as low, to within a billionth of the first J, the quickest wins.

    Parameters
    ----------
    runs : mapping of float to ndarray of shape (steps + 1,)
        J before the first step and after each, by rate; of those runs that have not diverged.

    Returns
    -------
    float
        The smallest of `RATES` where there is none.
    """
    if not runs:
        return RATES[0]
    first = next(iter(runs.values()))[0]
    enough = min(J[-1] for J in runs.values()) + CLOSE * abs(first)
    arrived = [(int(np.argmax(enough >= J)), rate) for rate, J in runs.items() if J[-1] <= enough]
    return min(arrived)[1]
