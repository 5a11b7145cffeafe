"""The bar of a forward pass on a page: column by column through the layers."""

import pytest
from helpers.live_common import drawn, state
from widgets.forward_pass.pages import (
    agrees,
    cell,
    edge,
    forward,
    lit,
    lit_cell,
    names,
    not_computed,
    reading,
    shown,
    stage,
)

pytestmark = pytest.mark.browser


def latest(page):
    """The cells of the column that has come last."""
    return page.get_by_role("gridcell").and_(page.locator("[aria-current=step]"))


def test_columns_flow_through_the_layers(live):
    opened = live(forward(d=[2, 3, 1], N=2, batch=True), reduced_motion="reduce")
    page = opened.page
    scrub = page.get_by_role("slider", name="Step of the forward pass")
    scrub.press("Home")
    for at in range(9):
        drawn(page)
        # Z of layer 1, A of layer 1 (twice on display), Z and A of layer 2: two columns each.
        filled = {}
        for label, numbers, _ in shown(page)["grids"]:
            filled[label[:12]] = [number is not None for number in numbers[0]]
        order = ("Z of layer 1", "A of layer 1", "Z of layer 2", "A of layer 2")
        assert sum((filled[name] for name in order), []) == [k < at for k in range(8)]
        if at > 0:
            kind, ell = order[(at - 1) // 2][0], (at + 3) // 4
            words = {"Z": "pre-activation z", "A": "activation a"}[kind]
            column = (at - 1) % 2
            assert set(names(latest(page))) == {
                f"{words} {i} of layer {ell}, example {column + 1}"
                for i in range(1, [2, 3, 1][ell] + 1)
            }
            assert state(page)["example"] == column + 1
        else:
            assert latest(page).count() == 0
        page.get_by_role("button", name="One step forward").click()
    drawn(page)
    # The last column was a step like the others; only then is the pass complete.
    assert (latest(page).count(), stage(page), state(page)["step"]) == (0, "complete", -1)
    assert agrees(page)
    assert page.evaluate("() => probe().frames") == []
    assert not opened.problems


def test_play(live):
    page = live(forward()).page
    page.get_by_role("combobox", name="Speed").select_option("4")
    page.get_by_role("button", name="Play the forward pass").click()
    # Asked in every frame, or the pass might be over before it is seen on its way.
    missing = """document.querySelectorAll("[role=gridcell][aria-label$='not computed yet']")"""
    page.wait_for_function(f"() => {missing}.length > 4")
    page.wait_for_function(f"() => {missing}.length === 0")
    drawn(page)
    assert agrees(page)


def test_step_keeps_its_stage_and_column(live):
    page = live(forward(step=3, example=3)).page
    assert stage(page) == "Z of layer 2"
    page.get_by_text("batch").click()
    assert stage(page) == "Z of layer 2, column 3"
    page.get_by_role("combobox", name="number of examples N").select_option("6")
    assert stage(page) == "Z of layer 2, column 3"
    page.get_by_role("combobox", name="number of examples N").select_option("2")
    assert stage(page) == "Z of layer 2, column 2"
    page.get_by_role("combobox", name="example n").select_option("1")
    drawn(page)
    assert stage(page) == "Z of layer 2, column 1"
    assert latest(page).all_text_contents() == [
        cell(page, f"pre-activation z {i} of layer 2, example 1").text_content() for i in (1, 2)
    ]
    page.get_by_role("combobox", name="number of layers L").select_option("1")
    assert stage(page) == "A of layer 1, column 1"
    # What is chosen on the way is explained, and the pass stays where it is.
    cell(page, "pre-activation z 2 of layer 1, example 2").click()
    drawn(page)
    assert stage(page) == "A of layer 1, column 1"
    assert reading(page).startswith("z2,2(1)")


def test_step_in_the_address(live):
    page = live(forward(batch=True), hash="forward.step=3&forward.example=2").page
    assert stage(page) == "Z of layer 2, column 2"
    assert not_computed(page).count() == 2 * 2 + 2 * 4
    page.get_by_role("button", name="One step forward").click()
    page.wait_for_url("**#forward.example=3&forward.step=3")


def test_what_came_last_is_explained(live):
    page = live(forward(batch=True, step=3, example=2)).page
    net = forward().network()
    assert reading(page).startswith("z1,2(2)")
    assert reading(page).endswith(f"≈ {net.Z[2][0, 1]:.2f}")
    assert lit(page) == [[], []]
    assert names(lit_cell(page)) == ["pre-activation z 1 of layer 2, example 2"]
    edge(page, "weight w 1 1 of layer 1").focus()
    page.keyboard.press("End")
    drawn(page)
    assert lit(page) == [["weight w 2 4 of layer 2"], ["weight w 2 4 of layer 2"]]
    page.get_by_role("button", name="One step back").click()
    drawn(page)
    assert reading(page).startswith("z1,1(2)")
