"""The RegularisationPath in Python, its networks trained to the end, and what the script shows."""

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError

from nnlib.figures import Picture
from nnlib.widgets import RegularisationPath
from nnlib.widgets.regularisation_path.solve import PENALTIES, examples, network, paths, solve

SOURCE = """
import { modelOf } from "widgets/regularisation_path/model.js";

// The engine of the tests has no atob.
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
globalThis.atob = (text) => {
  let [out, bits, held] = ["", 0, 0];
  for (const letter of text.replace(/=+$/, "")) {
    held = (held << 6) | LETTERS.indexOf(letter);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += String.fromCharCode((held >> bits) & 255);
    }
  }
  return out;
};

export default {
  state(facts, settings) {
    const { state, largest } = modelOf(facts);
    return { ...state(settings), largest };
  },
};
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("reg")) as call:
        yield call


@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("power", [-5, -2.34, 0])
def test_the_browser_shows_the_same(js, penalty, power):
    figure = RegularisationPath(penalty=penalty, power=power)
    found = js("state", RegularisationPath.facts(), {"penalty": penalty, "power": power})
    x, y = np.array(found["curve"]).T
    np.testing.assert_allclose(y, figure.network().forward(x[None])[0], rtol=1e-12, atol=1e-14)
    weights = figure.weights()
    np.testing.assert_array_equal(np.array(found["weights"]).T, weights)
    assert found["zeros"] == np.sum(weights == 0)
    assert found["small"] == np.sum(np.abs(weights) < 1e-3)
    assert found["strength"] == pytest.approx(figure.strength)
    for name, costs in zip(("trained", "held"), figure.costs(), strict=True):
        np.testing.assert_allclose(found[name], costs, rtol=1e-3)
    assert found["largest"] == max(
        np.abs(RegularisationPath(penalty=p, power=k / 10).weights()).max()
        for p in PENALTIES
        for k in range(-50, 1)
    )


@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("place", [18, 27, 40])
def test_the_networks_are_trained_to_the_end(penalty, place):
    """From each of them, L-BFGS finds hardly anything better near by."""
    theta, strength = paths()[penalty][:, place], 10 ** (-5 + place / 10)
    X, Y, _, _ = examples()
    before = network(theta, **{penalty: strength}).cost(X, Y)
    after = solve(theta, penalty, strength, iterations=30)
    assert 0.98 * before < network(after, **{penalty: strength}).cost(X, Y) <= before * (1 + 1e-9)
    zeros = [int((t == 0).sum()) for t in (theta, after)]
    assert abs(zeros[0] - zeros[1]) <= 2


@pytest.mark.parametrize("penalty", PENALTIES)
def test_both_costs_tell_of_over_and_underfitting(penalty):
    """What the chapter says."""
    trained, held = RegularisationPath(penalty=penalty).costs()
    assert trained[0] < 1e-4 < 0.2 < trained[-1], "from every point met to none"
    best = held.argmin()
    assert -2.6 < -5 + best / 10 < -1.9
    assert held[0] > 1.5 * held[best]
    assert held[-1] > 4 * held[best]
    assert held[best] > 0.3**2 / 2, "no fit is better than the noise"


def test_one_penalty_makes_zeros_and_the_other_makes_weights_small():
    for power, least in ((-3.5, 3), (-2.5, 9), (-2, 16), (-0.4, 20)):
        assert np.sum(RegularisationPath(penalty="l1", power=power).weights() == 0) >= least
        assert np.all(RegularisationPath(power=power).weights() != 0)
    sizes = [np.abs(RegularisationPath(power=power).weights()).max() for power in (-4, -3, -2, -1)]
    assert sorted(sizes, reverse=True) == sizes


def test_a_unit_dies_as_a_whole():
    """Where the weight into it is exactly 0, nothing is left to gain from the one out of it."""
    for place in range(20, 51):
        into, out = RegularisationPath(penalty="l1", power=-5 + place / 10).weights()
        assert np.array_equal(into == 0, out == 0)


def test_held_out_points_are_others():
    X, _, X_held, _ = examples()
    assert X.shape == (1, 14)
    assert X_held.shape == (1, 200)
    assert not set(X[0]) & set(X_held[0])


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"power": 0.1}, "power is 0.1, but must be a number from -5 to 0"),
        ({"penalty": "l0"}, "penalty is 'l0'"),
    ],
)
def test_bad_settings_are_refused(setting, words):
    with pytest.raises(TraitError, match=words):
        RegularisationPath(**setting)


@pytest.mark.parametrize("penalty", PENALTIES)
def test_still_picture_tells_the_state(penalty):
    figure = RegularisationPath(penalty=penalty, power=-2)
    still = figure.still()
    assert isinstance(still, Picture)
    trained, held = figure.costs()
    assert f"{PENALTIES[penalty]} penalty of strength 0.01" in still.alt
    for value in (trained[30], held[30], np.abs(figure.weights()).max()):
        assert f"{value:.2g}" in still.alt
    assert f"{np.sum(figure.weights() == 0)} of its 20 weights are exactly 0" in still.alt
