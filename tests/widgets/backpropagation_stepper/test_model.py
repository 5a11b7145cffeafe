"""What the stepper computes, lays out and says in the browser, without one."""

import numpy as np
import pytest
from traitlets import TraitError
from widgets.backpropagation_stepper.common import (
    NETS,
    computed,
    random_stepper,
    settings_of,
    stepper,
)

import nnlib
from nnlib.losses import LOSSES
from nnlib.widgets.backpropagation_stepper.figure import PRESETS

MINUS = "\N{MINUS SIGN}"
MAZUR = settings_of(stepper())
SOFTMAX = settings_of(stepper(**PRESETS["softmax"]))

each_net = pytest.mark.parametrize("figure", NETS, ids=lambda figure: f"{figure.d} {figure.loss}")


@each_net
def test_the_browser_computes_the_same(js, figure):
    found = [step["results"] for step in js("steps", settings_of(figure))]
    wanted = computed(figure)
    assert len(found) == len(wanted) == 4 * (len(figure.d) - 1) + 2
    for numbers, ours in zip(found, wanted, strict=True):
        np.testing.assert_allclose(numbers, ours, rtol=0, atol=1e-12)


@each_net
@pytest.mark.parametrize("update_biases", [False, True])
def test_training_is_that_of_nnlib(js, figure, update_biases):
    settings = settings_of(figure) | {"update_biases": update_biases}
    net, optimizer = figure.network(), nnlib.optimizers.GradientDescent(figure.eta)
    biases = [b.copy() for b in net.b]
    for _ in range(20):
        optimizer.step(net.theta, net.cost_and_gradient(*figure.example())[1])
        if not update_biases:
            for ell, b in enumerate(biases, start=1):
                net.b[ell] = b
    found = js("train", settings, 20)
    np.testing.assert_allclose(found["theta"], net.theta, rtol=0, atol=1e-11)
    assert found["J"] == pytest.approx(net.cost(*figure.example()), abs=1e-12)
    assert not found["diverged"]


def test_training_ends_where_parameters_leave_the_bounds(js):
    figure = random_stepper(4, [2, 2], output="identity", loss="mse", eta=10)
    assert js("train", settings_of(figure), 100)["diverged"]


def test_every_number_in_full(js):
    first, second = js("work", MAZUR, 0)
    assert first["text"] == "0.15 · 0.05 + 0.20 · 0.10 + 0.35"
    assert not first["isRounded"]
    assert second["play"] == ["Z1.1.0", "W1.1.0", "A0.0.0", "W1.1.1", "A0.1.0", "b1.1.0"]
    assert [work["text"] for work in js("work", MAZUR, 1)] == ["σ(0.3775)", "σ(0.3925)"]
    assert js("work", MAZUR, 5)[1]["text"] == f"(0.772928 {MINUS} 0.99) · 0.175510"
    assert js("work", MAZUR, 9)[0]["text"].endswith(f" {MINUS} 0.50 · 0.000439")
    # A bias that stays is its own new value.
    assert js("work", MAZUR, 9)[4] == {
        "text": "0.35",
        "isRounded": False,
        "play": ["nb1.0.0", "b1.0.0"],
    }
    assert "db1.0.0" in js("work", MAZUR | {"update_biases": True}, 9)[4]["play"]
    assert js("work", SOFTMAX, 3)[0]["text"].startswith("exp(")
    huber = MAZUR | {"loss": "huber"}
    assert js("work", huber, 4)[0]["text"].startswith("h(0.01")
    assert js("work", huber, 5)[0]["text"].startswith("clip(0.751365")


def test_equations(js):
    assert js("equations", MAZUR, 2) == ["Z2 = W2 A1 + b2"]
    assert js("equations", MAZUR, 5) == [f"D2 = ( A2 {MINUS} Y2 ) ⊗ S2"]
    assert js("equations", SOFTMAX, 3) == ["A2 = softmax( Z2 )"]
    assert js("equations", SOFTMAX, 5) == [f"D2 = A2 {MINUS} Y2"]
    assert js("equations", MAZUR, 6) == ["dW2 = D2 A1'", "db2 = D2"]
    assert js("equations", MAZUR, 7) == ["D1 = ( W2' D2 ) ⊗ S1"]
    assert js("equations", MAZUR, 9)[:2] == [f"nW1 = W1 {MINUS} η dW1", "nb1 = b1"]


def test_a_loss_that_the_figure_has_no_words_for(js):
    """It is offered as soon as nnlib has it, with an equation that is true of every loss."""
    assert js("equations", MAZUR | {"loss": "other"}, 5) == ["D2 = ∂ℒ/∂ Z2"]
    assert js("lossWork", "other", ["y1", "y2"], ["a1", "a2"]) == "ℒ(y1, y2; a1, a2)"
    assert js("fittingTargets", [-3, 2], "other") == [-3, 2]


