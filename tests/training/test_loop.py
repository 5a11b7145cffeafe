"""Training: what an epoch does, reproducibility, and runs that end badly."""

import contextlib
import pickle

import numpy as np
import pytest
from cases import optimizer

import nnlib
from nnlib.optimizers import OPTIMIZERS, GradientDescent, Momentum

X, LABELS = nnlib.datasets.moons(N=50, noise=0.1, seed=0)
Y = LABELS[None].astype(float)


def moons_net(**settings):
    return nnlib.Network([2, 5, 1], output="sigmoid", loss="binary_cross_entropy", **settings)


def train(net, **settings):
    """All examples in one batch, and plain gradient descent, unless a test says otherwise."""
    plain = {"progress": False, "batch_size": 50, "optimizer": GradientDescent(0.1)}
    return nnlib.train(net, X, Y, **{**plain, **settings})


def test_full_batch_is_plain_gradient_descent():
    net, by_hand = moons_net(), moons_net()
    history = train(net, optimizer=GradientDescent(0.5), epochs=3)
    for _ in range(3):
        by_hand.theta -= 0.5 * by_hand.cost_and_gradient(X, Y)[1]
    np.testing.assert_allclose(net.theta, by_hand.theta, rtol=1e-10)
    assert history.cost[-1] == pytest.approx(by_hand.cost(X, Y), rel=1e-10)


def test_momentum_is_the_rule_where_nobody_says_which():
    net, told = moons_net(), moons_net()
    nnlib.train(net, X, Y, epochs=2, progress=False)
    nnlib.train(told, X, Y, epochs=2, progress=False, optimizer=Momentum(eta=0.05, mu=0.9))
    np.testing.assert_array_equal(net.theta, told.theta)


@pytest.mark.parametrize("batch_size", [1, 7, 25, 50])
def test_every_example_is_used_once_an_epoch(batch_size):
    class Count(GradientDescent):
        steps = 0

        def step(self, theta, gradient):
            self.steps += 1
            super().step(theta, gradient)

    optimizer = Count(0.1)
    net, by_hand = moons_net(), moons_net()
    train(net, optimizer=optimizer, epochs=2, batch_size=batch_size, seed=3)
    assert optimizer.steps == 2 * int(np.ceil(50 / batch_size))
    rng = np.random.default_rng(3)
    for _ in range(2):
        order = rng.permutation(50)
        assert sorted(order) == list(range(50))
        for start in range(0, 50, batch_size):
            chosen = order[start : start + batch_size]
            by_hand.theta -= 0.1 * by_hand.cost_and_gradient(X[:, chosen], Y[:, chosen])[1]
    np.testing.assert_allclose(net.theta, by_hand.theta, rtol=1e-9)


def test_history_is_exact():
    net = moons_net(l2=0.01)
    held_out = nnlib.datasets.moons(N=31, seed=5)
    validation = held_out[0], held_out[1][None].astype(float)
    seen = []

    def callback(network, history):
        seen.append((network.cost(X, Y), network.cost(*validation)))

    history = train(net, epochs=4, batch_size=16, validation=validation, callbacks=[callback])
    assert history.epochs == 4
    np.testing.assert_allclose(history.cost, [J for J, _ in seen], rtol=1e-12)
    np.testing.assert_allclose(history.validation_cost, [J for _, J in seen], rtol=1e-12)
    assert history.accuracy[-1] == np.mean(net.predict(X) == LABELS)
    assert history.validation_accuracy[-1] == np.mean(net.predict(held_out[0]) == held_out[1])


def test_history_over_several_chunks():
    """More examples than are evaluated at once: the mean is still over all of them."""
    points, labels = nnlib.datasets.moons(N=5000, seed=1)
    targets = labels[None].astype(float)
    net = moons_net()
    history = nnlib.train(net, points, targets, epochs=1, batch_size=1000, progress=False)
    assert history.cost[-1] == pytest.approx(net.cost(points, targets), rel=1e-12)
    assert history.accuracy[-1] == pytest.approx(np.mean(net.predict(points) == labels), rel=1e-12)


