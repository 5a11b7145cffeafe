"""SciPy's methods on a network: its iterates, the history, and every way in which a run may end."""

import numpy as np
import pytest
from scipy import optimize

import nnlib
from nnlib.minimize import METHODS, minimize
from nnlib.optimizers import GradientDescent

X, LABELS = nnlib.datasets.moons(N=60, noise=0.2, seed=0)
Y = LABELS[None].astype(float)
HELD_OUT = nnlib.datasets.moons(N=60, noise=0.3, seed=1)
VALIDATION = HELD_OUT[0], HELD_OUT[1][None].astype(float)


def moons_net(**settings):
    return nnlib.Network([2, 6, 1], output="sigmoid", loss="binary_cross_entropy", **settings)


def run(net=None, **settings):
    net = moons_net() if net is None else net
    return net, minimize(net, X, Y, progress=False, **settings)


class Counting(nnlib.Network):
    """It counts the gradients that are taken, and may be interrupted at one of them."""

    calls, fatal = 0, np.inf

    def cost_and_gradient(self, X, Y):
        self.calls += 1
        if self.calls == self.fatal:
            raise KeyboardInterrupt
        return super().cost_and_gradient(X, Y)


def counting_net():
    return Counting([2, 6, 1], output="sigmoid", loss="binary_cross_entropy")


@pytest.mark.parametrize("method", METHODS)
def test_the_iterates_are_those_of_scipy(method):
    net, objective = moons_net(l2=1e-3), nnlib.Objective(moons_net(l2=1e-3), X, Y)
    ours, theirs = [], []

    def product(theta, v):
        objective.network.theta = theta
        return nnlib.second_order.hessian_vector_product(objective.network, X, Y, v)

    found = optimize.minimize(
        objective.value_and_gradient,
        net.theta.copy(),
        jac=True,
        hessp=product if method == "Newton-CG" else None,
        method=method,
        callback=lambda theta: theirs.append(theta.copy()),
        options={"maxiter": 15},
    )
    _, history = run(
        net,
        method=method,
        max_iterations=15,
        callbacks=[lambda net, history: ours.append(net.theta.copy())],
    )
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(net.theta, found.x, rtol=1e-9, atol=1e-12)
    assert history.cost[-1] == pytest.approx(found.fun, rel=1e-9)
    assert (history.epochs, history.stopped, history.interrupted) == (15, "", False)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("method", METHODS)
def test_it_ends_where_the_gradient_is_small_and_counts_what_it_took(method, dtype):
    net = Counting([2, 6, 1], output="tanh", l2=0.01, dtype=dtype)
    _, history = run(net, method=method, tolerance=1e-4)
    assert history.stopped == "no entry of the gradient is larger than 0.0001"
    products = history.gradients[-1] - net.calls
    assert products > 20 if method == "Newton-CG" else products == 0
    assert net.theta.dtype == dtype
    assert np.abs(net.cost_and_gradient(X, Y)[1]).max() <= 1.001e-4
    assert net.cost(X, Y) == pytest.approx(history.cost[-1], rel=1e-6)
    assert (np.diff(history.cost) <= 1e-7).all() and (np.diff(history.gradients) > 0).all()
    assert len(history.accuracy) == len(history.gradients) == history.epochs
    assert not history.validation_cost and not history.snapshots
    # A second run has nothing left to do.
    _, again = run(net, method=method, tolerance=1.001e-4)
    assert again.epochs == 0 and "no entry of the gradient" in again.stopped


def test_train_counts_gradients_too():
    def trained(rule):
        return nnlib.train(
            moons_net(), X, Y, optimizer=rule, epochs=3, batch_size=25, progress=False
        )

    assert trained(GradientDescent()).gradients == [1, 2, 3]
    assert trained(nnlib.optimizers.OnlineLBFGS()).gradients == [2, 4, 6]


@pytest.mark.parametrize("fatal", [1, 2, 9])
@pytest.mark.parametrize("method", METHODS)
def test_ctrl_c_in_a_gradient_keeps_the_last_iteration(method, fatal):
    net = counting_net()
    net.fatal, start = fatal, net.theta.copy()
    _, history = run(net, method=method)
    assert (history.interrupted, history.stopped) == (True, "")
    assert len(history.accuracy) == len(history.gradients) == history.epochs
    if history.epochs:
        assert net.cost(X, Y) == pytest.approx(min(history.cost), rel=1e-12)
    else:
        np.testing.assert_array_equal(net.theta, start)