def test_brackets_around_what_is_below_zero(js):
    parts = [{"key": "a"}, " · ", {"key": "b"}, " + σ(", {"key": "a"}, ")"]
    found = js("inNumbers", parts, {"a": -0.5, "b": -1 / 3})
    assert found == {
        "text": f"{MINUS}0.50 · ({MINUS}0.333333) + σ({MINUS}0.50)",
        "isRounded": True,
    }


@each_net
def test_each_step_has_words(js, figure):
    for step in js("steps", settings_of(figure)):
        assert step["note"].endswith(".")
        assert step["summary"].startswith(step["title"])
        assert all(words in step["summary"] for words in step["words"])
    titles = [step["title"] for step in js("steps", settings_of(figure))]
    assert len(set(titles)) == len(titles)


def test_notes_know_the_loss_and_the_activation(js):
    notes = [step["note"] for step in js("steps", SOFTMAX)]
    assert notes[1] == "The activation σ (here TANH) of each pre-activation."
    assert notes[3] == "Softmax: exponentials, divided by their sum."
    assert notes[5] == "Behind this activation, this loss leaves nothing but the difference."
    huber = [step["note"] for step in js("steps", MAZUR | {"loss": "huber"})]
    assert huber[4].startswith("h(r) is r²/2")
    assert "cut to −1 and 1" in huber[5]


def test_a_quantity_is_known_from_its_step_on(js):
    assert js("known", MAZUR, 0) == ["Z1"]
    assert js("known", MAZUR, 5) == ["Z1", "A1", "Z2", "A2", "J0", "D2"]
    backward = {"dW2", "db2", "D1", "dW1", "db1"}
    assert set(js("known", MAZUR, 8)) - set(js("known", MAZUR, 5)) == backward


def test_what_is_worked_out(js):
    first, last = {"equation": 0, "i": 0, "j": 0}, {"equation": 1, "i": 1, "j": 0}
    assert js("placeAmong", MAZUR, 6, first) == 0
    assert js("placeAmong", MAZUR, 6, last) == 5
    found = js("pointed", MAZUR, 6, 5, [None, first, first, None])
    assert [(call["moved"], call["entry"]) for call in found] == [
        (False, last),
        (True, first),
        (False, first),
        (True, last),
    ]
    # What the step has not is not worked out.
    assert js("pointed", MAZUR, 4, 5, [last])[0]["entry"] == first


@each_net
def test_where_nothing_is_wrong_nothing_but_0_is_left(js, figure):
    """Targets typed with nine digits, as printed: what remains of the errors is rounding."""
    net, (X, _) = figure.network(), figure.example()
    y = [round(value, 9) for value in net.forward(X).ravel().tolist()]
    found = js("pass", settings_of(figure) | {"y": y})
    rest = {key: value for key, value in found["numbers"].items() if key[0] in "Dd"}
    assert len(rest) == sum(net.d[1:]) + net.P
    assert set(rest.values()) == {0}
    for ell in range(1, net.L + 1):
        assert found["numbers"][f"nW{ell}.0.0"] == net.W[ell][0, 0]
    if figure.loss == "mse":
        assert found["J"] == found["after"] == 0


def test_what_is_small_and_no_rounding_stays(js):
    saturated = js("pass", MAZUR | {"x": [60.0, 60.0]})["numbers"]
    assert 0 < abs(saturated["D1.0.0"]) < 1e-10
    near = js("pass", MAZUR | {"y": [0.7513651, 0.7729285]})["numbers"]
    assert 0 < abs(near["D2.0.0"]) < 1e-8
    sums = {"d": [2, 1], "theta": [0.0, 0.1, -0.3], "x": [3.0, 1.0], "y": [1.0]}
    assert js("pass", MAZUR | sums)["numbers"]["Z1.0.0"] == 0  # 0.1 * 3 - 0.3


def test_an_edge_stands_for_a_number_of_the_step(js):
    keys = ["W2.1.0", "dW2.1.0", "nW2.1.0"]
    assert js("entryWith", MAZUR, 6, keys) == {"equation": 0, "i": 1, "j": 0}  # its gradient
    assert js("entryWith", MAZUR, 7, keys) == {"equation": 0, "i": 0, "j": 0}  # made of its weight
    assert js("entryWith", MAZUR, 0, keys) is None


