"""What can be changed in the stepper on a page: numbers, the network, its training, the address."""

import pytest
from helpers.live_common import drawn, put, state
from widgets.backpropagation_stepper.common import computed, random_stepper, stepper
from widgets.backpropagation_stepper.pages import (
    explanation,
    fields,
    network,
    results,
    training_report,
    twin,
)

from nnlib.widgets.backpropagation_stepper.figure import PRESETS

pytestmark = pytest.mark.browser


def test_changed_numbers(live):
    page = live(stepper(step=9)).page
    page.get_by_role("spinbutton", name="weight w 1 2 of layer 2").fill("-1.25")
    page.get_by_role("spinbutton", name="bias b 2 of layer 1").fill("0.5")
    page.get_by_role("spinbutton", name="input x 1").fill("2")
    page.get_by_role("spinbutton", name="target y 2").fill("0")
    page.get_by_role("spinbutton", name="learning rate eta, exact").fill("0.25")
    page.get_by_role("checkbox", name="update biases").check()
    drawn(page)
    figure = twin(page)
    assert (figure.network().W[2][0, 1], figure.network().b[1][1, 0]) == (-1.25, 0.5)
    assert (figure.x, figure.y, figure.eta, figure.update_biases) == (
        [2, 0.1],
        [0.01, 0],
        0.25,
        True,
    )
    assert results(page) == pytest.approx(computed(figure)[9], abs=6e-10)


def test_another_network(live):
    opened = live(stepper(step=5))
    page = opened.page
    page.get_by_role("combobox", name="Example").select_option("softmax")
    page.get_by_role("combobox", name="Outputs").select_option("3")
    page.get_by_role("combobox", name="Hidden", exact=True).select_option("1")
    page.get_by_role("spinbutton", name="target y 3").fill("0.5")
    page.get_by_role("combobox", name="Hidden σ").select_option("elu")
    drawn(page)
    figure = twin(page)  # Python takes them: they fit together
    assert (figure.d, figure.y, figure.hidden) == ([2, 1, 3], [0, 0.5, 0.5], "elu")
    page.get_by_role("combobox", name="Output σ").select_option("relu")
    drawn(page)
    assert twin(page).loss == "mse"
    put(page, {"step": 9})
    assert results(page) == pytest.approx(computed(twin(page))[9], abs=6e-10)
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert twin(page).theta == PRESETS["mazur"]["theta"]
    assert not opened.problems


def test_divergence_is_named(live):
    page = live(random_stepper(4, [2, 2], output="identity", loss="mse", eta=10)).page
    before = state(page)["theta"]
    page.get_by_role("button", name="100 rounds").click()
    assert "run away" in training_report(page).inner_text()
    assert state(page)["theta"] == before


def test_address(live):
    opened = live(stepper(), hash="backprop.step=6&backprop.x=1,2&backprop.eta=-3")
    page = opened.page
    assert (state(page)["step"], state(page)["x"], state(page)["eta"]) == (6, [1, 2], 0.5)
    page.get_by_role("combobox", name="Inputs").select_option("3")
    page.wait_for_function("() => location.hash.includes('backprop.d=3,2,2')")
    page.reload()
    page.get_by_role("group", name="Backpropagation step by step").wait_for()
    assert twin(page).d == [3, 2, 2]
    assert not opened.problems


def test_another_number_of_layers_is_shared_and_reset(live):
    settings = {"d": [2, 1], "theta": [0, 1, 2], "x": [1, 1], "y": [1]}
    page = live(stepper(step=3, **settings)).page
    example = page.get_by_role("combobox", name="Example")
    assert example.locator("option:checked").text_content() == "your own"
    example.focus()
    example.select_option("softmax")
    fields(page).get_by_role("spinbutton").nth(8).wait_for()  # another layer
    assert page.evaluate("() => document.activeElement.tagName") == "SELECT"
    page.wait_for_function("() => location.hash.includes('backprop.output=softmax')")
    link = page.evaluate("() => location.hash.slice(1)")
    other = live(stepper(step=3, **settings), hash=link).page
    for name in ("d", "theta", "x", "y", "output", "loss", "step"):
        assert state(other)[name] == state(page)[name]
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    figure = twin(page)
    assert (figure.d, figure.theta, figure.step) == ([2, 1], [0, 1, 2], 3)
    page.wait_for_function("() => location.hash === ''")


def test_what_was_said_of_training_goes_with_its_numbers(live):
    page = live(stepper()).page
    page.get_by_role("button", name="1 round", exact=True).click()
    drawn(page)
    assert "J went from" in training_report(page).inner_text()
    page.get_by_role("combobox", name="Example").select_option("softmax")
    drawn(page)
    assert training_report(page).count() == 0


@pytest.mark.parametrize(
    "hash", ["backprop.d=3,3,3", "backprop.loss=cross_entropy", "backprop.d=1"]
)
def test_addresses_that_do_not_fit(live, hash):
    opened = live(stepper(), hash=hash)
    assert twin(opened.page).d == [2, 2, 2]
    assert "0.377500000" in explanation(opened.page).inner_text()
    assert not opened.problems


def test_two_views_and_python(live):
    figure = stepper()
    opened = live(figure, figure, viewport={"width": 900, "height": 2600})
    page = opened.page
    page.get_by_role("button", name="One step forward").first.click()
    drawn(page)
    assert page.get_by_text("Forward: activations of layer 1", exact=True).count() == 2
    flat = random_stepper(5, [2, 2], output="softmax", loss="cross_entropy", y=[0, 1])
    put(page, {name: getattr(flat, name) for name in flat.settings() if name != "key"})
    drawn(page)
    bars = page.get_by_role("slider", name="Step of the round")
    places = bars.evaluate_all("(all) => all.map((bar) => bar.ariaValueText)")
    assert places == ["step 1 of 6"] * 2
    assert network(page).locator("[data-sign]").count() == 8
    assert not opened.problems
