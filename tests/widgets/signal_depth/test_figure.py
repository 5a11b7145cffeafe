"""The SignalDepth figure in Python, and its numbers in the script."""

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError

from nnlib.activations import ENTRYWISE
from nnlib.figures import Picture
from nnlib.widgets import SignalDepth

SOURCE = """
import { measurement } from "widgets/signal_depth/model.js";

export default { measure: (size, settings) => measurement(size)(settings) };
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("depth")) as call:
        yield call


@pytest.mark.parametrize("hidden", ENTRYWISE)
@pytest.mark.parametrize("s", [0.25, 1.3, 4])
def test_the_browser_measures_the_same(js, hidden, s):
    figure = SignalDepth(hidden=hidden, s=s, seed=3)
    found = js("measure", SignalDepth.facts(), {"hidden": hidden, "s": s, "seed": 3})
    a, delta = figure.sizes()
    np.testing.assert_allclose(found["a"], a, rtol=1e-9)
    np.testing.assert_allclose(found["delta"], delta, rtol=1e-9)
    net = figure.network()
    for ell, counts in enumerate(found["histograms"], start=1):
        A = net.A[ell]
        assert sum(counts) == A.size
        assert counts[12] == pytest.approx(np.sum(np.abs(A) < 0.12), abs=1), "the bin around 0"


def test_ten_layers_stand_between_random_inputs_and_random_errors():
    net = SignalDepth(s=1.0).network()
    assert net.d == [64] * 12
    assert net.A[0].shape == (64, 50)
    assert net.A[0].std() == pytest.approx(1, abs=0.05)
    assert net.Delta[11].std() == pytest.approx(1, abs=0.05)
    assert not np.array_equal(net.A[0], net.Delta[11])
    assert net.W[1].std() == pytest.approx(1 / 8, rel=0.05)


@pytest.mark.parametrize("s", [1, 2])
def test_relu_takes_half_of_the_mean_square(s):
    """What the chapter derives: a factor of s / sqrt(2) for each layer, both ways."""
    drawn = [SignalDepth(hidden="relu", s=s, seed=seed).sizes() for seed in range(8)]
    up = np.median([a[-1] / a[0] for a, _ in drawn])
    down = np.median([delta[0] / delta[-1] for _, delta in drawn])
    predicted = (s / np.sqrt(2)) ** 9
    assert up == pytest.approx(predicted, rel=0.35)
    assert down == pytest.approx(predicted, rel=0.35)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"s": 0.2}, "s is 0.2, but must be a number from 0.25 to 4"),
        ({"hidden": "softmax"}, "hidden is 'softmax'"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_bad_settings_are_refused(setting, words):
    with pytest.raises(TraitError, match=words):
        SignalDepth(**setting)


def test_still_picture_tells_the_state():
    figure = SignalDepth(hidden="tanh", s=0.5)
    still = figure.still()
    assert isinstance(still, Picture)
    a, delta = figure.sizes()
    for value in (0.5, a[0], a[-1], delta[0], delta[-1]):
        assert f"{value:.3g}" in still.alt
