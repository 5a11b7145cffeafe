"""The gradient descent figure on a page without a kernel."""

import re

import numpy as np
import pytest
from helpers.live_common import check_common, drawn, number, put, state
from helpers.live_in_book import check_in_the_book, drag, middle, report_drag, report_play, swipe

import nnlib
from nnlib import surfaces
from nnlib.widgets import GradientDescentFigure

pytestmark = pytest.mark.browser

SETTINGS = ("start", "eta", "mu", "steps")
START = "start of the descent, theta 1 and theta 2"


def figure(surface="ravine", **settings):
    return GradientDescentFigure(surface, **{"key": "gd"} | settings)


def twin(page):
    """The figure that Python would have made of the settings of the page."""
    settings = state(page)
    return GradientDescentFigure(settings["surface"], **{name: settings[name] for name in SETTINGS})


def readings(page):
    texts = page.locator(".nn-gd-readings dd").all_text_contents()
    return [number(text) for text in texts]


def agrees(page, t=None):
    """Whether the numbers and the drawn path are those of nnlib."""
    widget = twin(page)
    path, surface = widget.path(), widget.landscape()
    t = len(path) - 1 if t is None else t
    step, x, y, J, slope = readings(page)
    assert step == t
    assert [x, y] == pytest.approx(path[t], abs=5.1e-5)
    assert surface.value(path[t]) == pytest.approx(J, rel=1e-2, abs=5.1e-5)
    assert np.hypot(*surface.gradient(path[t])) == pytest.approx(slope, rel=1e-2, abs=5.1e-5)
    points = drawn_path(page, ".nn-gd-map .nn-gd-line")
    assert len(points) <= t + 1
    if t:
        # The map has one scale in both directions: pixels against numbers are one line.
        (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
        wide, tall = np.ptp(path[: t + 1], axis=0)
        assert right - left == pytest.approx(wide * scale(page), abs=0.3)
        assert top - bottom == pytest.approx(tall * scale(page), abs=0.3)
    return True


def drawn_path(page, selector):
    d = page.locator(selector).first.get_attribute("d")
    return np.array(re.findall(r"(-?[\d.]+),(-?[\d.]+)", d), dtype=float)


def scale(page):
    """Pixels of the map to one unit."""
    (x0, x1), (y0, y1) = twin(page).landscape().domain
    width = float(page.locator(".nn-gd-map .nn-gd-field").get_attribute("width"))
    return width / (4 / 3 * max((x1 - x0) * 3 / 4, y1 - y0))


def test_every_figure_promise(live):
    runs = {"mine": [[2.0, 1.0], [1.0, 0.5], [9.0, 0.0]]}
    check_common(live, lambda: figure(mu=0.5, runs=runs))


@pytest.mark.parametrize("surface", surfaces.SURFACES)
def test_first_frame(live, surface):
    opened = live(figure(surface, eta=0.002, steps=40))
    assert agrees(opened.page)
    # The ground is painted: bands of several greys.
    colours = opened.page.evaluate(
        """() => {
          const canvas = document.querySelector(".nn-gd-ground");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    assert colours > 8
    assert not opened.problems


def test_mouse_drags_the_start(live):
    page = live(figure("bowl"), viewport={"width": 900, "height": 900}).page
    x, y = middle(page, ".nn-gd-start")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=4)
    drawn(page)
    during = state(page)["start"]
    assert during == pytest.approx([-2.5 + 60 / scale(page), 1.5 - 30 / scale(page)], abs=0.02)
    assert agrees(page)
    page.mouse.up()
    page.mouse.move(x, y)
    drawn(page)
    assert state(page)["start"] == during


def test_a_press_on_the_map_puts_the_start_there(live):
    page = live(figure("bowl")).page
    page.mouse.click(*middle(page, ".nn-gd-map .nn-gd-field"))
    drawn(page)
    assert state(page)["start"] == pytest.approx([0, 0], abs=0.02)


def test_touch(live):
    page = live(figure("bowl"), has_touch=True, viewport={"width": 360, "height": 900}).page
    swipe(page, ".nn-gd-start", (12, 3), (30, 15))
    drawn(page)
    assert state(page)["start"] == pytest.approx(
        [-2.5 + 30 / scale(page), 1.5 - 15 / scale(page)], abs=0.03
    )
    assert agrees(page)
    page.touchscreen.tap(*middle(page, ".nn-gd-map .nn-gd-field"))
    drawn(page)
    assert state(page)["start"] == pytest.approx([0, 0], abs=0.03)


def test_keyboard(live):
    page = live(figure()).page
    start = page.get_by_role("slider", name=START)
    start.press("ArrowRight")
    start.press("Shift+ArrowUp")
    drawn(page)
    assert state(page)["start"] == pytest.approx([-2.49, 0.9])
    assert start.get_attribute("aria-valuetext").startswith("theta 1 minus 2.490, theta 2 0.900, J")
    assert agrees(page)
    page.get_by_role("slider", name="momentum mu", exact=True).press("End")
    drawn(page)
    assert state(page)["mu"] == 0.99
    page.get_by_role("spinbutton", name="learning rate eta, exact").fill("0.0123")
    page.get_by_role("spinbutton", name="Steps").fill("25")
    drawn(page)
    assert (state(page)["eta"], state(page)["steps"]) == (0.0123, 25)
    assert agrees(page)
    page.get_by_role("button", name="Reset").press("Enter")
    drawn(page)
    assert state(page)["start"] == [-2.5, 0.8]
    assert agrees(page)


def test_step_and_scrub(live):
    page = live(figure(mu=0.5), viewport={"width": 900, "height": 900}).page
    page.get_by_role("button", name="One step back").click()
    drawn(page)
    assert agrees(page, 39)
    page.get_by_role("slider", name="Step of the descent").fill("7")
    drawn(page)
    assert agrees(page, 7)
    # The two arrows together are the next step, at their true length.
    ends = drawn_path(page, ".nn-gd-map .nn-gd-head-downhill")[0]
    ball = page.locator(".nn-gd-map .nn-gd-ball")
    at = [float(ball.get_attribute(name)) for name in ("cx", "cy")]
    legend = page.locator(".nn-gd-legend").text_content()
    times = re.search(r"drawn (\d+) times", legend)
    longer = int(times[1]) if times else 1
    path = twin(page).path()
    gradient = surfaces.get("ravine").gradient(path[7])
    step = -0.07 * gradient * [1, -1] * scale(page) * longer
    np.testing.assert_allclose(ends - at, step, atol=0.3)
    page.get_by_role("button", name="Start again").click()
    drawn(page)
    assert agrees(page, 0)
    box = page.locator(".nn-gd-chart .nn-gd-field").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + 20)
    drawn(page)
    assert agrees(page, 40)


def test_play_reaches_the_end(live):
    page = live(figure(steps=5)).page
    page.get_by_role("button", name="Play the descent").click()
    page.wait_for_function(
        "() => document.querySelector('.nn-place').textContent === 'step 2 of 5'"
    )
    page.wait_for_function(
        "() => document.querySelector('.nn-place').textContent === 'step 5 of 5'"
    )
    page.get_by_role("button", name="Play the descent").wait_for()
    page.wait_for_function("() => probe().frames.length === 0")
    assert agrees(page, 5)


def test_reduced_motion(live):
    page = live(figure(), reduced_motion="reduce").page
    page.get_by_role("button", name="One step back").click()
    drawn(page)
    assert agrees(page, 39)
    drawn(page)
    assert page.evaluate("() => probe().frames") == []


def test_divergence_is_said_and_clipped(live):
    page = live(figure(eta=0.1)).page
    path = twin(page).path()
    exit = int(np.argmax(abs(path[:, 1]) > 2.25))
    words = page.locator(".nn-gd-words").text_content()
    assert f"It diverges: the path leaves the map at step {exit}." in words
    assert f"At step {len(path) - 1}, J is" in words
    assert "above 0.080" in words
    assert page.locator(".nn-gd-note").text_content() == f"leaves at step {exit}"
    points = drawn_path(page, ".nn-gd-map .nn-gd-line")
    assert np.abs(points).max() < 800
    assert page.locator(".nn-place").text_content() == f"step {len(path) - 1} of {len(path) - 1}"
    page.get_by_role("spinbutton", name="learning rate eta, exact").fill("0.03")
    drawn(page)
    assert page.locator(".nn-gd-note").count() == 0
    assert agrees(page)


def test_a_run_that_diverges_does_not_flatten_the_chart(live):
    wild = 1.5 ** np.arange(200)[:, np.newaxis] * [0.1, 0.1]
    page = live(figure("bowl", eta=0.05, runs={"wild": wild})).page
    y = [float(at) for at in re.findall(r",(-?[\d.]+)", page.locator(
        ".nn-gd-chart .nn-gd-line").get_attribute("d"))]  # fmt: skip
    height = float(page.locator(".nn-gd-chart").get_attribute("height"))
    assert max(y) - min(y) > 0.2 * height
    assert page.locator(".nn-gd-chart .nn-gd-exit").get_attribute("d").count("M") == 1


def test_at_the_limit_it_swings(live):
    page = live(figure("bowl", eta=1, start=(0, 1.5))).page
    words = page.locator(".nn-gd-words").text_content()
    assert "It swings between (0.000, −1.500) and (0.000, 1.500) for ever" in words
    assert "The learning rate is at 1.000, the limit" in words


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
    assert page.locator(".nn-gd-map .nn-gd-run").count() == 2
    points = drawn_path(page, ".nn-gd-map .nn-gd-run")
    sides = np.ptp(points, axis=0) / np.ptp(np.array(path), axis=0)
    np.testing.assert_allclose(sides, scale(page), rtol=5e-3)
    dashes = page.locator(".nn-gd-map .nn-gd-run").evaluate_all(
        "(lines) => lines.map((line) => line.getAttribute('stroke-dasharray'))"
    )
    assert len(set(dashes)) == 2
    head, power = f"{surfaces.get('ravine').value(path[-1]):.2e}".split("e-0")
    end = f"mine: J {head} · 10⁻{'⁰¹²³⁴⁵⁶⁷⁸⁹'[int(power)]} after 60 steps"
    assert end in page.locator(".nn-gd-legend").text_content()
    assert page.locator(".nn-place").text_content() == "step 60 of 60"
    put(page, {"surface": "bowl"})
    assert page.locator(".nn-gd-map .nn-gd-run").count() == 0


def test_function_from_python(live):
    def waves(theta):
        return np.sin(theta[0]) * np.cos(theta[1]) + 0.1 * theta[0] ** 2

    widget = figure(waves, domain=((-4.0, 4.0), (-3.0, 3.0)), start=(-3.0, 1.0), eta=0.3)
    page = live(widget).page
    assert readings(page)[1:3] == pytest.approx(widget.path()[-1], abs=5.1e-5)
    assert page.get_by_role("combobox", name="Surface").locator("option").first.text_content() == (
        "waves"
    )
    put(page, {"start": [1.0, 0.5]})
    widget.start = (1.0, 0.5)
    assert readings(page)[1:3] == pytest.approx(widget.path()[-1], abs=5.1e-5)


def test_address(live):
    there = "gd.surface=rosenbrock&gd.start=-1,2&gd.eta=0.0015&gd.mu=0.5&gd.steps=90"
    page = live(figure(), hash=there).page
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
    lines = page.locator(".nn-gd-map .nn-gd-line")
    assert lines.nth(0).get_attribute("d") == lines.nth(1).get_attribute("d")


def test_reader_of_the_screen_hears_what_became_of_it(live):
    page = live(figure()).page
    status = page.locator(".nn-gd p[aria-live]")
    assert status.text_content() == ""
    page.get_by_role("slider", name=START).press("Shift+ArrowDown")
    page.wait_for_function("() => document.querySelector('.nn-gd p[aria-live]').textContent")
    assert status.text_content() == page.locator(".nn-gd-words").text_content()


def test_in_the_book(in_book):
    check_in_the_book(
        in_book,
        "gd",
        agrees,
        mouse=lambda page: drag(page, ".nn-gd-start", (60, 30)),
        touch=lambda page: swipe(page, ".nn-gd-start", (12, 3), (30, 15)),
        keyboard=lambda page: page.get_by_role("slider", name=START).press("Shift+ArrowUp"),
        play="descent",
    )


def test_frames(in_book, record_property):
    report_drag(in_book, record_property, "gd", ".nn-gd-start")
    report_play(in_book, record_property, "gd", "descent", speed="10")