def test_examples_are_known_by_their_numbers(js):
    assert js("presetOf", MAZUR) == "mazur"
    assert js("presetOf", SOFTMAX) == "softmax"
    assert js("presetOf", MAZUR | {"eta": 0.25}) is None


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"d": [3, 2, 2]},
        {"theta": [0.0] * 11},
        {"x": [1.0]},
        {"y": [1.0, 2.0, 3.0]},
        {"loss": "binary_cross_entropy"},
        {"loss": "binary_cross_entropy", "y": [0.0, 2.0]},
        {"loss": "cross_entropy"},
        {"output": "softmax"},
        {"output": "softmax", "loss": "cross_entropy", "y": [0.25, 0.75]},
        {"output": "softmax", "loss": "cross_entropy", "y": [1.0, 1.0]},
    ],
)
def test_settings_fit_where_python_takes_them(js, changes):
    try:
        stepper(**MAZUR | changes)
        fits = True
    except TraitError:
        fits = False
    assert js("fits", MAZUR | changes) == fits


@pytest.mark.parametrize("d", [[1, 1, 1], [3, 3, 3], [2, 1, 3], [2, 2, 2]])
@pytest.mark.parametrize("settings", [MAZUR, SOFTMAX], ids=["mazur", "softmax"])
def test_other_widths_keep_what_they_can(js, settings, d):
    figure = stepper(**settings | js("resized", settings, d))
    assert figure.d == d
    before = stepper(**settings).network()
    after = figure.network()
    for ell in (1, 2):
        rows, columns = np.minimum(before.W[ell].shape, after.W[ell].shape)
        assert np.array_equal(after.W[ell][:rows, :columns], before.W[ell][:rows, :columns])
    for row in range(d[1] - 1):
        assert not np.array_equal(after.W[1][row], after.W[1][row + 1]), "no twins"


def test_an_output_takes_a_loss_that_goes_with_it(js):
    assert js("withOutput", MAZUR, "relu") == {"output": "relu", "loss": "mse", "y": [0.01, 0.99]}
    found = js("withOutput", MAZUR, "softmax")
    assert (found["loss"], found["y"]) == ("cross_entropy", pytest.approx([0.01, 0.99]))
    assert js("withOutput", SOFTMAX, "sigmoid")["loss"] == "mse"


def test_targets_that_a_loss_allows(js):
    def fitting(*arguments):
        return js("fittingTargets", *arguments)

    assert fitting([-3, 2], "mse") == [-3, 2]
    assert fitting([-3, 0.5], "binary_cross_entropy") == [0, 0.5]
    assert fitting([1, 3], "cross_entropy") == [0.5, 0.5]
    assert fitting([7], "cross_entropy") == [1]
    # The one that was typed stays, and the others share what is left as before.
    assert fitting([0.4, 0.3, 0.1], "cross_entropy", 0) == pytest.approx([0.4, 0.45, 0.15])
    assert fitting([0.4, 0, 0], "cross_entropy", 0) == pytest.approx([0.4, 0.3, 0.3])
    bounds = {loss: js("targetBounds", loss) for loss in LOSSES}
    assert bounds["mse"] == bounds["huber"] == [-1000, 1000]
    assert bounds["binary_cross_entropy"] == bounds["cross_entropy"] == [0, 1]


def test_layout(js):
    for width in (288, 559, 560, 900):
        layout = js("layout", [2, 3, 2], width)
        assert layout["wide"] == (width >= 560)
        for x, column in zip(layout["x"], layout["y"], strict=True):
            assert layout["radius"] < x < width - layout["radius"]
            assert all(layout["radius"] < y < layout["height"] for y in column)


@pytest.mark.parametrize("width", [330, 600, 728])
def test_labels_between_two_layers_do_not_meet(js, width):
    places = [js("edgePlaces", [3, 3], width, 1, i, j) for j in range(3) for i in range(3)]
    weights = sorted(place["weight"]["y"] for place in places)
    assert np.diff(weights).min() > 15
    if width > 700:
        gradients = [place["gradient"] for place in places]
        assert min(g["x"] for g in gradients) > max(place["weight"]["x"] for place in places)


def test_numbers_are_as_short_as_they_can_be(js):
    written = js("asWritten", [0.15, 0.1, -0.0375, 1 / 3], 6)
    assert written == ["0.15", "0.10", f"{MINUS}0.0375", "0.333333"]
    significant = js("significant", [0.15, 0.0821670, 0.000438, -2, 12.3456], 3)
    assert significant == ["0.15", "0.0822", "0.00044", f"{MINUS}2.00", "12.3"]


def test_no_number_in_the_network_is_longer_than_its_place(js):
    values = [s * m * 10.0**p for s in (1, -1) for m in (1, 1.23456, 9.99999) for p in range(-9, 9)]
    for room in (5, 6, 7):
        texts = js("significant", values, 4, room)
        assert max(len(text) for text in texts) <= max(room, len(f"{MINUS}1·10⁻⁹"))
    assert js("significant", [0, -4.4e-5, 6e6, -123456.0], 4, 6) == [
        *["0", f"{MINUS}4·10⁻⁵", "6·10⁶", f"{MINUS}1·10⁵"],
    ]
