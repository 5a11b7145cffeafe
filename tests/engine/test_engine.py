"""The figures' own mathematics, in JavaScript, against nnlib: the two within 1e-12."""

from __future__ import annotations

import numpy as np
import pytest
from cases import ENTRYWISE, PAIRS, example, random_shape, targets
from py_mini_racer import JSEvalException
from scipy import stats

import nnlib
from nnlib import activations, initializers, losses, optimizers, surfaces

TOLERANCE = 1e-12

# Settings to try every optimizer of nnlib with; one that is missing here fails a test.
RATES = {
    "GradientDescent": {"eta": 0.1},
    "Momentum": {"eta": 0.05, "mu": 0.9},
}

# Far enough to overflow a careless exp, and dense where the curves bend.
Z = np.concatenate(
    [
        np.linspace(-6, 6, 481),
        np.linspace(-36, 36, 97),
        [-1e300, -1000, -745.2, -709.8, -100, -1e-9, 0, 1e-300, 1e-9, 100, 709.8, 1000, 1e300],
    ]
)


def columns(matrix):
    """The numbers of a matrix as the engine stores them: example after example."""
    return np.asarray(matrix, dtype=float).ravel(order="F").tolist()


def matrix(numbers, like):
    return np.reshape(numbers, like.shape, order="F")


def assert_close(actual, expected, what=""):
    """Equal to 1e-12 of the largest entry: sums in another order differ by rounding."""
    actual, expected = np.asarray(actual, dtype=float), np.asarray(expected, dtype=float)
    assert actual.shape == expected.shape, what
    scale = np.abs(expected).max(initial=0)
    np.testing.assert_allclose(actual, expected, rtol=0, atol=TOLERANCE * scale, err_msg=what)


def settings_of(net):
    return {
        "d": net.d,
        "hidden": net.hidden,
        "output": net.output,
        "loss": net.loss.name,
        "l2": net.l2,
        "l1": net.l1,
        "theta": net.theta.tolist(),
    }


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
        predicted = net.predict(X)
        assert_close(matrix(js["predicted"], predicted), predicted, what)


def test_the_same_names(engine):
    names = engine.names()
    assert set(names["ENTRYWISE"]) == set(ENTRYWISE)
    assert set(names["ACTIVATIONS"]) == set(activations.ACTIVATIONS)
    assert set(names["LOSSES"]) == set(losses.LOSSES)
    assert set(names["INITIALIZERS"]) == set(initializers.INITIALIZERS)
    assert set(names["SURFACES"]) == set(surfaces.SURFACES)
    assert set(names["DATASETS"]) == set(nnlib.datasets.__all__) - {"digits"}
    assert set(names["OPTIMIZERS"]) == set(optimizers.__all__) - {"Optimizer"} == set(RATES)


@pytest.mark.parametrize("name", ENTRYWISE)
def test_activations(engine, name):
    js, sigma = engine.activation(name, Z.tolist()), activations.get(name)
    value, derivative = sigma.value(Z), sigma.derivative(Z)
    np.testing.assert_allclose(js["value"], value, rtol=TOLERANCE, atol=1e-300)
    # 1 - a loses digits as a nears 1, in both alike; so a derivative is compared with 1, its scale.
    np.testing.assert_allclose(js["derivative"], derivative, rtol=TOLERANCE, atol=1e-15)
    assert js["values"] == js["value"]
    assert js["derivatives"] == js["derivative"]


def test_softmax(engine):
    rng = np.random.default_rng(0)
    for d, scale in ((1, 1), (2, 1000), (5, 10)):
        columns_of_z = rng.normal(scale=scale, size=(d, 20))
        expected = activations.get("softmax").value(columns_of_z)
        actual = matrix(engine.softmax(columns(columns_of_z), d), expected)
        np.testing.assert_allclose(actual, expected, rtol=TOLERANCE, atol=1e-300)


