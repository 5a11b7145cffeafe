"""Settings of the gradient descent figure: surfaces, rules, runs from Python, the address."""

import re

import numpy as np
import pytest
from helpers.live_common import drawn, put, state
from playwright.sync_api import expect
from widgets.gradient_descent.pages import (
    CHART,
    MAP,
    SETTINGS,
    agrees,
    drawn_path,
    figure,
    legend,
    place,
    readings,
    scale,
)

import nnlib
from nnlib import surfaces
from nnlib.widgets import GradientDescentFigure

pytestmark = pytest.mark.browser


def test_a_run_that_diverges_does_not_flatten_the_chart(live):
    wild = 1.5 ** np.arange(200)[:, np.newaxis] * [0.1, 0.1]
    page = live(figure("bowl", eta=0.05, runs={"wild": wild})).page
    y = drawn_path(page, f"{CHART} >> .nn-gd-line")[:, 1]
    height = float(page.locator(CHART).get_attribute("height"))
    assert max(y) - min(y) > 0.2 * height
    assert page.locator(f"{CHART} >> .nn-map-exit").get_attribute("d").count("M") == 1


def test_reset_shows_the_whole_path(live):
    page = live(figure()).page
    page.get_by_role("slider", name="Step of the descent").fill("5")
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert agrees(page, 40)


def test_the_choice_of_a_surface_brings_what_suits_it(live):
    page = live(figure()).page
    page.get_by_role("combobox", name="Surface").select_option("rosenbrock")
    drawn(page)
    settings = state(page)
    assert (settings["start"], settings["eta"], settings["steps"]) == ([-1.2, 1], 0.001, 300)
    assert agrees(page)
    page.get_by_role("combobox", name="Surface").select_option("ravine")
    drawn(page)
    assert state(page)["start"] == [-2.5, 0.8]


def test_runs_from_python(live):
    optimizer, theta = nnlib.optimizers.Momentum(0.02, 0.8), np.array([2.0, 1.0])
    path = [theta.copy()]
    for _ in range(60):
        optimizer.step(theta, surfaces.get("ravine").gradient(theta))
        path.append(theta.copy())
    lost = [[1.0, 1.0], [np.inf, 0.0]]
    page = live(figure(runs={"mine": np.array(path), "lost": lost})).page
    assert page.locator(f"{MAP} >> .nn-map-run").count() == 2
    points = drawn_path(page, f"{MAP} >> .nn-map-run")
    sides = np.ptp(points, axis=0) / np.ptp(np.array(path), axis=0)
    np.testing.assert_allclose(sides, scale(page), rtol=5e-3)
    dashes = page.locator(f"{MAP} >> .nn-map-run").evaluate_all(
        "(lines) => lines.map((line) => line.getAttribute('stroke-dasharray'))"
    )
    assert len(set(dashes)) == 2
    head, power = f"{surfaces.get('ravine').value(path[-1]):.2e}".split("e-0")
    end = f"mine: J {head} · 10⁻{'⁰¹²³⁴⁵⁶⁷⁸⁹'[int(power)]} after 60 steps"
    assert end in legend(page)
    assert place(page) == "step 60 of 60"
    put(page, {"surface": "bowl"})
    assert page.locator(f"{MAP} >> .nn-map-run").count() == 0


def test_function_from_python(live):
    def waves(theta):
        return np.sin(theta[0]) * np.cos(theta[1]) + 0.1 * theta[0] ** 2

    widget = figure(waves, domain=((-4.0, 4.0), (-3.0, 3.0)), start=(-3.0, 1.0), eta=0.3)
    page = live(widget).page
    assert readings(page)[1:3] == pytest.approx(widget.path()[-1], abs=5.1e-5)
    options = page.get_by_role("combobox", name="Surface").get_by_role("option")
    assert options.first.text_content() == "waves"
    put(page, {"start": [1.0, 0.5]})
    widget.start = (1.0, 0.5)
    assert readings(page)[1:3] == pytest.approx(widget.path()[-1], abs=5.1e-5)


def test_address(live):
    address = "gd.surface=rosenbrock&gd.start=-1,2&gd.eta=0.0015&gd.mu=0.5&gd.steps=90"
    page = live(figure(), hash=address).page
    settings = state(page)
    assert settings["surface"] == "rosenbrock"
    assert [settings[name] for name in SETTINGS] == [[-1, 2], 0.0015, 0.5, 90]
    assert agrees(page)
    page.get_by_role("button", name="Reset").click()
    page.wait_for_url("**/index.html")


@pytest.mark.parametrize(
    "nonsense",
    ["gd.surface=given", "gd.start=1", "gd.start=1,x", "gd.eta=0", "gd.mu=1", "gd.steps=2.5"],
)
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(figure(), hash=nonsense)
    assert state(opened.page)["start"] == [-2.5, 0.8]
    assert agrees(opened.page)
    assert not opened.problems


