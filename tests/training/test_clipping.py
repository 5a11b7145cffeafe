"""Clipping: a gradient that is too long is shortened, and keeps its direction."""

import numpy as np
import pytest

import nnlib
from nnlib.optimizers import GradientDescent
from nnlib.training import clip_gradient

X, LABELS = nnlib.datasets.moons(N=50, noise=0.1, seed=0)
Y = LABELS[None].astype(float)


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e3, 1e200])
def test_the_direction_stays_and_the_length_is_bounded(size):
    g = size * np.random.default_rng(0).normal(size=200)
    clipped = g.copy()
    clip_gradient(clipped, 2.0)
    length = size * np.linalg.norm(g / size)
    np.testing.assert_allclose(clipped, g * min(1, 2 / length), rtol=1e-12)
    assert np.linalg.norm(clipped) == pytest.approx(min(2.0, length), rel=1e-12)


def test_float32_of_a_length_that_would_overflow():
    g = np.array([3e30, -4e30], np.float32)
    clip_gradient(g, 1.0)
    np.testing.assert_allclose(g, [0.6, -0.8], rtol=1e-6)


@pytest.mark.parametrize("wrong", [np.inf, np.nan, 0.0])
def test_what_has_no_direction_is_left_alone(wrong):
    g = np.array([wrong, 0.0])
    clip_gradient(g, 1.0)
    np.testing.assert_array_equal(g, [wrong, 0.0])


def test_a_step_of_training_is_no_longer_than_the_rate_times_the_bound():
    """The gradient of the whole cost is clipped, its penalty included."""
    net = nnlib.Network([2, 5, 1], l2=0.5)
    start = net.theta.copy()
    _, gradient = net.cost_and_gradient(X, Y)
    bound = np.linalg.norm(gradient) / 3
    nnlib.train(net, X, Y, optimizer=GradientDescent(0.1), epochs=1, batch_size=50, clip=bound,
                progress=False)  # fmt: skip
    np.testing.assert_allclose(net.theta, start - 0.1 * gradient / 3, rtol=1e-12)


def test_a_bound_that_is_never_met_changes_nothing():
    runs = []
    for clip in (None, 1e9):
        net = nnlib.Network([2, 5, 1])
        nnlib.train(net, X, Y, epochs=3, clip=clip, progress=False)
        runs.append(net.theta)
    np.testing.assert_array_equal(*runs)


@pytest.mark.parametrize("clip", [0, -1.0, np.inf, "1", True])
def test_a_bound_is_a_number_above_0(clip):
    with pytest.raises(ValueError, match="clip is .*, but must be a number above 0"):
        nnlib.train(nnlib.Network([2, 1]), X, Y, clip=clip, progress=False)


@pytest.mark.filterwarnings("ignore::nnlib.StalledWarning")  # of the inputs, which reach so far
def test_it_saves_a_run_that_one_example_would_ruin():
    """An example far out, whose gradient throws the weights away."""
    far = X.copy()
    far[:, 0] *= 1000
    settings = {"epochs": 40, "batch_size": 10, "progress": False}
    with pytest.raises(nnlib.DivergenceError):
        net = nnlib.Network([2, 8, 1], hidden="relu", init="he")
        nnlib.train(net, far, Y, optimizer=GradientDescent(0.05), **settings)
    net = nnlib.Network([2, 8, 1], hidden="relu", init="he")
    nnlib.train(net, far, Y, optimizer=GradientDescent(0.05), clip=1.0, **settings)
    assert net.cost(X[:, 1:], Y[:, 1:]) < 0.1