@pytest.mark.parametrize(("name", "output"), PAIRS)
def test_losses_near_and_far(engine, name, output):
    rng = np.random.default_rng(PAIRS.index((name, output)))
    loss = losses.get(name, activations.get(output))
    far = np.sign(rng.normal(size=(3, 40))) * 1000
    for pre_activations in (rng.normal(scale=3, size=(3, 40)), far):
        Y = targets(rng, name, 3, 40)
        Y_hat = loss.output.value(pre_activations)
        js = engine.loss(name, output, 3, columns(Y), columns(pre_activations))
        expected = loss.value(Y, Y_hat, pre_activations)
        np.testing.assert_allclose(js["values"], expected, rtol=TOLERANCE, atol=1e-15)
        error = loss.output_error(Y, Y_hat, pre_activations)
        assert_close(matrix(js["outputError"], error), error)


def test_cross_entropy_of_rounded_targets(engine):
    loss = losses.get("cross_entropy", activations.get("softmax"))
    far = 1000 + np.random.default_rng(0).normal(size=(3, 4))
    Y = np.eye(3)[:, [0, 1, 2, 0]] * (1 + 9e-6)
    js = engine.loss("cross_entropy", "softmax", 3, columns(Y), columns(far))
    np.testing.assert_allclose(js["values"], loss.value(Y, far, far), rtol=TOLERANCE)


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


def test_a_copy_is_apart(engine):
    net, X, _ = example("tanh", "sigmoid", "mse", [2, 3, 1], 4, np.random.default_rng(6))
    js = engine.copyIsApart(settings_of(net), columns(X))
    assert js["before"] == js["same"] == js["after"]


@pytest.mark.parametrize("name", RATES)
@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_fifty_steps_of_every_optimizer(engine, name, loss, output):
    rng = np.random.default_rng(PAIRS.index((loss, output)))
    net, X, Y = example("tanh", output, loss, [3, 4, 2], 6, rng, l2=0.01)
    whole = {"epochs": 50, "seed": 0}
    js = engine.train(settings_of(net), columns(X), columns(Y), name, RATES[name], whole)
    optimizer = getattr(optimizers, name)(**RATES[name])
    history = nnlib.train(net, X, Y, optimizer=optimizer, epochs=50, progress=False)
    assert js["steps"] == js["epochs"] == 50
    assert_close(js["theta"], net.theta)
    assert js["cost"] == pytest.approx(history.cost[-1], rel=TOLERANCE, abs=0)


@pytest.mark.parametrize("name", RATES)
def test_mini_batches(engine, name):
    """The last batch of an epoch is smaller; every epoch has an order of its own."""
    rng = np.random.default_rng(7)
    net, X, _ = example("relu", "softmax", "cross_entropy", [2, 5, 3], 10, rng)
    labels = rng.integers(3, size=10)
    Y = nnlib.one_hot(labels, 3)
    choices = {"batchSize": 4, "seed": 8, "epochs": 5}
    js = engine.train(settings_of(net), columns(X), columns(Y), name, RATES[name], choices)
    again = engine.train(settings_of(net), columns(X), columns(Y), name, RATES[name], choices)
    assert js == again
    assert js["steps"] == 15
    assert len({tuple(order) for order in js["orders"]}) == 5
    optimizer = getattr(optimizers, name)(**RATES[name])
    for order in js["orders"]:
        assert sorted(order) == list(range(10))
        for chosen in (order[:4], order[4:8], order[8:]):
            _, gradient = net.cost_and_gradient(X[:, chosen], Y[:, chosen])
            optimizer.step(net.theta, gradient)
    assert_close(js["theta"], net.theta)
    assert js["cost"] == pytest.approx(net.cost(X, Y), rel=TOLERANCE)
    assert js["accuracy"] == np.mean(net.predict(X) == labels)