@pytest.mark.parametrize("method", METHODS)
def test_ctrl_c_in_a_callback(method):
    def interrupt(net, history):
        if history.epochs == 3:
            raise KeyboardInterrupt

    net, history = run(method=method, callbacks=[interrupt])
    assert (history.interrupted, history.epochs) == (True, 3)
    assert net.cost(X, Y) == pytest.approx(history.cost[-1], rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("wish", [True, "enough"])
def test_a_callback_stops_it(method, wish):
    net, history = run(method=method, callbacks=[lambda net, history: history.epochs == 2 and wish])
    assert history.epochs == 2
    assert history.stopped == ("enough" if wish == "enough" else "callbacks[0] asked to stop")
    assert net.cost(X, Y) == pytest.approx(history.cost[-1], rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("raised", "caught"), [(LookupError, LookupError), (StopIteration, RuntimeError)]
)
def test_what_a_callback_raises_comes_out_with_the_history(method, raised, caught):
    def trouble(net, history):
        if history.epochs == 2:
            raise raised("no disk")

    with pytest.raises(caught) as failure:
        run(method=method, callbacks=[trouble])
    assert failure.value.history.epochs == 2


def test_early_stopping_is_that_of_train():
    net = nnlib.Network([2, 40, 1], output="sigmoid", loss="binary_cross_entropy", init="normal")
    net, history = run(net, validation=VALIDATION, patience=4)
    best = history.best_epoch
    assert history.epochs == best + 4
    assert "has not fallen for 4 epochs" in history.stopped
    assert net.cost(*VALIDATION) == pytest.approx(min(history.validation_cost), rel=1e-12)
    assert len(history.validation_accuracy) == history.epochs


class Broken(nnlib.activations.Tanh):
    """NaN once a weight has grown."""

    def __init__(self, net, largest):
        self.net, self.largest = net, largest

    def value(self, Z, out=None):
        A = super().value(Z, out)
        if np.abs(self.net.W[1]).max() > self.largest:
            A *= np.nan
        return A


@pytest.mark.parametrize("method", METHODS)
def test_a_start_without_a_cost_is_a_divergence(method):
    net = nnlib.Network([2, 1])
    net.theta *= 1e200
    start = net.theta.copy()
    with pytest.raises(nnlib.DivergenceError, match="cost became inf in iteration 1") as failure:
        run(net, method=method)
    assert "back at those it started with" in str(failure.value)
    assert failure.value.history.epochs == 0
    np.testing.assert_array_equal(net.theta, start)


def test_a_gradient_without_numbers_is_one_too(monkeypatch):
    net = moons_net()
    monkeypatch.setattr(net, "cost_and_gradient", lambda X, Y: (1.0, np.full(net.P, np.nan)))
    with pytest.raises(nnlib.DivergenceError, match="the gradient became infinite or NaN"):
        run(net)


@pytest.mark.parametrize("method", METHODS)
def test_a_place_without_a_cost_on_the_way_leaves_the_network_whole(method):
    """A line search may look where there is no cost; only what it accepts counts."""
    net = moons_net()
    net.sigma[1] = Broken(net, 3 * np.abs(net.W[1]).max())
    try:
        _, history = run(net, method=method)
        assert history.stopped
    except nnlib.DivergenceError as error:
        history = error.history
        assert f"in iteration {history.epochs + 1}" in str(error)
    assert np.isfinite(net.theta).all() and np.isfinite(history.cost).all()
    assert history.epochs > 1
    assert net.cost(X, Y) == pytest.approx(min(history.cost), rel=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_where_no_step_is_left_it_says_so_in_words(method):
    net, history = run(nnlib.Network([2, 1]), method=method, tolerance=1e-300)
    assert history.epochs < 200
    assert history.stopped.startswith(("the line search found no lower cost", "Newton's equation"))
    assert np.abs(net.cost_and_gradient(X, Y)[1]).max() < 1e-6


def test_what_a_callback_does_to_the_examples_changes_nothing():
    inputs = X.copy(order="F")

    def spoil(net, history):
        inputs[:] = 0

    assert minimize(moons_net(), inputs, Y, callbacks=[spoil], progress=False).cost == run()[1].cost


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"method": "BFGS"}, "method is 'BFGS', but must be one of.*it is called 'L-BFGS-B' here"),
        ({"method": "fmincg"}, "it is called 'CG' here"),
        ({"method": None}, "method is None"),
        ({"max_iterations": 0}, "max_iterations is 0, but must be a whole number of at least 1"),
        ({"tolerance": 0}, "tolerance is 0, but must be a number above 0"),
        ({"patience": 3}, "patience is 3, but early stopping watches"),
        ({"validation": X}, r"must be a pair \(X, Y\)"),
        ({"callbacks": [1]}, r"callbacks\[0\] is 1"),
        ({"callbacks": print}, r"callbacks=\[f\] for a single one"),
    ],
)
def test_bad_settings(settings, words):
    net = moons_net()
    with pytest.raises(ValueError, match=words):
        run(net, **settings)
    np.testing.assert_array_equal(net.theta, moons_net().theta)


def test_bad_examples_and_networks():
    with pytest.raises(TypeError, match="must be an nnlib.Network"):
        minimize("net", X, Y)
    with pytest.raises(ValueError, match="X has 1 row, but d_0 = 2"):
        minimize(moons_net(), X[:1], Y)
    with pytest.raises(ValueError, match=r"dropout 0\.3.*use nnlib\.train"):
        run(moons_net(dropout=0.3))
    net = moons_net()
    net.theta[0] = np.nan
    with pytest.raises(ValueError, match="theta holds 1 entry that is NaN"):
        run(net)


def test_the_bar_counts_iterations(monkeypatch, capsys):
    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    minimize(moons_net(), X, Y, max_iterations=4)
    shown = capsys.readouterr().err
    assert "4/4" in shown and "iteration" in shown and "cost=" in shown
    run(max_iterations=4)
    assert not capsys.readouterr().err
