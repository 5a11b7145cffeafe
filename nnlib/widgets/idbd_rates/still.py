"""The still picture of an `IDBDRates`: a bar for each rate above the errors."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from nnlib.figures import Picture, light
from nnlib.figures.style import SYMBOL, styled
from nnlib.widgets.idbd_rates.run import FIRST, INPUTS, RATES, STRETCH, Run

__all__ = ["rates_still"]


@styled
def rates_still(run: Run, relevant: int, meta: float, noise: float) -> Picture:
    """Draw a run.

    Parameters
    ----------
    run : Run
    relevant : int
        How many inputs are relevant.
    meta, noise : float
        The meta rate, and the deviation of the noise of the target.

    Returns
    -------
    Picture
    """
    figure = Figure(figsize=(5.6, 4.2))
    bars = figure.add_axes((0.12, 0.63, 0.84, 0.33))
    below = figure.add_axes((0.12, 0.13, 0.84, 0.36))
    rates, best = run.rates[-1], RATES[run.best]
    places = np.arange(INPUTS)
    bars.bar(
        places[:relevant], rates[:relevant], color=light("weight-pos"), label="relevant",
    )  # fmt: skip
    bars.bar(
        places[relevant:], rates[relevant:], facecolor="none", edgecolor=light("muted"),
        label="irrelevant",
    )  # fmt: skip
    bars.set_xticks([])
    bars.set_xlabel("input $i$")
    bars.set_ylabel(r"$\eta_i$", fontsize=SYMBOL)
    bars.legend(loc="upper right")
    errors, single = run.recent()
    examples = STRETCH * np.arange(1, errors.size + 1)
    if errors.size:
        bars.axhline(best, ls="--", color=light("error"))
        below.plot(examples, single, "--", color=light("error"), label="best single rate")
        below.plot(examples, errors, color=light("weight-pos"), label="IDBD")
        below.legend(loc="upper right")
    below.set(xlabel="examples", ylabel="squared error", ylim=(0, 1.1 * (relevant + noise**2)))
    noisy = f", noise of deviation {noise:g}" if noise else ""
    task = f"a linear unit with {relevant} relevant inputs of {INPUTS}{noisy}, meta rate {meta:g}"
    if not errors.size:
        end = f"before the first example every rate is {FIRST:g}"
    elif run.lost:
        end = f"after {examples[-1]:,} examples the rates have outgrown what is stable"
    else:
        parts = [("relevant inputs", rates[:relevant]), ("others", rates[relevant:])]
        spans = [
            f"those of the {name} from {some.min():.3f} to {some.max():.3f}"
            for name, some in parts if some.size
        ]  # fmt: skip
        end = (
            f"after {examples[-1]:,} examples the rates are, {', '.join(spans)}; the squared error "
            f"is {errors[-1]:.2f}, with the best single rate, {best:g}, {single[-1]:.2f}"
        )
    return Picture(figure, f"Rates that IDBD finds, and its error: {task}; {end}.")