@pytest.mark.parametrize(
    ("Y", "Y_hat"),
    [
        ([[1, 0, 1, 0]], [[0.5, 0.2, 0.1, 0.4]]),
        ([[1, 0], [0, 1], [0, 0]], [[0.2, 0.3], [0.3, 0.4], [0.5, 0.3]]),
        ([[0.5, 1]], [[0.5, 1]]),
        ([[1, 1], [0, 1]], [[1, 1], [0, 1]]),
    ],
)
def test_accuracy(engine, Y, Y_hat):
    expected = nnlib.accuracy(np.array(Y, float), np.array(Y_hat, float))
    assert engine.accuracy(columns(Y), columns(Y_hat), len(Y)) == expected


def test_one_hot(engine):
    labels = [2, 0, 1, 1]
    expected = nnlib.one_hot(labels, 3)
    np.testing.assert_array_equal(matrix(engine.oneHot(labels, 3), expected), expected)


@pytest.mark.parametrize("name", surfaces.SURFACES)
def test_surfaces(engine, name):
    surface = surfaces.get(name)
    domain = np.array(surface.domain)
    theta = np.random.default_rng(9).uniform(*domain.T, size=(200, 2)).T
    js = engine.surface(name, *theta.tolist())
    assert_close(js["value"], surface.value(theta))
    assert_close(np.transpose(js["gradient"]), surface.gradient(theta))
    np.testing.assert_array_equal(js["domain"], surface.domain)
    np.testing.assert_array_equal(js["start"], surface.start)
    np.testing.assert_array_equal(js["minima"], surface.minima)


@pytest.mark.parametrize("optimizer", RATES)
@pytest.mark.parametrize("name", surfaces.SURFACES)
def test_fifty_steps_down_a_surface(engine, name, optimizer):
    surface = surfaces.get(name)
    rates = {**RATES[optimizer], "eta": 3e-4}  # small enough for the steepest of them
    theta, path = np.array(surface.start), []
    rule = getattr(optimizers, optimizer)(**rates)
    for _ in range(50):
        rule.step(theta, surface.gradient(theta))
        path.append(theta.copy())
    assert_close(engine.descend(name, surface.start, optimizer, rates, 50), path)


@pytest.mark.parametrize("optimizer", RATES)
def test_reset_forgets(engine, optimizer):
    """A run that is reset after 20 steps goes on like a new one from there."""
    run = "rosenbrock", [-1.2, 1], optimizer, {**RATES[optimizer], "eta": 3e-4}
    path = engine.descend(*run, 40, 20)
    fresh = engine.descend(run[0], path[19], *run[2:], 20)
    assert path[20:] == fresh


def xoshiro128(seed, count):
    """The generator's published algorithm, in whole numbers of any size cut to 32 bits."""
    mask = 2**32 - 1
    s = []
    for k in range(1, 5):
        x = (seed + k * 0x9E3779B9) & mask
        x = ((x ^ (x >> 16)) * 0x21F0AAAD) & mask
        x = ((x ^ (x >> 15)) * 0x735A2D97) & mask
        s.append(x ^ (x >> 15))

    def rotate(x, k):
        return ((x << k) | (x >> (32 - k))) & mask

    for _ in range(count):
        yield (rotate((s[1] * 5) & mask, 7) * 9) & mask
        t = (s[1] << 9) & mask
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 11)


@pytest.mark.parametrize("seed", [0, 1, 12345, 2**32 - 1])
def test_the_generator(engine, seed):
    assert engine.bits(seed, 1000) == list(xoshiro128(seed, 1000))


@pytest.mark.parametrize("seed", [0, 1])
def test_distributions(engine, seed):
    uniform = engine.draw("uniform", seed, 5000, -2, 3)
    assert stats.kstest(uniform, stats.uniform(-2, 5).cdf).pvalue > 0.001
    normal = engine.draw("normal", seed, 5000, 1, 2)
    assert stats.kstest(normal, stats.norm(1, 2).cdf).pvalue > 0.001
    assert abs(np.corrcoef(normal[::2], normal[1::2])[0, 1]) < 0.07  # drawn in pairs
    counts = np.bincount(engine.draw("below", seed, 5000, 7), minlength=7)
    assert stats.chisquare(counts).pvalue > 0.001
    orders = engine.shuffles(seed, 4800, 4)
    assert stats.chisquare(np.unique(orders, axis=0, return_counts=True)[1]).pvalue > 0.001