def test_snapshots():
    net = moons_net()
    seen = [net.theta.copy()]
    history = train(
        net, epochs=5, snapshot_every=2, callbacks=[lambda n, h: seen.append(n.theta.copy())]
    )
    assert [epoch for epoch, _ in history.snapshots] == [0, 2, 4]
    for epoch, theta in history.snapshots:
        np.testing.assert_array_equal(theta, seen[epoch])
    assert train(net, epochs=2).snapshots == []


def test_regression_has_no_accuracy():
    net = nnlib.Network([2, 3, 1])
    history = nnlib.train(net, X, X[:1] * X[1:], epochs=2, progress=False)
    assert len(history.cost) == 2
    assert history.accuracy == []


def test_seed_decides():
    nets = [moons_net() for _ in range(3)]
    runs = [
        train(net, epochs=3, batch_size=8, seed=seed)
        for net, seed in zip(nets, (1, 1, 2), strict=True)
    ]
    np.testing.assert_array_equal(nets[0].theta, nets[1].theta)
    assert runs[0].cost == runs[1].cost != runs[2].cost


def test_xor_is_learned():
    points, labels = nnlib.datasets.xor()
    net = nnlib.Network([2, 4, 1], output="sigmoid", loss="binary_cross_entropy", seed=1)
    targets = labels[None].astype(float)
    history = nnlib.train(
        net, points, targets, optimizer=GradientDescent(1.0), epochs=2000, progress=False
    )
    assert history.accuracy[-1] == 1
    assert history.cost[-1] < 0.01


def test_equal_weights_stay_equal():
    """Without random weights the neurons of a layer never differ."""
    net = moons_net(init=lambda rng, n, m: np.full((n, m), 0.3))
    train(net, epochs=20)
    np.testing.assert_allclose(net.W[1], np.broadcast_to(net.W[1][0], (5, 2)), rtol=1e-12)


@pytest.mark.parametrize("when", ["callback", "step"])
def test_ctrl_c_keeps_what_was_reached(when):
    class Stop(GradientDescent):
        steps = 0

        def step(self, theta, gradient):
            self.steps += 1
            if when == "step" and self.steps == 12:
                raise KeyboardInterrupt
            super().step(theta, gradient)

    def stop(network, history):
        if when == "callback" and history.epochs == 2:
            raise KeyboardInterrupt

    net, uninterrupted = moons_net(), moons_net()
    history = train(net, optimizer=Stop(0.1), epochs=9, batch_size=10, callbacks=[stop])
    assert history.interrupted
    assert history.epochs == 2
    assert history.cost == train(uninterrupted, epochs=2, batch_size=10).cost
    if when == "callback":
        np.testing.assert_array_equal(net.theta, uninterrupted.theta)
    else:
        assert not np.array_equal(net.theta, uninterrupted.theta)  # one step further


def test_ctrl_c_after_an_overflow_keeps_the_last_finite_parameters():
    class Overflow(GradientDescent):
        def step(self, theta, gradient):
            theta[...] = np.inf
            raise KeyboardInterrupt

    net = moons_net()
    start = net.theta.copy()
    assert train(net, optimizer=Overflow(0.1)).interrupted
    np.testing.assert_array_equal(net.theta, start)


@pytest.mark.parametrize("eta", [1e3, 1e100])
def test_divergence_from_the_first_step_leads_back_to_the_start(eta):
    net = nnlib.Network([2, 5, 1], hidden="identity")
    start = net.theta.copy()
    with pytest.raises(
        nnlib.DivergenceError, match=r"in epoch \d+.*smaller learning rate.*in a new optimizer"
    ) as caught:
        train(net, optimizer=GradientDescent(eta), epochs=500)
    history = caught.value.history
    assert f"in epoch {history.epochs + 1};" in str(caught.value)
    assert "back at those it started with" in str(caught.value)
    assert history.epochs < 500
    np.testing.assert_array_equal(net.theta, start)


