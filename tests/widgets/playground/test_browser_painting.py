"""The Playground on a page: points of the reader's own."""

import re

import numpy as np
import pytest
from helpers.live_common import drawn, state, wait_for_state
from widgets.playground.pages import (
    PLANE,
    TALL,
    agrees,
    choose_brush,
    link_of,
    note_of,
    playground,
    points_of,
    said,
    theta_of,
)

pytestmark = pytest.mark.browser


def test_painting_with_the_mouse(live):
    page = live(playground(), viewport=TALL).page
    page.get_by_role("button", name="Take all points away").click()
    drawn(page)
    assert (state(page)["data"], points_of(page).size) == ("own", 0)
    box = page.locator(PLANE).bounding_box()
    for brush, side in (("class 0", 0.25), ("class 1", 0.75)):
        choose_brush(page, brush)
        page.mouse.move(box["x"] + side * box["width"], box["y"] + 0.3 * box["height"])
        page.mouse.down()
        page.mouse.move(box["x"] + side * box["width"], box["y"] + 0.7 * box["height"], steps=12)
        page.mouse.up()
    drawn(page)
    points = points_of(page)
    x_middle, _, half = state(page)["window"]
    assert points.shape[1] >= 12
    for label, side in ((0, 0.25), (1, 0.75)):
        x = x_middle + half * (2 * side - 1)
        chosen = points[0, points[2] == label]
        assert chosen.size >= 6
        np.testing.assert_allclose(chosen, x, atol=0.02)

    for _ in range(3):
        page.get_by_role("button", name="One epoch").click()
    drawn(page)
    widget = playground(data="own", points=points)
    assert agrees(page, widget, state(page)["steps"])

    again = live(playground(), hash=link_of(page)).page
    np.testing.assert_allclose(points_of(again), points, atol=1e-12)

    choose_brush(page, "erase")
    page.mouse.click(box["x"] + 0.25 * box["width"], box["y"] + 0.3 * box["height"])
    drawn(page)
    assert points_of(page).size < points.size


def test_painting_goes_on_while_it_trains(live):
    page = live(playground(), viewport=TALL).page
    choose_brush(page, "class 1")
    page.get_by_role("button", name="Play the training").click()
    wait_for_state(page, "now.steps > 12")
    before = state(page)["steps"]
    box = page.locator(PLANE).bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    page.get_by_role("button", name="Pause").click()
    drawn(page)
    assert points_of(page).shape == (3, 41)
    # The run went on: it did not begin again.
    assert state(page)["steps"] >= before


def test_painting_with_a_finger(live):
    page = live(playground(), has_touch=True, viewport={"width": 360, "height": 900}).page
    choose_brush(page, "class 1")
    plane = page.locator(PLANE)
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    finger = page.context.new_cdp_session(page)
    scrolled = page.evaluate("() => scrollY")
    for kind, y in (("touchStart", 0.2), ("touchMove", 0.4), ("touchMove", 0.6), ("touchEnd", 0)):
        at = {"x": box["x"] + 0.5 * box["width"], "y": box["y"] + y * box["height"]}
        finger.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [] if kind == "touchEnd" else [at]},
        )
        drawn(page)
    painted = 1 + 0.4 * box["height"] // 14
    assert points_of(page).shape[1] == pytest.approx(40 + painted, abs=1)
    assert page.evaluate("() => scrollY") == scrolled


def test_painting_and_reading_with_the_keyboard(live):
    page = live(playground()).page
    cross = page.get_by_role("slider", name=re.compile("^place in the plane"))
    cross.focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowUp"):
        cross.press(key)
    drawn(page)
    words = cross.get_attribute("aria-valuetext")
    x1, x2, answer = (
        float(text.replace("minus ", "-")) for text in re.findall(r"(?:minus )?\d+\.\d+", words)
    )
    net = playground().network()
    assert answer == pytest.approx(net.forward(np.array([[x1], [x2]])).item(), abs=0.02)
    assert "the network answers" in note_of(page).text_content()

    choose_brush(page, "class 1")
    cross.press("Enter")
    drawn(page)
    points = points_of(page)
    assert points.shape == (3, 41)
    np.testing.assert_allclose(points[:, -1], [x1, x2, 1], atol=0.011)
    choose_brush(page, "erase")
    cross.press("Space")
    drawn(page)
    assert points_of(page).shape[1] <= 40


def test_strokes_are_taken_back_one_by_one(live):
    page = live(playground(), viewport=TALL).page
    undo = page.get_by_role("button", name="Undo")
    assert undo.get_attribute("aria-disabled") == "true"
    page.get_by_role("button", name="One epoch").click()
    choose_brush(page, "class 1")
    plane = page.locator(PLANE)
    counts = [40]
    for x in (30, 90):
        box = plane.bounding_box()
        page.mouse.move(box["x"] + x, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(box["x"] + x, box["y"] + 120, steps=4)
        page.mouse.up()
        drawn(page)
        counts.append(points_of(page).shape[1])
    assert counts[0] < counts[1] - 3 < counts[2] - 6
    page.get_by_role("button", name="One step forward").click()
    drawn(page)
    theta = theta_of(page)
    page.get_by_role("button", name="Take all points away").click()
    drawn(page)
    assert (points_of(page).size, state(page)["steps"]) == (0, 0)
    undo.click()
    drawn(page)
    # What had been learned is back, too.
    assert (points_of(page).shape[1], state(page)["steps"]) == (counts[2], 5)
    assert theta_of(page) == theta
    undo.click()
    drawn(page)
    assert points_of(page).shape[1] == counts[1]
    undo.click()
    drawn(page)
    assert (state(page)["data"], state(page)["steps"]) == ("moons", 5)
    assert theta_of(page) == theta
    assert undo.get_attribute("aria-disabled") == "true"


def test_enter_without_a_brush_tells_the_answer(live):
    page = live(playground()).page
    page.get_by_role("slider", name=re.compile("^place in the plane")).press("Enter")
    said(page, "the network answers .* choose a brush")
    assert state(page)["data"] == "moons"
    assert page.get_by_role("radio", name="no brush").is_checked()


def test_the_last_point_that_there_is_room_for(live):
    points = np.vstack([np.random.default_rng(0).normal(0, 0.3, (2, 999)), np.arange(999) % 2])
    page = live(playground(data="own", points=points), viewport=TALL).page
    notice = page.get_by_role("paragraph").filter(has_text="There is room for 1000 points")
    choose_brush(page, "class 1")
    plane = page.locator(PLANE)
    assert not notice.is_visible()
    for x in (20, 60):
        plane.click(position={"x": x, "y": 20})
        drawn(page)
        assert points_of(page).shape == (3, 1000)
        assert notice.is_visible()
    said(page, "There is room for 1000 points")
    choose_brush(page, "erase")
    plane.click(position={"x": 20, "y": 20})
    drawn(page)
    assert points_of(page).shape[1] < 1000
    assert not notice.is_visible()
