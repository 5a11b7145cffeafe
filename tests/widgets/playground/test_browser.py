"""The Playground on a page without a kernel."""

import re

import numpy as np
import pytest
from helpers.live_common import check_common, drawn, put, rebuilt, state
from helpers.live_in_book import check_in_the_book, report_play, swipe
from widgets.playground.pages import (
    PLANE,
    agrees,
    costs,
    map_of,
    network_of,
    place_of,
    playground,
    set_theta,
    unfold,
    until,
)

import nnlib
from nnlib.widgets import Playground

pytestmark = pytest.mark.browser


def test_every_figure_promise(live):
    check_common(live, playground)


def spread(canvas):
    """How far the pixels of a canvas are from their mean: 0 for a blank one."""
    return canvas.evaluate(
        """(canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let [sum, squares] = [0, 0];
          for (let k = 0; k < data.length; k += 4) {
            sum += data[k];
            squares += data[k] ** 2;
          }
          const n = data.length / 4;
          return Math.sqrt(squares / n - (sum / n) ** 2);
        }"""
    )


def test_first_frame(live):
    opened = live(playground())
    page = opened.page
    assert agrees(page, playground(), 0)
    assert place_of(page).text_content() == "step 0 · epoch 0.0"
    # The canvas of the plane lies below the drawing that has its name.
    plane = map_of(page).locator("xpath=preceding-sibling::canvas")
    for canvas in (plane, network_of(page).locator("canvas")):
        assert spread(canvas) > 5
    assert page.get_by_role("button", name=re.compile("^unit")).count() == 3
    assert page.evaluate("() => probe().frames") == []
    assert not opened.problems


def test_python_sets_parameters_and_settings(live):
    page = live(playground()).page
    put(page, {"eta": 0.5, "d": [2, 2, 1]})
    P = nnlib.Network([2, 2, 1]).P
    set_theta(page, [0.1 * k for k in range(P)], 77)
    drawn(page)
    widget = playground(d=[2, 2, 1], theta=0.1 * np.arange(P), steps=77)
    held = widget.is_held_out
    expected = [widget.network().cost(widget.X[:, p], widget.Y[:, p]) for p in (~held, held)]
    assert costs(page) == pytest.approx(expected, abs=5.1e-5)
    assert place_of(page).text_content().startswith("step 77")


def both_views_agree(page):
    """Whether two views come to show the same costs: the one out of sight draws when it is seen."""
    until(page, lambda: costs(page, 0) == costs(page, 1) != [])


def test_two_views_of_one_model(live):
    widget = playground()
    page = live(widget, widget).page
    page.get_by_role("button", name="One epoch").first.click()
    unfold(page)
    page.get_by_role("combobox", name="Batch size").first.select_option("16")
    page.get_by_role("combobox", name="Points").nth(1).scroll_into_view_if_needed()
    both_views_agree(page)
    assert state(page)["steps"] == 4
    page.get_by_role("combobox", name="Points").nth(1).select_option("xor")
    drawn(page)
    page.get_by_role("combobox", name="Points").nth(0).scroll_into_view_if_needed()
    both_views_agree(page)
    assert state(page)["steps"] == 0


def test_in_the_book(in_book):
    def as_in_python(page):
        """From the settings of the page, but untrained; then as many steps as the page says."""
        steps = state(page)["steps"]
        figure = rebuilt(page, Playground)
        with figure.hold_trait_notifications():
            figure.steps, figure.theta = 0, []
        return agrees(page, figure, steps)

    def keyboard(page):
        page.get_by_role("combobox", name="units of hidden layer 1").focus()
        page.keyboard.press("ArrowDown")
        page.get_by_role("button", name="One step forward").press("Enter")

    def finger(page):
        # What is painted does not begin the training of the link anew.
        page.get_by_role("button", name="Start again").tap()
        brush = page.get_by_role("radio", name=re.compile("class 1"))
        page.locator("label", has=brush).tap()
        swipe(page, PLANE, (20, 10), (40, 40))

    check_in_the_book(
        in_book,
        "playground",
        as_in_python,
        mouse=lambda page: page.get_by_role("button", name="One epoch").click(),
        touch=finger,
        keyboard=keyboard,
        play="training",
    )


def test_frames(in_book, record_property):
    report_play(in_book, record_property, "playground", "training")
    report_play(in_book, record_property, "playground", "training", speed="16")
