"""Pointing and choosing in a forward pass: with the mouse, a finger, and the keys."""

import pytest
from helpers.live_common import drawn, state
from widgets.forward_pass.pages import (
    agrees,
    cell,
    edge,
    edges,
    focused,
    forward,
    lit,
    middle_of,
    reading,
)

pytestmark = pytest.mark.browser


def test_edge_and_entry_light_each_other(live):
    page = live(forward(), viewport={"width": 720, "height": 1000}).page
    net = forward().network()
    page.mouse.move(*middle_of(page, "weight w 2 1 of layer 2"))
    drawn(page)
    assert lit(page) == [["weight w 2 1 of layer 2"], ["weight w 2 1 of layer 2"]]
    words = reading(page)
    assert f"= {net.W[2][1, 0]:.1f}".replace("-", "−") in words
    assert "Row 2, column 1" in words

    cell(page, "weight w 4 3 of layer 1").hover()
    drawn(page)
    assert lit(page) == [["weight w 4 3 of layer 1"], ["weight w 4 3 of layer 1"]]
    # What was pressed stays when the pointer has gone.
    page.mouse.click(*middle_of(page, "weight w 1 2 of layer 1"))
    page.mouse.move(5, 5)
    drawn(page)
    assert lit(page) == [["weight w 1 2 of layer 1"], ["weight w 1 2 of layer 1"]]


def test_keyboard(live):
    page = live(forward()).page
    edge(page, "weight w 2 1 of layer 1").focus()
    page.keyboard.press("ArrowRight")
    drawn(page)
    assert lit(page) == [["weight w 2 2 of layer 1"], ["weight w 2 2 of layer 1"]]
    assert edges(page).and_(page.locator(":focus")).get_attribute("aria-label") == (
        f"weight w 2 2 of layer 1: {forward().network().W[1][1, 1]:.1f}".replace("-", "minus ")
    )
    assert edges(page).and_(page.locator('[tabindex="0"]')).count() == 1

    cell(page, "weight w 1 1 of layer 1").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    drawn(page)
    assert lit(page) == [["weight w 2 2 of layer 1"], ["weight w 2 2 of layer 1"]]
    cell(page, "pre-activation z 1 of layer 1, example 1").focus()
    drawn(page)
    net = forward().network()
    words = reading(page)
    assert words.endswith(f"= {net.Z[1][0, 0]:.2f}".replace("-", "−"))
    weights = page.get_by_role("gridcell", name="weight w")
    assert weights.and_(page.locator(".nn-forward-part")).count() == 3


def test_touch(live):
    page = live(forward(batch=True), has_touch=True, viewport={"width": 360, "height": 900}).page
    page.touchscreen.tap(*middle_of(page, "weight w 1 3 of layer 1"))
    drawn(page)
    assert lit(page) == [["weight w 1 3 of layer 1"], ["weight w 1 3 of layer 1"]]
    cell(page, "activation a 3 of layer 1, example 4").tap()
    drawn(page)
    assert state(page)["example"] == 4
    assert agrees(page)


def test_arrows_go_on_to_the_next_matrix(live):
    page = live(forward(batch=True)).page
    cell(page, "pre-activation z 3 of layer 1, example 4").click()
    way = [
        ("ArrowRight", "weight w 3 1 of layer 1"),
        ("End", "weight w 3 3 of layer 1"),
        ("ArrowRight", "input x 3, example 1"),
        ("ArrowLeft", "weight w 3 3 of layer 1"),
        ("ArrowDown", "weight w 4 3 of layer 1"),
        ("ArrowDown", "weight w 1 3 of layer 2"),
        ("Home", "weight w 1 1 of layer 2"),
        ("Control+End", "weight w 2 4 of layer 2"),
    ]
    for key, name in way:
        page.keyboard.press(key)
        assert focused(page) == name, key
    stops = page.get_by_role("grid").evaluate_all(
        """(grids) => grids.map((grid) => grid.querySelectorAll('[tabindex="0"]').length)"""
    )
    assert stops == [1] * 10


def test_what_is_chosen_is_spoken(live):
    page = live(forward()).page
    cell(page, "weight w 1 1 of layer 1").focus()
    page.get_by_role("status").get_by_text("weight w 1 1 of layer 1").wait_for(state="attached")
    assert edges(page).count() == 20