@pytest.mark.filterwarnings("ignore::nnlib.StalledWarning")
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_with_every_rule_parameters_stay_finite(rule, dtype):
    """A rate far too large; a rule that bounds its steps survives it."""
    eta = float(np.finfo(dtype).max) / 100
    net = nnlib.Network([2, 5, 1], hidden="relu", dtype=dtype)  # a squared error that overflows
    with contextlib.suppress(nnlib.DivergenceError):
        train(net, optimizer=optimizer(rule, eta=eta), epochs=5, batch_size=10)
    assert np.isfinite(net.theta).all()


def test_divergence_leads_back_to_the_best_epoch():
    """Two good steps, then one too far: the parameters after the second stay."""
    net = nnlib.Network([2, 5, 1], hidden="identity")
    kept = []

    def keep(network, history):
        kept.append(network.theta.copy())

    rates = GradientDescent(lambda t: 0.1 if t < 3 else 1e3)
    with pytest.raises(nnlib.DivergenceError, match="the best so far, those after epoch 2") as e:
        train(net, optimizer=rates, epochs=500, callbacks=[keep])
    assert np.argmin(e.value.history.cost) == 1
    np.testing.assert_array_equal(net.theta, kept[1])


def test_the_cell_can_be_run_again_with_a_smaller_rate():
    """A rate of 5 takes ReLUs to costs of 7e230, from where every rate diverges."""
    net = nnlib.Network([2, 16, 1], hidden="relu", init="he")
    with pytest.raises(nnlib.DivergenceError):
        train(net, optimizer=GradientDescent(5), epochs=500)
    assert net.cost(X, Y) < 10
    history = train(net, optimizer=GradientDescent(0.05), epochs=50)
    assert history.cost[-1] < history.cost[0]


@pytest.mark.parametrize("N", [1, 1023, 1024, 1025, 2048, 2049])
def test_history_over_any_number_of_chunks(N):
    points, labels = nnlib.datasets.moons(N=max(N, 2), seed=1)
    points, targets = points[:, :N], labels[None, :N].astype(float)
    net = moons_net()
    history = nnlib.train(net, points, targets, epochs=2, progress=False)
    assert history.cost[-1] == pytest.approx(net.cost(points, targets), rel=1e-12)


def test_yes_or_no_targets_are_no_classes_wherever_they_look_so():
    """Training tells what targets are: the two held-out columns have one 1 each by chance."""
    net = nnlib.Network([2, 2], output="sigmoid", loss="binary_cross_entropy")
    Y = np.array([[1.0, 0, 1, 1], [0, 1, 1, 0]])
    history = nnlib.train(net, X[:, :4], Y, validation=(X[:, 4:6], Y[:, :2]), progress=False)
    assert (history.accuracy, history.validation_accuracy) == ([], [])


def test_momentum_is_not_carried_into_another_network():
    optimizer = nnlib.optimizers.Momentum(0.1)
    train(moons_net(), optimizer=optimizer)
    with pytest.raises(ValueError, match="a new Momentum for each run"):
        train(moons_net(), optimizer=optimizer)


def test_a_validation_cost_that_is_not_finite_is_a_divergence():
    net = nnlib.Network([2, 5, 1], hidden="identity")
    start = net.theta.copy()
    with pytest.raises(
        nnlib.DivergenceError, match="the validation cost became inf in epoch 1"
    ) as caught:
        train(net, validation=(1e200 * X, Y))
    assert caught.value.history.epochs == 0
    np.testing.assert_array_equal(net.theta, start)


