"""One setting alone goes back to what the figure came with."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from helpers import every_figure
from helpers.live_common import drawn, state
from playwright.sync_api import expect

from nnlib.widgets import BackpropagationStepper, GradientDescentFigure, Neuron, Playground

pytestmark = pytest.mark.browser

SLIDER = ".nn-slider:visible"


def chosen(page: Any) -> dict[str, Any]:
    """The settings, without what follows from them.

    The Playground computes parameters, and another momentum begins the run at the edge anew.
    """
    now = state(page)
    follows = {"theta", "step"} if "earlier" in now else {"theta"}
    return {name: value for name, value in now.items() if name not in follows}


def moved(page: Any, control: Any) -> bool:
    """Whether the slider could be moved to another value."""
    before = control.input_value()
    for key in ("ArrowRight", "ArrowLeft"):
        control.press(key)
        drawn(page)
        if control.input_value() != before:
            return True
    return False


@pytest.mark.parametrize("name", every_figure.NAMES)
def test_every_slider_has_a_way_back(live: Any, name: str) -> None:
    opened = live(every_figure.made(name))
    page = opened.page
    page.evaluate(
        "() => { for (const each of document.querySelectorAll('details')) each.open = true; }"
    )
    for slider in page.locator(SLIDER).all():
        control, label = slider.locator(".nn-range"), slider.locator(".nn-name")
        assert control.get_attribute("aria-description") == "Delete: as it came"
        assert "Double-click, or Delete" in label.get_attribute("title")
        before = chosen(page)
        for back in (partial(control.press, "Delete"), label.dblclick):
            assert moved(page, control)
            assert chosen(page) != before
            back()
            drawn(page)
            assert chosen(page) == before
    assert not opened.problems


def test_the_other_settings_stay_and_a_link_is_no_beginning(live: Any) -> None:
    page = live(Neuron(key="n", a=[1, 2], w=[-1, 0.5], b=0.5), hash="n.b=2&n.w=1,1").page
    page.get_by_role("slider", name="bias b i", exact=True).press("Backspace")
    page.wait_for_url("**#n.w=1,1")
    assert state(page)["b"] == 0.5


def test_a_number_without_a_slider(live: Any) -> None:
    page = live(GradientDescentFigure("ravine", key="gd", steps=25)).page
    steps = page.get_by_role("spinbutton", name="Steps")
    expect(steps).to_have_accessible_description("Alt+Delete: as it came")
    steps.fill("7")
    # The key alone deletes digits.
    steps.press("Delete")
    assert state(page)["steps"] == 7
    steps.press("Alt+Delete")
    assert state(page)["steps"] == 25
    expect(steps).to_have_value("25")
    steps.fill("7")
    page.get_by_text("Steps", exact=True).dblclick()
    expect(steps).to_have_value("25")
    assert state(page)["steps"] == 25


def test_what_suits_another_surface_is_its_first_value(live: Any) -> None:
    page = live(GradientDescentFigure("ravine", key="gd", eta=0.07)).page
    page.get_by_role("combobox", name="Surface").select_option("rosenbrock")
    drawn(page)
    suited = state(page)["eta"]
    eta = page.get_by_role("slider", name="learning rate eta", exact=True)
    eta.press("End")
    eta.press("Delete")
    assert state(page)["eta"] == suited != 0.07


def test_an_example_has_a_rate_of_its_own(live: Any) -> None:
    page = live(BackpropagationStepper(key="s")).page
    eta = page.get_by_role("slider", name="learning rate eta", exact=True)
    example = page.get_by_role("combobox", name="Example")
    for name in example.get_by_role("option", disabled=False).all():
        example.select_option(name.get_attribute("value"))
        drawn(page)
        rate = state(page)["eta"]
        eta.press("PageUp")
        assert state(page)["eta"] != rate
        eta.press("Delete")
        assert state(page)["eta"] == rate


def test_the_seed_of_the_playground(live: Any) -> None:
    page = live(Playground(key="p", seed=3)).page
    page.get_by_text("All settings", exact=True).click()
    page.get_by_role("button", name="Other random numbers").click()
    drawn(page)
    assert state(page)["seed"] == 4
    page.get_by_text("Seed", exact=True).dblclick()
    drawn(page)
    assert state(page)["seed"] == 3