def test_two_views_of_one_model(live):
    widget = figure()
    page = live(widget, widget, viewport={"width": 700, "height": 1600}).page
    page.get_by_role("slider", name="momentum mu", exact=True).first.press("End")
    drawn(page)
    lines = page.locator(f"{MAP} >> .nn-gd-line")
    assert lines.nth(0).get_attribute("d") == lines.nth(1).get_attribute("d")


def test_the_rule(live):
    """It has the sliders that it takes, and comes with what suits it and the surface."""
    page = live(figure(mu=0.5)).page
    momentum = page.get_by_role("slider", name="momentum mu", exact=True)
    rule = page.get_by_role("combobox", name="Rule")
    expect(momentum).to_be_visible()
    rule.select_option("AdaGrad")
    expect(momentum).to_be_hidden()
    widget = figure(optimizer="AdaGrad")
    assert readings(page)[1:3] == pytest.approx(widget.path()[-1], abs=5.1e-5)
    assert state(page)["eta"] == widget.eta > 0.07
    assert "kept of the last step" not in legend(page)
    assert "the next step" in legend(page)
    page.get_by_role("combobox", name="Surface").select_option("Bowl")
    drawn(page)
    now, there = state(page), GradientDescentFigure("bowl", optimizer="AdaGrad")
    assert (now["optimizer"], now["eta"], now["steps"]) == ("AdaGrad", there.eta, there.steps)
    rule.select_option("Adam")
    page.get_by_role("spinbutton", name="memory beta1, exact").fill("0.5")
    drawn(page)
    there = GradientDescentFigure("bowl", optimizer="Adam", beta1=0.5)
    assert readings(page)[1:3] == pytest.approx(there.path()[-1], abs=5.1e-5)
    page.get_by_role("button", name="Reset", exact=True).click()
    expect(momentum).to_be_visible()
    now = state(page)
    assert (now["optimizer"], now["eta"], now["mu"]) == ("Momentum", 0.07, 0.5)
    assert agrees(page)


def test_the_next_step_of_a_rule_beside_straight_downhill(live):
    page = live(figure(optimizer="Adam", step=6)).page
    path = figure(optimizer="Adam").path()
    ball = page.locator(f"{MAP} >> .nn-gd-ball")
    at = np.array([float(ball.get_attribute(name)) for name in ("cx", "cy")])
    times = float(re.search(r"drawn (\d+) times", legend(page))[1])
    ends = [
        drawn_path(page, f"{MAP} >> .nn-gd-head-{kind}")[0] - at
        for kind in ("velocity", "downhill")
    ]
    step = (path[7] - path[6]) * [1, -1] * scale(page) * times
    np.testing.assert_allclose(ends[0], step, atol=0.3)
    gradient = surfaces.get("ravine").gradient(path[6])
    downhill = -gradient / np.hypot(*gradient) * [1, -1] * np.hypot(*step)
    np.testing.assert_allclose(ends[1], downhill, atol=0.5)


def test_a_link_carries_the_step(live):
    page = live(figure()).page
    page.get_by_role("slider", name="Step of the descent").fill("15")
    page.wait_for_url("**#gd.step=15")
    there = live(figure(), hash="gd.step=15").page
    assert agrees(there, 15)
    # A shorter path ends before; the step comes back with the path.
    put(there, {"steps": 9})
    assert agrees(there, 9)
    put(there, {"steps": 40})
    assert agrees(there, 15)
    there.evaluate("() => { location.hash = 'gd.eta=0.05&gd.step=3'; }")
    there.wait_for_function("() => /step 3 of 40/.test(document.body.textContent)")
    assert agrees(there, 3)
    there.get_by_role("button", name="One step forward").click()
    there.wait_for_url("**#gd.eta=0.05&gd.step=4")
    there.get_by_role("slider", name="Step of the descent").press("End")
    there.wait_for_url("**#gd.eta=0.05")


@pytest.mark.parametrize("nonsense", ["-1", "2.5", "", "1e400", "10^400", "x"])
def test_a_step_that_is_none_is_ignored(live, nonsense):
    page = live(figure(), hash=f"gd.step={nonsense}&gd.steps={nonsense}").page
    assert agrees(page, 40)


@pytest.mark.parametrize("start", ["0,0", "0,1"])
@pytest.mark.parametrize("surface", ["bowl", "saddle"])
@pytest.mark.parametrize("mu", ["0", "0.9"])
def test_nothing_is_undefined(live, surface, start, mu):
    """Where all costs, gradients and lengths may be 0; with one step, too."""
    settings = f"gd.surface={surface}&gd.start={start}&gd.mu={mu}"
    for more in ("", "&gd.steps=1", "&gd.eta=1", "&gd.eta=10", "&gd.step=0"):
        opened = live(figure(), hash=settings + more)
        markup = opened.page.locator(".nn-figure").inner_html()
        assert not re.search("undefined|NaN|Infinity|null", markup), more
        assert not opened.problems
        opened.context.close()