def test_an_infinite_parameter_that_the_cost_does_not_show():
    class Overflow(GradientDescent):
        def step(self, theta, gradient):
            theta[0] = np.inf  # the bias of a neuron: tanh(inf) = 1

    net = moons_net()
    start = net.theta.copy()
    with pytest.raises(nnlib.DivergenceError, match="parameters became infinite or NaN in epoch 1"):
        train(net, optimizer=Overflow(0.1))
    np.testing.assert_array_equal(net.theta, start)


def test_a_divergence_travels_between_processes():
    error = nnlib.DivergenceError("the cost became inf", nnlib.History(cost=[0.5]))
    twin = pickle.loads(pickle.dumps(error))
    assert (str(twin), twin.history) == (str(error), error.history)


def test_a_failing_callback_is_heard_and_loses_nothing():
    def fail(network, history):
        if history.epochs == 3:
            raise RuntimeError("disk full")

    net, uninterrupted = moons_net(), moons_net()
    with pytest.raises(RuntimeError, match="disk full") as caught:
        train(net, callbacks=[fail])
    assert caught.value.history.cost == train(uninterrupted, epochs=3).cost
    np.testing.assert_array_equal(net.theta, uninterrupted.theta)


@pytest.mark.parametrize("who", ["optimizer", "callback", "callback, quietly"])
def test_whatever_ends_the_run_parameters_stay_finite(who):
    class Fails(GradientDescent):
        steps = 0

        def step(self, theta, gradient):
            super().step(theta, gradient)
            self.steps += 1
            if who == "optimizer" and self.steps == 3:
                theta[:2] = np.nan
                raise RuntimeError("failed")

    def fail(network, history):
        if history.epochs == 2 and who != "optimizer":
            network.theta[0] = np.inf
            if who == "callback":
                raise RuntimeError("failed")

    net, uninterrupted = moons_net(), moons_net()
    train(uninterrupted, epochs=2)
    if who == "callback, quietly":
        assert train(net, epochs=2, callbacks=[fail]).epochs == 2
    else:
        with pytest.raises(RuntimeError, match="failed") as caught:
            train(net, optimizer=Fails(0.1), callbacks=[fail])
        assert caught.value.history.epochs == 2
    np.testing.assert_array_equal(net.theta, uninterrupted.theta)


def test_progress_bar(capsys):
    train(moons_net(), epochs=2, progress=True)
    shown = capsys.readouterr().err
    assert "2/2" in shown
    assert "cost=" in shown
    train(moons_net(), epochs=2, progress=False)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("Y", "Y_hat", "share"),
    [
        ([[0.0, 1.0, 1.0]], [[0.4, 0.5, 0.2]], 2 / 3),
        ([[1.0, 0.0], [0.0, 1.0]], [[0.6, 0.7], [0.4, 0.3]], 0.5),
        ([[0.3, 1.0]], [[0.3, 1.0]], None),
        ([[1.0], [1.0]], [[1.0], [1.0]], None),
    ],
)
def test_accuracy(Y, Y_hat, share):
    assert nnlib.accuracy(np.array(Y), np.array(Y_hat)) == share


@pytest.mark.parametrize(
    ("Y", "Y_hat", "words"),
    [
        (np.zeros((1, 4)), np.zeros((4, 1)), "Y_hat has shape"),
        (np.zeros(4), np.zeros(4), r"Y has shape \(4,\), but a d_L x N matrix is wanted"),
        (np.zeros((2, 0)), np.zeros((2, 0)), r"Y has shape \(2, 0\)"),
        (np.zeros((1, 2)), np.array([[0.5, np.nan]]), "Y_hat holds 1 entry"),
        (np.array([0, 1]), np.array([0, 1]), r"Y has shape \(2,\).*np\.mean\(labels == predicted"),
        (np.array([[0, 1]]), np.array([[0, 1]]), "Y has dtype int64"),
    ],
)
def test_accuracy_of_something_else(Y, Y_hat, words):
    with pytest.raises(ValueError, match=words):
        nnlib.accuracy(Y, Y_hat)
