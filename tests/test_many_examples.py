"""Many examples: what nobody asked to keep takes no memory, and changes no number."""

import tracemalloc

import numpy as np
import pytest
from cases import PAIRS

import nnlib
from nnlib.arrays import CHUNK
from nnlib.training import Measure

RNG = np.random.default_rng(0)
N = 20 * CHUNK + 7
X = RNG.normal(size=(3, N))
LABELS = 2 * (X[0] > 0) + (X[1] > 0)
Y = nnlib.one_hot(LABELS, 4)


def classifier():
    return nnlib.Network([3, 256, 4], output="softmax", loss="cross_entropy")


def bytes_of(call):
    """The most that a call takes, and what it leaves behind."""
    tracemalloc.start()
    call()
    left, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most, left


CALLS = {
    "predict": lambda net: net.predict(X),
    "classify": lambda net: net.classify(X),
    "cost": lambda net: net.cost(X, Y),
    "measure": lambda net: Measure(net, X, Y)(),
    "train": lambda net: nnlib.train(net, X, Y, batch_size=64, epochs=1, progress=False),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_memory_does_not_grow_with_what_nobody_asked_for(call):
    net = classifier()
    A_and_Z, _ = bytes_of(lambda: net.forward(X))
    assert A_and_Z > 2 * 256 * 8 * N
    net = classifier()
    most, left = bytes_of(lambda: call(net))
    assert most < A_and_Z / 8
    assert left < A_and_Z / 1000


@pytest.mark.parametrize("n", [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])
def test_the_results_are_those_of_one_pass_over_all(n):
    net, x, y = classifier(), X[:, :n], Y[:, :n]
    J, _ = net.cost_and_gradient(x, y)
    Y_hat = net.A[net.L]
    assert net.cost(x, y) == pytest.approx(J, rel=1e-15 if n > CHUNK else 0, abs=0)
    np.testing.assert_array_equal(net.predict(x), Y_hat.argmax(axis=0))
    assert Measure(net, x, y)() == (net.cost(x, y), np.mean(net.predict(x) == LABELS[:n]))
    values = nnlib.Network([3, 5, 2])
    np.testing.assert_allclose(values.predict(x), values.forward(x), rtol=1e-13, atol=1e-15)


def test_a_and_z_are_those_of_the_last_forward_pass_whatever_was_predicted_since():
    net = classifier()
    net.forward(X[:, :5])
    A, Z = net.A[1], net.Z[1]
    net.predict(X[:, :9])
    net.cost(X[:, :9], Y[:, :9])
    net.classify(X[:, :9])
    assert net.A[1] is A
    assert net.Z[1] is Z


@pytest.mark.parametrize(
    ("loss", "output", "d_L"),
    [(*pair, 4) for pair in PAIRS] + [(*pair, 1) for pair in PAIRS if pair[1] != "softmax"],
)
def test_classes_are_those_that_an_accuracy_counts(loss, output, d_L):
    labels = LABELS[:200] if d_L > 1 else LABELS[:200] % 2
    y = nnlib.one_hot(labels, 4) if d_L > 1 else labels[None, :].astype(float)
    net = nnlib.Network([3, 6, d_L], output=output, loss=loss)
    x, few = X[:, :200], nnlib.optimizers.GradientDescent(0.01)
    history = nnlib.train(net, x, y, optimizer=few, epochs=1, progress=False)
    assert np.mean(net.classify(x) == labels) == history.accuracy[-1]
    assert net.classify(x).shape == (200,)


@pytest.mark.parametrize("call", ["predict", "classify"])
@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_a_network_that_gives_no_number_has_no_answer(loss, output, call):
    """The largest of NaNs is the first of them, and 0 is a class like any other."""
    net = nnlib.Network([3, 6, 2], output=output, loss=loss)
    net.theta[...] = np.nan
    with np.errstate(invalid="ignore"), pytest.raises(ValueError, match="Y_hat holds .* NaN"):
        getattr(net, call)(X[:, :5])


@pytest.mark.parametrize("loss", ["mse", "huber"])
def test_the_cost_does_not_depend_on_how_arrays_lie_in_memory(loss):
    net = nnlib.Network([3, 8, 9], loss=loss)
    y = RNG.normal(size=(9, 50))
    first = net.cost_and_gradient(X[:, :50], y)
    for x in (X[:, :50], np.asfortranarray(X[:, :50]), X[::-1, :50].copy()[::-1]):
        for targets in (y, np.asfortranarray(y), np.repeat(y, 2, axis=1)[:, ::2]):
            assert net.cost(x, targets) == first[0]
            J, gradient = net.cost_and_gradient(x, targets)
            assert first[0] == J
            np.testing.assert_array_equal(gradient, first[1])


def test_a_callback_that_changes_the_examples_changes_nothing():
    """Costs followed the new numbers, and steps the old ones."""
    x, y, xv, yv = X[:, :60].copy(), Y[:, :60].copy(), X[:, 60:90].copy(), Y[:, 60:90].copy()

    def spoil(network, history):
        for array in (x, y, xv, yv):
            array *= -1

    def run(*callbacks):
        net = classifier()
        return nnlib.train(
            net, x, y, validation=(xv, yv), epochs=3, callbacks=callbacks, progress=False
        )

    undisturbed = run()
    assert run(spoil) == undisturbed
