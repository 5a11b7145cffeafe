"""A finger on a drawing: its first movement decides whether it drags or scrolls the page."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.live_common import drawn
from helpers.live_in_book import middle, swipe
from widgets.gradient_descent import pages as descent
from widgets.playground import pages as playground
from widgets.replay import pages as replay

from nnlib.widgets import ChainRule, GradientDescentFigure, Neuron

pytestmark = pytest.mark.browser

NEURON = 'role=slider[name="pre-activation z, moved by the bias"]'
CHAIN = 'role=slider[name="point on the curve, at t"]'
# Each with what a finger comes down on.
FIGURES = {
    "chart of the descent": (lambda: GradientDescentFigure("ravine"), descent.CHART),
    "chart of the replay": (replay.plane, replay.CHART),
    "point of the neuron": (Neuron, NEURON),
    "point of the chain rule": (ChainRule, CHAIN),
}
MAP = ("map of the descent", FIGURES["chart of the descent"][0], f"{descent.MAP} >> .nn-map-field")
# Room to scroll, with the figure in the middle of it.
SCROLLABLE = """() => {
  document.body.style.padding = "900px 0";
  document.querySelector(".nn-live").scrollIntoView({ block: "center", behavior: "instant" });
}"""
# Everything that a reader may have changed.
SEEN = """() => [...document.querySelectorAll(".nn-figure :is(input, output, dd, [role=slider])")]
  .map((e) => e.value ?? e.getAttribute("aria-valuenow") ?? e.textContent).join("|")"""


def opened(live: Any, make: Any, selector: str) -> Any:
    page = live(make(), has_touch=True, viewport={"width": 390, "height": 700}).page
    page.evaluate(SCROLLABLE)
    page.locator(selector).first.scroll_into_view_if_needed()
    drawn(page)
    return page


def scrolled(page: Any) -> float:
    return page.evaluate("() => scrollY")


@pytest.mark.parametrize(("make", "selector"), [*FIGURES.values(), MAP[1:]], ids=[*FIGURES, MAP[0]])
def test_a_swipe_that_scrolls_the_page_changes_nothing(live, make, selector):
    page = opened(live, make, selector)
    before, top = page.evaluate(SEEN), scrolled(page)
    swipe(page, selector, *[(2 + k, -20 * k) for k in range(1, 9)])
    page.wait_for_function("(top) => scrollY > top + 40", arg=top)
    drawn(page)
    assert page.evaluate(SEEN) == before


def test_where_a_brush_paints_a_finger_does_not_scroll(live):
    page = opened(live, playground.playground, playground.PLANE)
    playground.choose_brush(page, "class 0")
    drawn(page)
    before, top = playground.points_of(page).shape, scrolled(page)
    swipe(page, playground.PLANE, *[(2 + k, -15 * k) for k in range(1, 9)])
    drawn(page)
    assert playground.points_of(page).shape[1] > before[1] + 2
    assert scrolled(page) == top


@pytest.mark.parametrize(("make", "selector"), FIGURES.values(), ids=FIGURES)
def test_a_swipe_to_the_side_drags(live, make, selector):
    page = opened(live, make, selector)
    before, top = page.evaluate(SEEN), scrolled(page)
    swipe(page, selector, *[(-8 * k, k) for k in range(1, 9)])
    drawn(page)
    assert page.evaluate(SEEN) != before
    assert scrolled(page) == top


@pytest.mark.parametrize("name", ["chart of the descent", "chart of the replay"])
def test_a_tap_on_a_chart_goes_there(live, name):
    make, selector = FIGURES[name]
    page = opened(live, make, selector)
    before = page.evaluate(SEEN)
    page.touchscreen.tap(*middle(page, selector))
    drawn(page)
    assert page.evaluate(SEEN) != before


def test_a_finger_that_drags_takes_the_handle_along(live):
    """From where it came down, without the pixels that it took to decide."""
    page = opened(live, Neuron, NEURON)
    z = float(page.locator(NEURON).get_attribute("aria-valuenow"))
    x, _ = middle(page, NEURON)
    swipe(page, NEURON, (10, 2), (40, 3))
    drawn(page)
    after, _ = middle(page, NEURON)
    assert after - x == pytest.approx(40, abs=1)
    assert float(page.locator(NEURON).get_attribute("aria-valuenow")) > z
