"""The Playground on a page: what is chosen, held or pointed at may be gone a moment later."""

import numpy as np
import pytest
from helpers.live_common import drawn, put, state
from helpers.random_actions import RandomActions
from widgets.playground.pages import (
    PLANE,
    TALL,
    agrees,
    choose_brush,
    costs,
    hidden_layers,
    map_of,
    network_of,
    note_of,
    playground,
    points_of,
    set_theta,
    theta_of,
    unfold,
)

import nnlib
from nnlib.widgets import Playground

pytestmark = pytest.mark.browser

DEEP = {"d": [2, 3, 2, 1]}


def test_a_unit_that_is_chosen_and_then_taken_away(live):
    opened = live(playground(**DEEP), viewport=TALL)
    page = opened.page
    unfold(page)
    whole = map_of(page).screenshot()
    page.get_by_role("button", name="unit 1 of layer 2").click()
    drawn(page)
    assert page.get_by_role("button", name="unit 1 of layer 2").get_attribute("aria-pressed")
    hidden_layers(page, 0)
    assert agrees(page, playground(d=[2, 1]), 0)
    assert "undefined" not in page.locator(".nn-figure").text_content()
    page.get_by_role("button", name="One epoch").click()
    drawn(page)
    assert agrees(page, playground(d=[2, 1]), 4)
    page.get_by_role("button", name="Start again").click()
    assert map_of(page).screenshot() != whole
    assert not opened.problems


@pytest.mark.parametrize("playing", [False, True])
def test_a_unit_or_a_weight_under_the_mouse_that_python_takes_away(live, playing):
    opened = live(playground(**DEEP), viewport=TALL)
    page = opened.page
    box = page.get_by_role("button", name="unit 2 of layer 2").bounding_box()
    if playing:
        page.get_by_role("button", name="Play the training").click()
    for x in (box["x"] + 5, box["x"] - 12):  # the unit, and a line that leads to it
        put(page, DEEP)
        page.mouse.move(x, box["y"] + box["height"] / 2)
        drawn(page)
        assert "layer 2" in note_of(page).text_content()
        put(page, {"d": [2, 1]})
        assert "layer 2" not in note_of(page).text_content()
        assert not opened.problems


def test_a_stroke_goes_on_while_python_changes_the_data(live):
    opened = live(playground(), viewport=TALL)
    page = opened.page
    choose_brush(page, "class 1")
    box = page.locator(PLANE).bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    put(page, {"data": "xor", "N": 20})
    page.mouse.move(box["x"] + 90, box["y"] + 30, steps=4)
    page.mouse.up()
    drawn(page)
    assert points_of(page).shape[1] == 20 + 60 // 14
    assert not opened.problems


def test_what_another_network_had_learned_does_not_come_back_with_the_points(live):
    page = live(playground(), viewport=TALL).page
    unfold(page)
    page.get_by_role("button", name="One epoch").click()
    page.get_by_role("button", name="Take all points away").click()
    hidden_layers(page, 2)
    page.get_by_role("button", name="Undo").click()
    drawn(page)
    assert (state(page)["data"], state(page)["steps"], theta_of(page)) == ("moons", 0, [])
    assert agrees(page, playground(d=[2, 3, 3, 1]), 0)


def test_parameters_come_with_the_widths_in_any_order(live):
    page = live(playground()).page
    page.evaluate(
        """() => {
          const theta = { shape: [3], data: new DataView(Float64Array.of(0.1, 0.2, 0.3).buffer) };
          nnLive.model(document.querySelector(".nn-live").dataset.modelId)
            .set({ theta, steps: 9, d: [2, 1] });
        }"""
    )
    drawn(page)
    widget = playground(d=[2, 1], theta=[0.1, 0.2, 0.3], steps=9)
    held = widget.is_held_out
    J = [widget.network().cost(widget.X[:, part], widget.Y[:, part]) for part in (~held, held)]
    assert costs(page) == pytest.approx(J, abs=5.1e-5)
    assert theta_of(page) == [0.1, 0.2, 0.3]


def test_parameters_of_another_network_are_put_aside(live):
    opened = live(playground())
    page = opened.page
    page.get_by_role("button", name="One epoch").click()
    set_theta(page, [1.0, 2.0], 5)
    drawn(page)
    assert (state(page)["steps"], theta_of(page)) == (0, [])
    assert agrees(page, playground(), 0)
    assert not opened.problems


def widths(rng):
    return [2, *rng.integers(1, 9, rng.integers(0, 5)).tolist(), 1]


def trained(rng):
    d = widths(rng)
    theta = rng.normal(0, 2, nnlib.Network(d).P).tolist()
    return {"d": d, "steps": 9, "theta": {"shape": [len(theta)], "values": theta}}


def painted(rng):
    N = int(rng.integers(5))
    values = np.vstack([rng.normal(0, 1, (2, N)), rng.integers(0, 2, N)]).ravel(order="F")
    return {"data": "own", "points": {"shape": [3, N], "values": values.tolist()}}


def chosen(rng):
    name = str(rng.choice(["data", "hidden", "init", "optimizer"]))
    known = [c for c in Playground.class_traits()[name].choices if c not in ("own", "given")]
    return {name: str(rng.choice(known))}


PYTHON = [
    trained,
    painted,
    chosen,
    lambda rng: {"d": widths(rng)},
    lambda rng: {"unit": rng.integers(1, 5, 2).tolist(), "edges": "gradients"},
    lambda rng: {"N": int(rng.integers(10, 60)), "noise": float(rng.uniform(0, 3))},
    lambda rng: {"held_out": float(rng.uniform(0, 0.5)), "batch_size": int(rng.integers(1, 50))},
    lambda rng: {"loss": "mse", "output": str(rng.choice(["tanh", "identity", "sigmoid"]))},
]  # fmt: skip
LINKS = [
    "playground.d=2,1", "playground.d=2,8,8,1&playground.data=spirals", "playground.init=zeros",
    "playground.unit=4,8&playground.steps=30", "playground.steps=300&playground.d=2,3,1",
    "playground.N=9999&playground.eta=many", "playground.data=own&playground.points=", "elsewhere",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_done_it_goes_on(live, seed):
    opened = live(playground(**DEEP), viewport=TALL)
    page = opened.page
    RandomActions(opened, seed, PYTHON, LINKS).run(250)
    if not page.get_by_role("button", name="Reset all settings").is_visible():
        unfold(page)
    page.get_by_role("button", name="Reset all settings").click()
    drawn(page)
    assert agrees(page, playground(**DEEP), 0)
    assert network_of(page).get_by_role("button").count() == 6
