"""Early stopping: when it ends a run, which parameters are back, and what the history says."""

import numpy as np
import pytest

import nnlib
from nnlib.optimizers import GradientDescent

X, LABELS = nnlib.datasets.moons(N=30, noise=0.3, seed=0)
Y = LABELS[None].astype(float)
HELD_OUT = nnlib.datasets.moons(N=60, noise=0.3, seed=1)
VALIDATION = HELD_OUT[0], HELD_OUT[1][None].astype(float)


def run(patience=None, epochs=400, **settings):
    """A network that can learn 30 noisy points by heart."""
    net = nnlib.Network([2, 40, 1], output="sigmoid", loss="binary_cross_entropy", init="normal")
    history = nnlib.train(
        net, X, Y, optimizer=GradientDescent(0.5), epochs=epochs, batch_size=30,
        validation=VALIDATION, patience=patience, progress=False, **settings,
    )  # fmt: skip
    return net, history


def test_the_best_parameters_are_back_and_the_history_says_why():
    net, history = run(patience=7)
    best = history.best_epoch
    assert history.epochs == best + 7 < 400
    assert history.stopped == (
        f"the validation cost has not fallen for 7 epochs; the network is back at the parameters "
        f"after epoch {best}"
    )
    assert not history.interrupted
    assert min(history.validation_cost) == history.validation_cost[best - 1]
    assert net.cost(*VALIDATION) == pytest.approx(min(history.validation_cost), rel=1e-12)
    twin, _ = run(epochs=best)
    np.testing.assert_array_equal(net.theta, twin.theta)


def test_without_patience_the_run_goes_on_and_the_last_parameters_stay():
    net, history = run(epochs=60)
    assert (history.epochs, history.stopped) == (60, "")
    assert net.cost(X, Y) == pytest.approx(history.cost[-1], rel=1e-12)
    assert history.best_epoch == 1 + np.argmin(history.validation_cost)
    assert nnlib.History().best_epoch is None


def test_a_run_out_of_epochs_is_at_its_best_too():
    _, patient = run(patience=7)
    epochs = patient.best_epoch + 3
    net, history = run(patience=7, epochs=epochs)
    assert (history.epochs, history.stopped) == (epochs, "")
    assert net.cost(*VALIDATION) == pytest.approx(min(history.validation_cost), rel=1e-12)


@pytest.mark.parametrize("how", ["wish", "Ctrl-C"])
def test_a_run_that_is_ended_is_at_its_best_too(how):
    _, patient = run(patience=7)
    best = patient.best_epoch

    def end(network, history):
        if history.epochs == best + 2:
            if how == "Ctrl-C":
                raise KeyboardInterrupt
            return "enough"
        return None

    net, history = run(patience=7, callbacks=[end])
    assert history.epochs == best + 2
    assert history.stopped == ("enough" if how == "wish" else "")
    assert net.cost(*VALIDATION) == pytest.approx(min(history.validation_cost), rel=1e-12)


def test_callbacks_hear_of_the_last_epoch_and_see_where_it_led():
    heard = []
    _, history = run(patience=3, callbacks=[lambda n, h: heard.append(n.cost(X, Y))])
    np.testing.assert_allclose(heard, history.cost, rtol=1e-12)


@pytest.mark.parametrize(
    ("patience", "validation", "words"),
    [
        (5, None, r"patience is 5, but early stopping watches.*give validation=\(X, Y\)"),
        (0, VALIDATION, "patience is 0, but must be a whole number of at least 1"),
        (2.5, VALIDATION, r"patience is 2\.5"),
    ],
)
def test_it_needs_held_out_examples_and_a_whole_number(patience, validation, words):
    net = nnlib.Network([2, 3, 1])
    before = net.theta.copy()
    with pytest.raises(ValueError, match=words):
        nnlib.train(net, X, Y, patience=patience, validation=validation, progress=False)
    np.testing.assert_array_equal(net.theta, before)
