"""A run that goes on elsewhere, from a copy or from a file; and what is refused then."""

import copy
import pickle

import numpy as np
import pytest
from cases import generator, optimizer

import nnlib
from nnlib.optimizers import OPTIMIZERS, Adam, GradientDescent, Momentum

RULES = [rule for rule, kind in OPTIMIZERS.items() if kind.keeps]


def stored(thing):
    return pickle.loads(pickle.dumps(thing))


def begun(rule, steps=3, dtype=float):
    """A rule that has moved four numbers, and the numbers."""
    theta, mover, rng = np.ones(4, dtype), optimizer(rule), generator(rule)
    for _ in range(steps):
        mover.step(theta, rng.normal(size=4).astype(dtype))
    return theta, mover


@pytest.mark.parametrize("rule", OPTIMIZERS)
@pytest.mark.parametrize("duplicate", [copy.deepcopy, stored])
def test_a_run_goes_on_where_it_was(rule, duplicate):
    theta, mover = begun(rule)
    other, follower = duplicate(theta), duplicate(mover)
    follower.resume(other)
    for gradient in np.random.default_rng(1).normal(size=(3, 4)):
        mover.step(theta, gradient)
        follower.step(other, gradient)
    np.testing.assert_array_equal(other, theta)
    assert follower.t == mover.t == 6


def test_training_goes_on_from_two_files(tmp_path):
    X, labels = nnlib.datasets.moons(40)
    Y = labels[None, :].astype(float)
    net, rule = nnlib.Network([2, 3, 1]), Adam(0.01)
    nnlib.train(net, X, Y, optimizer=rule, epochs=3, progress=False)
    net.save(tmp_path / "net.npz")
    (tmp_path / "rule").write_bytes(pickle.dumps(rule))
    later, restored = (
        nnlib.Network.load(tmp_path / "net.npz"),
        pickle.loads((tmp_path / "rule").read_bytes()),
    )
    with pytest.raises(ValueError, match=r"read from a file, call resume\(theta\)"):
        nnlib.train(later, X, Y, optimizer=restored, epochs=3, progress=False)
    restored.resume(later.theta)
    nnlib.train(net, X, Y, optimizer=rule, epochs=3, progress=False)
    nnlib.train(later, X, Y, optimizer=restored, epochs=3, progress=False)
    np.testing.assert_array_equal(later.theta, net.theta)


@pytest.mark.parametrize("rule", RULES)
def test_what_is_kept_may_be_set_by_hand(rule):
    theta, mover = begun(rule)
    other, new = theta.copy(), optimizer(rule)
    new.t = mover.t
    for name in mover.keeps:
        setattr(new, name, getattr(mover, name).copy())
    if rule == "OnlineLBFGS":  # which keeps more than arrays like theta
        new.pairs = mover.pairs
    new.resume(other)
    for gradient in np.random.default_rng(1).normal(size=(3, 4)):
        mover.step(theta, gradient)
        new.step(other, gradient)
    np.testing.assert_array_equal(other, theta)


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_what_has_not_begun_begins(rule):
    mover, theta, other = optimizer(rule), np.ones(4), np.ones(4)
    mover.resume(theta)
    mover.step(theta, np.ones(4))
    optimizer(rule).step(other, np.ones(4))
    np.testing.assert_array_equal(theta, other)


def _as(dtype):
    return lambda array: array.astype(dtype)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (lambda array: array[:3], r"has shape \(3,\), but theta has shape \(4,\)"),
        (lambda array: array[None], r"has shape \(1, 4\), but theta has shape \(4,\)"),
        (_as(np.float32), "is of type float32, but must be an array of float64, like theta"),
        (_as(int), "is of type int64, but must be an array of float64, like theta"),
        (lambda array: array.tolist(), "is of type list, but must be an array of float64"),
        (lambda array: None, "is missing, but must be an array of float64"),
        (lambda array: array + [0, np.nan, 0, 0], r"holds 1 entry that is NaN .* at \[1\]"),
        (lambda array: array + [0, 0, np.inf, 0], r"holds 1 entry that is NaN or infinite"),
    ],
)
def test_a_broken_memory_is_refused_and_nothing_moves(rule, broken, words):
    theta, mover = begun(rule)
    before = theta.copy()
    for name in mover.keeps:
        wrong = copy.deepcopy(mover)
        setattr(wrong, name, broken(getattr(mover, name)))
        with pytest.raises(ValueError, match=f"^{name} {words}"):
            wrong.resume(theta)
        with pytest.raises(ValueError, match=f"^{name} {words}"):
            wrong.step(wrong._theta, np.ones(4))
        np.testing.assert_array_equal(wrong._theta, before)
    np.testing.assert_array_equal(theta, before)


@pytest.mark.parametrize("optimizer", [Momentum(0.1), GradientDescent(lambda t: 0.1 / t)])
@pytest.mark.parametrize(
    ("theta", "words"),
    [
        (np.ones(3), r"theta has shape \(3,\), but the array so far has shape \(4,\)"),
        ([1.0] * 4, "theta is of type list, but must be an array of floats"),
        (np.ones(4, int), "theta is of type int64"),
    ],
)
def test_an_array_that_does_not_fit(optimizer, theta, words):
    optimizer.reset()
    moved = np.ones(4)
    optimizer.step(moved, np.ones(4))
    with pytest.raises(ValueError, match=words):
        optimizer.resume(theta)
    optimizer.step(moved, np.ones(4))


@pytest.mark.parametrize("t", [-1, 2.0, None])
def test_the_number_of_the_step_is_a_count(t):
    theta, mover = begun("Adam")
    mover.t = t
    with pytest.raises(ValueError, match=f"t is {t}, but must be a whole number of at least 0"):
        mover.resume(theta)
