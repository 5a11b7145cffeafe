"""Networks of the engine: both passes, cost and gradient, against nnlib."""

from __future__ import annotations

import numpy as np
import pytest
from cases import ENTRYWISE, PAIRS, example, random_shape, targets
from engine.common import TOLERANCE, assert_close, columns, matrix, settings_of
from py_mini_racer import JSEvalException


def assert_same_passes(engine, examples):
    cases = [
        {"settings": settings_of(net), "X": columns(X), "Y": columns(Y)} for net, X, Y in examples
    ]
    for (net, X, Y), js in zip(examples, engine.passes(cases), strict=True):
        what = f"{net}, N = {X.shape[1]}"
        J, gradient = net.cost_and_gradient(X, Y)
        assert js["P"] == net.P
        assert js["J"] == js["cost"] == pytest.approx(J, rel=TOLERANCE, abs=0), what
        assert_close(js["gradient"], gradient, what)
        for ell in range(net.L + 1):
            assert_close(matrix(js["A"][ell], net.A[ell]), net.A[ell], f"A[{ell}] of {what}")
        for ell in range(1, net.L + 1):
            for symbol in ("Z", "Delta"):
                expected = getattr(net, symbol)[ell]
                assert_close(matrix(js[symbol][ell], expected), expected, f"{symbol}[{ell}] {what}")


@pytest.mark.parametrize("hidden", ENTRYWISE)
def test_cost_and_gradient_of_every_combination(engine, hidden):
    examples = []
    for k, (loss, output) in enumerate(PAIRS):
        rng = np.random.default_rng([ENTRYWISE.index(hidden), k])
        shapes = [random_shape(rng) for _ in range(4)]
        for d, N in (*shapes, ([3, 4, 2], 1), ([3, 2], 5), ([1, 1], 1)):
            examples.append(example(hidden, output, loss, d, N, rng))
    assert_same_passes(engine, examples)


@pytest.mark.parametrize(("l2", "l1"), [(0.3, 0.0), (0.0, 0.2), (0.3, 0.2)])
def test_penalties(engine, l2, l1):
    rng = np.random.default_rng(3)
    examples = [
        example("tanh", output, loss, [3, 5, 2], 4, rng, l2=l2, l1=l1) for loss, output in PAIRS
    ]
    examples[0][0].W[1] = np.zeros((5, 3))  # sign(0) = 0
    assert_same_passes(engine, examples)


def test_layout_of_theta(engine):
    net, _, _ = example("tanh", "identity", "mse", [3, 5, 2], 1, np.random.default_rng(4))
    for ell in (1, 2):
        for i, j in np.ndindex(net.W[ell].shape):
            js = engine.layout(settings_of(net), ell, i, j)
            assert js["bias"] == net.b[ell][i, 0]
            assert js["weight"] == net.W[ell][i, j]
            assert js["row"] == [net.b[ell][i, 0], *net.W[ell][i]]


def test_batches_of_several_sizes(engine):
    """More sizes than are kept, each twice: no number of one shows up in another."""
    rng = np.random.default_rng(5)
    net, _, _ = example("relu", "softmax", "cross_entropy", [2, 4, 3], 1, rng)
    sizes = (1, 7, 3, 10, 2, 5)
    Xs = [rng.normal(size=(2, N)) for N in sizes]
    Ys = [targets(rng, "cross_entropy", 3, N) for N in sizes]
    expected = [net.cost(X, Y) for X, Y in zip(Xs, Ys, strict=True)]
    js = engine.alternate(settings_of(net), [columns(X) for X in Xs], [columns(Y) for Y in Ys])
    np.testing.assert_allclose(js["costs"], [*expected, *expected], rtol=TOLERANCE)
    assert js["kept"] < len(sizes)


def test_most_probable_class(engine):
    """The first of several that are equally probable, as nnlib has it."""
    Y_hat = np.random.default_rng(6).integers(4, size=(3, 50)) / 4
    assert engine.mostProbable(columns(Y_hat), 3) == np.argmax(Y_hat, axis=0).tolist()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"d": [2]}, "d is .2., but must list at least two widths"),
        ({"d": [2, 0, 1]}, "at least two widths"),
        ({"d": [2, 1], "hidden": "softmax"}, "hidden is .softmax., but must be one of identity"),
        ({"d": [2, 1], "output": "step"}, "output is .step., but must be one of identity"),
        ({"d": [2, 1], "output": "toString"}, "output is .toString."),
        ({"d": [2, 1], "loss": "cross_entropy"}, "cross_entropy does not fit output identity"),
        ({"d": [2, 1], "init": "xavier"}, "init is .xavier., but must be one of glorot"),
    ],
)
def test_wrong_settings(engine, settings, message):
    with pytest.raises(JSEvalException, match=message):
        engine.initialTheta(settings)


@pytest.mark.parametrize(
    ("X", "Y", "message"),
    [
        ([1, 2, 3], [1], "X has 3 numbers, but needs N times 2"),
        ([], [], "X has 0 numbers"),
        ([1, 2], [1, 1], "Y has 2 numbers, but must have 1"),
    ],
)
def test_wrong_lengths(engine, X, Y, message):
    with pytest.raises(JSEvalException, match=message):
        engine.passes([{"settings": {"d": [2, 1]}, "X": X, "Y": Y}])
    with pytest.raises(JSEvalException, match=message):
        engine.train({"d": [2, 1]}, X, Y, "GradientDescent", {"eta": 1}, {"epochs": 1, "seed": 0})
