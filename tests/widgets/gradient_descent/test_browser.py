"""The gradient descent figure on a page without a kernel."""

import re

import numpy as np
import pytest
from helpers.labels import check_labels
from helpers.live_common import check_common, drawn, state
from helpers.live_in_book import check_in_the_book, drag, middle, report_drag, report_play, swipe
from playwright.sync_api import expect
from widgets.gradient_descent.pages import (
    CHART,
    GRIP,
    MAP,
    START,
    agrees,
    drawn_path,
    figure,
    legend,
    place,
    scale,
    twin,
    whole,
)

from nnlib import surfaces

pytestmark = pytest.mark.browser


def test_every_figure_promise(live):
    runs = {"mine": [[2.0, 1.0], [1.0, 0.5], [9.0, 0.0]]}
    check_common(live, lambda: figure(mu=0.5, runs=runs))


@pytest.mark.parametrize("surface", surfaces.SURFACES)
def test_first_frame(live, surface):
    opened = live(figure(surface, eta=0.002, steps=40))
    assert agrees(opened.page)
    # The ground is painted: bands of several greys.
    colours = opened.page.locator("canvas").evaluate(
        """(canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    assert colours > 8
    assert not opened.problems


@pytest.mark.parametrize("settings", [{}, {"mu": 0.9}, {"eta": 0.1}, {"start": (0.0, 0.0)}])
def test_labels_can_be_read(live, settings):
    check_labels(live, lambda: figure(**settings))


def test_mouse_drags_the_start(live):
    page = live(figure("bowl"), viewport={"width": 900, "height": 900}).page
    x, y = middle(page, GRIP)
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
    page.mouse.click(*middle(page, f"{MAP} >> .nn-map-field"))
    drawn(page)
    assert state(page)["start"] == pytest.approx([0, 0], abs=0.02)


def test_touch(live):
    page = live(figure("bowl"), has_touch=True, viewport={"width": 360, "height": 900}).page
    swipe(page, GRIP, (12, 3), (30, 15))
    drawn(page)
    assert state(page)["start"] == pytest.approx(
        [-2.5 + 30 / scale(page), 1.5 - 15 / scale(page)], abs=0.03
    )
    assert agrees(page)
    page.touchscreen.tap(*middle(page, f"{MAP} >> .nn-map-field"))
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
    ends = drawn_path(page, f"{MAP} >> .nn-gd-head-downhill")[0]
    ball = page.locator(f"{MAP} >> .nn-gd-ball")
    at = [float(ball.get_attribute(name)) for name in ("cx", "cy")]
    times = re.search(r"drawn (\d+) times", legend(page))
    longer = int(times[1]) if times else 1
    path = twin(page).path()
    gradient = surfaces.get("ravine").gradient(path[7])
    step = -0.07 * gradient * [1, -1] * scale(page) * longer
    np.testing.assert_allclose(ends - at, step, atol=0.3)
    page.get_by_role("button", name="Start again").click()
    drawn(page)
    assert agrees(page, 0)
    box = page.locator(f"{CHART} >> .nn-map-field").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + 20)
    drawn(page)
    assert agrees(page, 40)


def test_play_reaches_the_end(live):
    page = live(figure(steps=5)).page
    bar = page.get_by_role("group", name="Controls of the descent")
    bar.get_by_role("status").evaluate(
        """(words) => {
          window.places = [];
          const note = () => places.push(words.textContent);
          new MutationObserver(note).observe(words, { childList: true, subtree: true });
        }"""
    )
    bar.get_by_role("button", name="Play the descent").click()
    page.wait_for_function("() => places.at(-1) === 'step 5 of 5'")
    assert "step 2 of 5" in page.evaluate("() => places")
    bar.get_by_role("button", name="Play the descent").wait_for()
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
    words = page.get_by_text("It diverges").text_content()
    assert f"It diverges: the path leaves the map at step {exit}." in words
    assert f"At step {len(path) - 1}, J is" in words
    assert "above 0.080" in words
    assert page.locator(MAP).get_by_text("leaves").text_content() == f"leaves at step {exit}"
    points = drawn_path(page, f"{MAP} >> .nn-gd-line")
    assert np.abs(points).max() < 800
    assert place(page) == f"step {len(path) - 1} of {len(path) - 1}"
    page.get_by_role("spinbutton", name="learning rate eta, exact").fill("0.03")
    drawn(page)
    assert page.locator(MAP).get_by_text("leaves").count() == 0
    assert agrees(page)


def test_at_the_limit_it_swings(live):
    page = live(figure("bowl", eta=1, start=(0, 1.5))).page
    words = page.get_by_text("It swings").text_content()
    assert "It swings between (0.000, −1.500) and (0.000, 1.500) for ever" in words
    assert "The learning rate is at 1.000, the limit" in words


def test_reader_of_the_screen_hears_what_became_of_it(live):
    page = live(figure()).page
    voice = whole(page).get_by_role("status").last
    assert voice.text_content() == ""
    page.get_by_role("slider", name=START).press("Shift+ArrowDown")
    expect(voice).not_to_have_text("")
    # The same words stand below the bar.
    expect(page.get_by_role("paragraph").filter(has_text=voice.text_content())).to_be_visible()


def test_in_the_book(in_book):
    check_in_the_book(
        in_book,
        "gd",
        agrees,
        mouse=lambda page: drag(page, GRIP, (60, 30)),
        touch=lambda page: swipe(page, GRIP, (12, 3), (30, 15)),
        keyboard=lambda page: page.get_by_role("slider", name=START).press("Shift+ArrowUp"),
        play="descent",
    )


def test_frames(in_book, record_property):
    report_drag(in_book, record_property, "gd", GRIP)
    report_play(in_book, record_property, "gd", "descent", speed="10")