@pytest.mark.parametrize("init", initializers.INITIALIZERS)
def test_initial_weights(engine, init):
    d = [150, 250, 80]
    theta = engine.initialTheta({"d": d, "init": init, "seed": 1})
    assert theta == engine.initialTheta({"d": d, "init": init, "seed": 1})
    if init != "zeros":
        assert theta != engine.initialTheta({"d": d, "init": init, "seed": 2})
    drawn, reference = (nnlib.Network(d, init=init, seed=1) for _ in range(2))
    drawn.theta = np.array(theta, dtype=float)
    for ell in (1, 2):
        W, expected = drawn.W[ell], reference.W[ell]
        assert np.all(drawn.b[ell] == 0)
        assert W.mean() == pytest.approx(0, abs=0.03 * expected.std())
        assert W.std() == pytest.approx(expected.std(), rel=0.02)
        if init == "glorot":
            assert np.abs(W).max() == pytest.approx(np.abs(expected).max(), rel=0.01)


@pytest.mark.parametrize("name", ["moons", "circles", "spirals", "blobs"])
def test_data_sets(engine, name):
    """As many points of each class, with nnlib's means and spread."""
    make = getattr(nnlib.datasets, name)
    for options in ({}, {"noise": 0.0}, {"noise": 0.4}):
        options = {"N": 6000, **options}
        js = engine.dataset(name, {**options, "seed": 3})
        X, labels = np.reshape(js["X"], (-1, 2)).T, np.array(js["labels"])
        X_nnlib, labels_nnlib = make(**options)
        for label in (0, 1):
            points, expected = X[:, labels == label], X_nnlib[:, labels_nnlib == label]
            assert points.shape == expected.shape
            np.testing.assert_allclose(points.mean(axis=1), expected.mean(axis=1), atol=0.06)
            np.testing.assert_allclose(np.cov(points), np.cov(expected), atol=0.08)


def test_shapes_without_noise(engine):
    def clean(name):
        js = engine.dataset(name, {"N": 400, "noise": 0})
        return *np.reshape(js["X"], (-1, 2)).T, np.array(js["labels"])

    x, y, label = clean("moons")
    x, y = np.where(label, 1 - x, x), np.where(label, 0.5 - y, y)
    np.testing.assert_allclose(x**2 + y**2, 1)
    assert y.min() >= 0

    x, y, label = clean("circles")
    np.testing.assert_allclose(np.hypot(x, y), np.where(label, 0.5, 1))

    x, y, label = clean("spirals")
    radius = np.hypot(x, y)
    assert 0.1 <= radius.min() < 0.2 < 0.95 < radius.max() <= 1
    angle = 3 * np.pi * radius + np.pi * label
    np.testing.assert_allclose([x, y], radius * [np.cos(angle), np.sin(angle)], atol=1e-12)


def test_xor(engine):
    js = engine.dataset("xor", {"N": 4, "noise": 0})
    X, labels = nnlib.datasets.xor()
    assert js["X"] == columns(X)
    assert js["labels"] == labels.tolist()
    noisy = engine.dataset("xor", {"N": 400, "seed": 5})
    corners = np.reshape(noisy["X"], (-1, 2)).round()
    assert np.mean(corners == np.tile(X.T, (100, 1))) > 0.99


@pytest.mark.parametrize("name", ["moons", "circles", "spirals", "xor", "blobs"])
def test_data_sets_come_from_their_seed(engine, name):
    assert engine.dataset(name, {"seed": 1}) == engine.dataset(name, {"seed": 1})
    assert engine.dataset(name, {"seed": 1}) != engine.dataset(name, {"seed": 2})
    assert engine.dataset(name, {}) == engine.dataset(name, {"N": 200, "seed": 0})


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
