"""What the book asks of the reader at the Playground, in that order, and what it promises."""

import re

import numpy as np
import pytest
from helpers.live_common import decimals, drawn, rebuilt, state, wait_for_state
from widgets.playground.pages import (
    PLANE,
    TALL,
    chart_of,
    choose_brush,
    clicks,
    costs,
    costs_group,
    link_of,
    map_of,
    note_of,
    theta_of,
)

from nnlib.widgets import Playground
from nnlib.widgets.playground.experiments import EXPERIMENTS

pytestmark = pytest.mark.browser


def trained(page):
    """The network on display, and its gradient over the points that it is trained on."""
    figure = rebuilt(page, Playground)
    net, kept = figure.network(), ~figure.is_held_out
    J, gradient = net.cost_and_gradient(figure.X[:, kept], figure.Y[:, kept])
    return net, J, gradient


def largest(page):
    """The largest gradient of a weight, as the note says it."""
    words = note_of(page).text_content().replace("−", "-")
    return float(re.search(r"the largest ([\d.]+)", words)[1])


def experiment(page, name):
    page.get_by_role("group", name="Experiments").get_by_role("button", name=name).click()
    drawn(page)


def right(page):
    """The share of the training points on the right side."""
    return int(re.search(r"(\d+) % right", costs_group(page).inner_text())[1]) / 100


def test_the_instructions_in_their_order(live):
    opened = live(Playground(key="playground"), viewport=TALL)
    page = opened.page
    before = costs(page)

    # "Press play, and your browser repeats the algorithm above."
    page.get_by_role("button", name="Play the training").click()
    wait_for_state(page, "now.steps > 5")
    page.get_by_role("button", name="Pause").click()
    drawn(page)
    assert costs(page) != before

    # "With gradients the lines are ... what the backward pass computes": "hairlines are left".
    page.get_by_role("radio", name="gradients").check(force=True)
    page.get_by_role("button", name="Start again").click()
    drawn(page)
    net, _, gradient = trained(page)
    assert largest(page) == pytest.approx(
        max(np.abs(net.dW[ell]).max() for ell in (1, 2, 3)), abs=5.1e-5
    )
    page.get_by_role("button", name="unit 2 of layer 1").press("Enter")
    drawn(page)
    assert decimals(note_of(page).text_content()) == pytest.approx(
        [net.db[1][1, 0], *net.dW[1][1]], abs=5.1e-5
    )
    page.get_by_role("button", name="unit 2 of layer 1").press("Enter")
    drawn(page)
    first = largest(page)
    clicks(page, "One epoch", 150)
    assert largest(page) < first / 30

    # "No hidden layer ... stays a straight line": no neuron is left that could bend it.
    experiment(page, "no hidden layer")
    assert page.get_by_role("button", name=re.compile("^unit")).count() == 0
    assert state(page)["edges"] == "weights"
    clicks(page, "One epoch", 30)
    assert right(page) < 0.9

    # "Zeros, tanh": "No line is drawn", "nothing but the output bias ever learns", "one third".
    experiment(page, "zeros, tanh")
    assert largest(page) == 0
    clicks(page, "One epoch", 60)
    theta = np.array(theta_of(page))
    bias = -1 - state(page)["d"][-2]
    assert theta[bias] < -0.5
    assert not np.delete(theta, bias).any()
    clicks(page, "One epoch", 100)
    assert largest(page) == 0
    page.locator(PLANE).hover()
    drawn(page)
    assert re.search(r"the network answers 0\.33\d", note_of(page).text_content())
    _, _, gradient = trained(page)
    assert np.abs(gradient).max() < 1e-3

    # "Zeros, sigmoid": "The lines to the output have gradients now", "once these have moved, the
    # others follow", "After some twenty epochs", "all four neurons are alike".
    experiment(page, "zeros, sigmoid")
    net, _, _ = trained(page)
    assert largest(page) == pytest.approx(np.abs(net.dW[2]).max(), abs=5.1e-5)
    assert largest(page) > 0.05
    assert not net.dW[1].any()
    clicks(page, "One epoch", 1)
    net, _, _ = trained(page)
    assert net.dW[1].all()
    clicks(page, "One epoch", 20)
    net, _, _ = trained(page)
    assert right(page) > 0.8
    assert np.abs(net.W[1]).min() > 0.1
    np.testing.assert_allclose(net.W[1] - net.W[1][0], 0, atol=1e-12)
    np.testing.assert_allclose(net.W[2] - net.W[2][0, 0], 0, atol=1e-12)

    # "Keep this curve leaves the curve of a run in the chart".
    keep = page.get_by_role("button", name="Keep this curve")
    keep.click()
    drawn(page)
    kept = chart_of(page).locator(".nn-playground-kept path").last.get_attribute("d")

    # "Spirals": "some two hundred epochs".
    page.get_by_role("button", name="Start again").click()
    drawn(page)
    assert chart_of(page).locator(".nn-playground-kept path").last.get_attribute("d") == kept
    page.get_by_role("button", name="Drop the kept curve").click()
    drawn(page)
    assert not chart_of(page).locator(".nn-playground-kept path").last.get_attribute("d")
    experiment(page, "spirals")
    clicks(page, "One epoch", 200)
    assert right(page) >= 0.99
    assert "playground.steps=2000" in link_of(page)

    # "Paint a few points of the wrong class, and see how far the boundary bends for them."
    boundary = map_of(page).screenshot()
    choose_brush(page, "class 1")
    box = page.locator(PLANE).bounding_box()
    for k in range(3):
        page.mouse.click(box["x"] + 0.2 * box["width"] + 8 * k, box["y"] + 0.8 * box["height"])
    clicks(page, "One epoch", 30)
    choose_brush(page, "no brush")
    page.mouse.move(0, 0)
    drawn(page)
    assert map_of(page).screenshot() != boundary
    figure = rebuilt(page, Playground)
    assert figure.points.shape == (3, 203)
    assert not opened.problems


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_an_experiment_is_settings_that_python_accepts_and_a_link_carries(live, name):
    settings = EXPERIMENTS[name]
    figure = Playground(key="playground", **settings)
    page = live(Playground(key="playground", seed=4), viewport=TALL).page
    experiment(page, name)
    clicks(page, "One epoch", 2)
    found = rebuilt(page, Playground)
    assert found.seed == 4
    for trait, value in settings.items():
        for shown in (found, figure):
            np.testing.assert_array_equal(getattr(shown, trait), value, err_msg=trait)
    other = live(Playground(key="playground", seed=4), viewport=TALL, hash=link_of(page)).page
    wait_for_state(other, f"now.steps === {state(page)['steps']}")
    assert theta_of(other) == theta_of(page)
