"""The shared pieces that the Neuron does not use: the player, a handle in the plane, a canvas."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from helpers.live_common import check_common, drawn, put, state, wait_for_state
from matplotlib.figure import Figure

from nnlib.figures import Picture
from nnlib.widgets import LiveFigure
from nnlib.widgets.kit.joining import joined
from nnlib.widgets.kit.traits import Array, Choice, Count, Number, Switch

pytestmark = pytest.mark.browser


class Pieces(LiveFigure):
    _esm = joined(Path(__file__).with_name("pieces.js"))
    folder = Path(__file__).parent

    x = Number(0.0, -1, 1)
    y = Number(0.0, -1, 1)
    rate = Number(0.1, 0.001, 10)
    steps = Count(10, 1, 50)
    noisy = Switch(False)
    surface = Choice("bowl", ("bowl", "ravine"))
    matrix = Array()

    def still(self):
        return Picture(Figure(figsize=(3, 1)), "A small still picture.")


def pieces(**settings):
    return Pieces(**{"key": "p"} | settings)


def places(page):
    """Every place that the player has shown."""
    drawn(page)
    text = page.get_by_role("group", name="Pieces").get_by_role("paragraph").text_content()
    return [int(place) for place in text.split()]


def assert_nothing_moves(page):
    """No frame is asked for, and none comes of itself while others go by."""
    for _ in range(5):
        assert page.evaluate("() => probe().frames") == []
        drawn(page)


def test_every_figure_promise(live):
    check_common(live, pieces)


def test_player(live):
    page = live(pieces()).page
    assert places(page) == [], "nothing moves by itself"
    page.get_by_role("button", name="One step forward").click()
    page.get_by_role("button", name="One step forward").click()
    page.get_by_role("button", name="One step back").click()
    page.get_by_role("slider", name="Step of the sample").press("End")
    assert places(page) == [1, 2, 1, 10]
    page.get_by_role("button", name="One step forward").click(force=True)
    assert places(page) == [1, 2, 1, 10], "there is nothing beyond the end"
    page.get_by_role("button", name="Start again").click()
    assert places(page)[-1] == 0

    page.get_by_role("combobox", name="Speed").select_option("4")
    page.get_by_role("button", name="Play the sample").click()
    page.get_by_role("button", name="Play the sample").wait_for()  # it has paused at the end
    assert places(page)[-1] == 10
    assert page.get_by_text("10 of 10").is_visible()
    put(page, {"steps": 1000})  # not over before Pause is pressed, however slow the machine
    page.get_by_role("button", name="Play the sample").click()
    page.get_by_role("button", name="Pause").click()
    stopped = places(page)
    assert_nothing_moves(page)
    assert places(page) == stopped

    put(page, {"steps": 3})
    assert page.get_by_role("slider", name="Step of the sample").get_attribute("max") == "3"


def test_player_with_less_motion(live):
    """The pace stays, but no more than two pictures a second."""
    page = live(pieces(), reduced_motion="reduce").page
    put(page, {"steps": 1000})
    page.get_by_role("button", name="Play the sample").click()
    page.get_by_text(re.compile(r"^\d+ \d+")).wait_for()
    page.get_by_role("button", name="Pause").click()
    shown = [0, *places(page)]
    assert all(after - before >= 9 for before, after in pairwise(shown)), shown  # of 20 a second


def test_nothing_plays_out_of_sight(live):
    page = live(pieces()).page
    put(page, {"steps": 10_000})  # not over before it is out of sight, however slow the machine
    page.evaluate("() => { document.body.style.paddingBottom = '4000px'; }")
    page.get_by_role("button", name="Play the sample").click()
    page.evaluate("() => scrollTo({ top: 3500, behavior: 'instant' })")
    page.wait_for_function("() => probe().frames.length === 0")
    before = places(page)
    assert_nothing_moves(page)
    assert places(page) == before
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    page.get_by_text(re.compile(rf"^\d+( \d+){{{len(before)},}}$")).wait_for()


def test_handle_in_the_plane(live):
    page = live(pieces()).page
    dot = page.get_by_role("slider", name="start")
    for key, where in (
        ("ArrowRight", (0.01, 0)),
        ("ArrowUp", (0.01, 0.01)),
        ("Shift+ArrowLeft", (-0.09, 0.01)),
        ("PageDown", (-0.09, -0.09)),
        ("End", (1, -0.09)),
        ("ArrowRight", (1, -0.09)),
    ):
        dot.press(key)
        now = state(page)
        assert (now["x"], now["y"]) == pytest.approx(where), key
    drawn(page)
    assert dot.get_attribute("aria-valuetext") == "1.00, minus 0.09"

    box = page.get_by_role("group", name="plane").bounding_box()
    # By its rim: it must not jump to where the pointer is.
    x, y = box["x"] + 200 - 8, box["y"] + 109 + 5
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 100, y - 59, steps=5)
    page.mouse.up()
    now = state(page)
    assert (now["x"], now["y"]) == pytest.approx((0, 0.5), abs=0.011)


def test_controls(live):
    page = live(pieces()).page
    rate = page.get_by_role("slider", name="rate", exact=True)
    rate.press("ArrowRight")
    assert state(page)["rate"] == pytest.approx(0.11)
    rate.press("Home")
    assert state(page)["rate"] == 0.001
    page.get_by_role("spinbutton", name="entry 1 1").fill("-2.5")
    assert page.evaluate(
        """() => {
          const { matrix } = nnLive.model(document.querySelector(".nn-live").dataset.modelId).state;
          return [matrix.shape, matrix.data.getFloat64(0, true)];
        }"""
    ) == [[1, 1], -2.5]
    page.get_by_role("checkbox", name="noise").check()
    page.get_by_text("Ravine").click()
    now = state(page)
    assert (now["noisy"], now["surface"]) == (True, "ravine")
    page.wait_for_url("**#p.noisy=on&p.surface=ravine")


def test_address_kinds(live):
    page = live(pieces(), hash="p.x=-0.5&p.steps=7&p.noisy=on&p.surface=ravine").page
    now = state(page)
    assert (now["x"], now["steps"], now["noisy"], now["surface"]) == (-0.5, 7, True, "ravine")
    page = live(pieces(), hash="p.x=1e9&p.steps=2.5&p.noisy=yes&p.surface=hill").page
    now = state(page)
    assert (now["x"], now["steps"], now["noisy"], now["surface"]) == (0, 10, False, "bowl")


def test_a_link_means_the_same_wherever_it_is_opened(live):
    page = live(pieces(), hash="p.x=-0.5&p.noisy=on").page
    page.evaluate("() => { location.hash = 'p.steps=7'; }")
    wait_for_state(page, "now.steps === 7")
    assert (state(page)["x"], state(page)["noisy"]) == (0, False)
    # To follow an anchor of the page changes no figure.
    page.evaluate("() => { location.hash = 'eq-delta'; }")
    page.wait_for_url("**#eq-delta&p.steps=7")
    assert state(page)["steps"] == 7


def test_colours_follow_the_theme(live):
    page = live(pieces()).page
    assert page.evaluate("() => document.querySelector('[data-ink]').dataset.ink") == (
        "rgb(31, 41, 51)"
    )
    page.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
    page.wait_for_function(
        "() => document.querySelector('[data-ink]').dataset.ink === 'rgb(230, 233, 238)'"
    )
