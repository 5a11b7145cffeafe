"""A page with a Playground: its parts as a reader finds them, and what it has learned."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from helpers.live_common import drawn, number, state
from widgets.playground.common import twin

from nnlib.widgets import Playground

SMALL = {"N": 40, "batch_size": 8, "d": [2, 3, 1], "key": "playground"}
#: Tall enough for the whole figure.
TALL = {"width": 760, "height": 1000}
#: Where points are painted.
PLANE = 'role=group[name="The plane of the inputs"] >> rect'


def playground(**settings: Any) -> Playground:
    return Playground(**(SMALL | settings))


def map_of(page: Any) -> Any:
    return page.get_by_role("group", name="The plane of the inputs")


def network_of(page: Any) -> Any:
    return page.get_by_role("group", name="The network")


def chart_of(page: Any) -> Any:
    return page.get_by_role("img", name="The cost over the epochs")


def note_of(page: Any) -> Any:
    return page.get_by_role("note")


def place_of(page: Any) -> Any:
    """The words of the bar: which step, and which epoch."""
    return page.get_by_role("group", name="Controls of the training").get_by_role("status")


def trouble_of(page: Any) -> Any:
    return costs_group(page).get_by_text(re.compile("^(Diverg|The cost is)"))


def costs_group(page: Any, view: int = 0) -> Any:
    return page.get_by_role("group", name="The costs").nth(view)


def costs(page: Any, view: int = 0) -> list[float]:
    """The training cost and the held-out cost on display."""
    return [
        number(text) for text in re.findall(r"cost\s+(\S+)", costs_group(page, view).inner_text())
    ]


def unfold(page: Any) -> None:
    """Show all settings of every view."""
    for summary in page.get_by_text("All settings", exact=True).all():
        summary.click()


def hidden_layers(page: Any, count: int) -> None:
    """Choose how many there are, once the settings are unfolded."""
    page.get_by_role("radio", name=str(count), exact=True).check(force=True)
    drawn(page)


def choose_brush(page: Any, name: str) -> None:
    # The radio button itself is out of sight: its label shows.
    page.get_by_role("radio", name=re.compile(name)).check(force=True)


def until(page: Any, holds: Callable[[], bool]) -> None:
    """Wait until something holds, frame after frame."""
    for _ in range(600):
        if holds():
            return
        drawn(page)
    assert holds()


def said(page: Any, words: str) -> None:
    """Wait until a screen reader is told something: a regular expression."""
    page.get_by_role("status").filter(has_text=re.compile(words)).wait_for(state="attached")


def link_of(page: Any) -> str:
    """What stands after # in the address, once everything is written to it."""
    page.wait_for_function("() => probe().timers.length === 0")
    return page.evaluate("() => location.hash").removeprefix("#")


def clicks(page: Any, name: str, count: int) -> None:
    """Press a button many times within one frame."""
    button = page.get_by_role("button", name=name, exact=True)
    button.evaluate("(button, count) => Array.from({ length: count }, () => button.click())", count)
    drawn(page)


def array_of(page: Any, name: str) -> list[float]:
    """The entries of an array trait, column after column."""
    sent = page.evaluate(
        """(name) => {
          const model = nnLive.model(document.querySelector(".nn-live").dataset.modelId);
          const { dtype, data } = model.get(name);
          const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
          return [dtype ?? "float64", [...bytes]];
        }""",
        name,
    )
    return np.frombuffer(bytes(sent[1]), sent[0]).astype(float).tolist()


def theta_of(page: Any) -> list[float]:
    return array_of(page, "theta")


def points_of(page: Any) -> np.ndarray:
    """The reader's own points, shape (3, N)."""
    return np.reshape(array_of(page, "points"), (-1, 3)).T


def set_theta(page: Any, theta: list[float], steps: int) -> None:
    """Give the figure other parameters, as Python would."""
    page.evaluate(
        """([theta, steps]) => {
          const data = new DataView(Float64Array.from(theta).buffer);
          nnLive.model(document.querySelector(".nn-live").dataset.modelId)
            .set({ theta: { shape: [theta.length], data }, steps });
        }""",
        [theta, steps],
    )


def agrees(page: Any, widget: Playground, steps: int) -> bool:
    """Whether theta and the costs on display are those of nnlib after so many steps."""
    net, held = twin(widget, steps), widget.is_held_out
    if steps:
        np.testing.assert_allclose(theta_of(page), net.theta, rtol=0, atol=1e-12)
    expected = pytest.approx(
        [net.cost(widget.X[:, part], widget.Y[:, part]) for part in (~held, held)], abs=5.1e-5
    )
    # Costs are measured now and then, so a busy machine shows them late.
    until(page, lambda: costs(page) == expected)
    assert costs(page) == expected
    return state(page)["steps"] == steps
