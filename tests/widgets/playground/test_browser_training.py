"""The Playground on a page: training, its pace, its cost, its end."""

import base64
import itertools
import re

import numpy as np
import pytest
from helpers.live_common import drawn, state, stopped_clock, wait_for_state
from widgets.playground.pages import (
    TALL,
    agrees,
    chart_of,
    clicks,
    map_of,
    place_of,
    playground,
    said,
    set_theta,
    theta_of,
    trouble_of,
    unfold,
)

import nnlib
from nnlib.widgets import Playground

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"optimizer": "Momentum", "l2": 0.01, "hidden": "relu", "init": "he", "data": "circles"},
        {"loss": "mse", "output": "tanh", "d": [2, 1], "data": "blobs", "seed": 5},
        {"loss": "mse", "output": "identity", "d": [2, 2, 2, 2, 2, 1], "data": "xor"},
    ],
)
def test_steps_are_those_of_nnlib(live, settings):
    widget = playground(**settings)
    page = live(widget).page
    page.get_by_role("button", name="One step forward").press("Enter")
    drawn(page)
    assert agrees(page, widget, 1)
    page.get_by_role("button", name="One epoch").click()
    drawn(page)
    per_epoch = -(-int((~widget.is_held_out).sum()) // 8)
    assert agrees(page, widget, per_epoch)
    assert place_of(page).text_content() == f"step {per_epoch} · epoch 1.0"
    page.get_by_role("button", name="Start again").click()
    drawn(page)
    assert agrees(page, widget, 0)
    assert theta_of(page) == []


def test_play_pause_and_what_python_reads(live):
    widget = playground()
    page = live(widget).page
    before = map_of(page).screenshot()
    page.get_by_role("button", name="Play the training").click()
    wait_for_state(page, "now.steps > 0")
    page.get_by_role("button", name="Pause").click()
    drawn(page)
    steps = state(page)["steps"]
    assert agrees(page, widget, steps)
    assert map_of(page).screenshot() != before
    assert page.evaluate("() => probe().frames") == []
    said(page, "^Step")

    # What a kernel would have been sent, read as a kernel reads it.
    sent = page.evaluate(
        """() => {
          const { shape, data } = nnLive.model(
            document.querySelector(".nn-live").dataset.modelId).get("theta");
          const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
          return { shape, data: btoa(String.fromCharCode(...bytes)) };
        }"""
    )
    theta = {"shape": sent["shape"], "data": memoryview(base64.b64decode(sent["data"]))}
    widget.set_state({"theta": theta, "steps": steps})
    np.testing.assert_array_equal(widget.network().theta, theta_of(page))
    assert widget.steps == steps


def test_start_from_a_network(live):
    X, labels = nnlib.datasets.moons(30, seed=1)
    net = nnlib.Network([2, 4, 1], output="sigmoid", loss="binary_cross_entropy", seed=3)
    widget = Playground(net, X, labels, key="playground", batch_size=10)
    page = live(widget).page
    assert agrees(page, widget, 0)
    page.get_by_role("button", name="One step forward").click()
    drawn(page)
    assert agrees(page, widget, 1)
    page.get_by_role("combobox", name="units of hidden layer 1").select_option("2")
    drawn(page)
    assert (state(page)["d"], state(page)["init"]) == ([2, 2, 1], "glorot")


def test_divergence_is_said(live):
    settings = {"loss": "mse", "output": "identity", "hidden": "identity", "eta": 10}
    page = live(playground(**settings)).page
    page.get_by_role("button", name="Play the training").click()
    trouble_of(page).wait_for()
    # It is said while the cost climbs; the run ends once nothing is finite any more.
    page.get_by_role("button", name="Play the training").wait_for()
    assert np.isfinite(theta_of(page)).all()
    assert page.get_by_role("button", name="Play the training").is_visible()
    page.get_by_role("button", name="Start again").click()
    drawn(page)
    assert trouble_of(page).count() == 0


# Each step on show, with the time of the page when it came.
WATCH_STEPS = """(place) => {
  window.seen = [[0, performance.now()]];
  const watch = new MutationObserver(() => {
    const step = Number(/\\d+/.exec(place.textContent)[0]);
    if (step > window.seen.at(-1)[0]) window.seen.push([step, performance.now()]);
  });
  watch.observe(place, { childList: true });
}"""


@pytest.mark.parametrize(
    ("speed", "least", "most"), [("0.1", 3, 5), ("1", 30, 42), ("16", 480, 672)]
)
def test_reduced_motion_keeps_the_pace(live, speed, least, most):
    page = live(playground(), reduced_motion="reduce").page
    page.get_by_role("combobox", name="Speed").select_option(speed)
    with stopped_clock(page) as turn:
        place_of(page).evaluate(WATCH_STEPS)
        page.get_by_role("button", name="Play the training").click()
        turn(1500)
        seen = page.evaluate("() => seen")
    assert len(seen) == 3
    for (before, earlier), (after, later) in itertools.pairwise(seen):
        assert least <= after - before <= most
        assert later - earlier > 400


def heights(page):
    """How high the training cost stands in the chart, in pixels from above."""
    d = chart_of(page).locator("g[clip-path] > .nn-playground-cost").get_attribute("d")
    return [float(text.split(",")[1]) for text in re.split("[ML]", d)[1:]]


def exits(page):
    """How many times a curve leaves the chart."""
    return chart_of(page).locator(".nn-playground-out").count()


def test_the_chart_shows_the_start_and_where_it_is_left(live):
    page = live(playground(eta=1)).page
    clicks(page, "One step forward", 150)
    first, second, *_ = heights(page)
    assert first >= 8
    assert second > first
    assert exits(page) == 0
    set_theta(page, [30 * (-1) ** k for k in range(13)], 151)
    drawn(page)
    assert heights(page)[-1] < 8
    assert exits(page) > 0
    assert chart_of(page).locator("clipPath").count() == 1


def test_divergence_is_said_long_before_numbers_run_out(live):
    settings = {"loss": "mse", "output": "identity", "hidden": "relu", "eta": 10}
    page = live(Playground(key="playground", **settings)).page
    clicks(page, "One step forward", 100)
    words = trouble_of(page).text_content()
    assert re.match(
        r"Diverging: the cost is [\d.]+( · 10\S+)? times what it was at the start", words
    )
    out = chart_of(page).evaluate(
        """(chart) => [...chart.querySelectorAll("text")].filter((text) =>
          text.getBoundingClientRect().left < chart.getBoundingClientRect().left)
          .map((text) => text.textContent)"""
    )
    assert out == []


def test_two_clicks_within_a_frame_count_twice(live):
    page = live(playground()).page
    unfold(page)
    clicks(page, "Other random numbers", 2)
    assert state(page)["seed"] == 2
    clicks(page, "One epoch", 2)
    assert agrees(page, playground(seed=2), 8)


def test_nothing_plays_without_points(live):
    page = live(playground(data="own"), viewport=TALL).page
    page.get_by_role("button", name="Play the training").click()
    said(page, "^Paint points first.$")
    assert page.get_by_role("button", name="Play the training").is_visible()
    assert page.evaluate("() => probe().frames") == []
