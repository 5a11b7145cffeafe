"""What a user hands over is obeyed or refused, never half obeyed; advice can be followed."""

import copy
import os
import pickle
import re
import stat
import threading

import numpy as np
import pytest

import nnlib
from nnlib.activations import Activation
from nnlib.optimizers import GradientDescent

X, LABELS = nnlib.datasets.moons(40, seed=2)
Y = LABELS[None, :].astype(float)


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


class Natural(Activation):
    """A function of Z that returns an array, as one writes it first."""

    def value(self, Z):
        return Z * sigmoid(Z)

    def derivative(self, Z):
        return sigmoid(Z) + Z * sigmoid(Z) * (1 - sigmoid(Z))


class Deaf(Natural):
    """It takes ``out``, and leaves it alone."""

    def value(self, Z, out=None):
        return super().value(Z)

    def derivative(self, Z, A=None, out=None):
        return super().derivative(Z)


class Obeying(Natural):
    def value(self, Z, out=None):
        return np.multiply(Z, sigmoid(Z), out=out)

    def derivative(self, Z, A=None, out=None):
        return np.add(0, super().derivative(Z), out=out)


@pytest.mark.parametrize("kind", [Natural, Deaf, Obeying])
def test_an_activation_of_the_readers_own_is_computed_with(kind):
    net, twin = nnlib.Network([2, 5, 4, 1]), nnlib.Network([2, 5, 4, 1])
    net.sigma[1], twin.sigma[1] = kind(), Obeying()
    assert net.cost(X, Y) == net.cost(X, Y) == twin.cost(X, Y)
    assert nnlib.check_gradient(net, X[:, :5], Y[:, :5]).ok
    history = nnlib.train(net, X, Y, epochs=3, progress=False)
    assert history.cost == nnlib.train(twin, X, Y, epochs=3, progress=False).cost
    assert repr(net.sigma[1]) == f"{kind.__name__}()"
    assert np.array_equal(net.copy().forward(X), net.forward(X))


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (None, r"sigma\[1\]\.value\(Z\) gives NoneType for Z of shape \(1, 4\)"),
        (0.5, r"sigma\[1\]\.value\(Z\) gives float"),
        (np.zeros(3), r"sigma\[1\]\.value\(Z\) gives \(3,\)"),
    ],
)
def test_an_activation_that_gives_no_array_is_refused_when_it_is_handed_over(result, words):
    class Wrong(Activation):
        def value(self, Z, out=None):
            return result

    class WronglyNatural(Activation):
        def value(self, Z):
            return result

    net = nnlib.Network([2, 3, 1])
    for wrong in (Wrong(), WronglyNatural()):
        with pytest.raises(ValueError, match=words):
            net.sigma[1] = wrong
    assert repr(net.sigma[1]) == "Tanh()"


def test_an_activation_is_asked_for_its_slope_as_a_pass_asks():
    """With A known, which some use in place of Z."""

    class ByA(Activation):
        def value(self, Z):
            return np.tanh(Z)

        def derivative(self, Z, A):
            return 1 - A * A

    net, twin = nnlib.Network([2, 3, 1]), nnlib.Network([2, 3, 1])
    net.sigma[1] = ByA()
    np.testing.assert_array_equal(net.cost_and_gradient(X, Y)[1], twin.cost_and_gradient(X, Y)[1])


def test_a_step_that_returns_what_it_should_have_changed_is_refused():
    class Returns(GradientDescent):
        def step(self, theta, gradient):
            return theta - self.eta * gradient

    class ChangesAndReturns(GradientDescent):
        def step(self, theta, gradient):
            super().step(theta, gradient)
            return theta

    with pytest.raises(ValueError, match=r"must change theta in place: theta\[\.\.\.\] = "):
        nnlib.train(nnlib.Network([2, 3, 1]), X, Y, optimizer=Returns(0.1), progress=False)
    net, twin = nnlib.Network([2, 3, 1]), nnlib.Network([2, 3, 1])
    nnlib.train(net, X, Y, optimizer=ChangesAndReturns(0.1), progress=False)
    nnlib.train(twin, X, Y, optimizer=GradientDescent(0.1), progress=False)
    np.testing.assert_array_equal(net.theta, twin.theta)


class Named(nnlib.Network):
    """A subclass with a constructor and an attribute of its own."""

    def __init__(self, name, width):
        super().__init__([2, width, 1], seed=5)
        self.name = name


@pytest.mark.parametrize(
    "duplicate", [Named.copy, copy.copy, copy.deepcopy, lambda n: pickle.loads(pickle.dumps(n))]
)
def test_a_copy_of_a_subclass_is_one_with_all_that_it_has(duplicate):
    net = Named(["mine"], 3)
    net.sigma[1] = Natural()
    twin = duplicate(net)
    assert type(twin) is Named
    assert twin.name == ["mine"]
    np.testing.assert_array_equal(twin.forward(X), net.forward(X))
    assert np.shares_memory(twin.theta, twin.W[1])
    assert not np.shares_memory(twin.theta, net.theta)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"hidden": "logistic"}, "it is called 'sigmoid' here"),
        ({"output": "linear"}, "it is called 'identity' here"),
        ({"loss": "categorical_crossentropy"}, "it is called 'cross_entropy' here"),
        ({"loss": "NLL"}, "it is called 'cross_entropy' here"),
        ({"init": "xavier"}, "it is called 'glorot' here"),
        ({"init": "kaiming"}, "it is called 'he' here"),
        ({"hidden": "sofmax"}, "one of (?!.*'softmax')"),
    ],
)
def test_names_known_from_elsewhere_are_recognised(settings, words):
    with pytest.raises(ValueError, match=words):
        nnlib.Network([2, 3, 1], **settings)


class Series:
    """What pandas gives for a column: an array in effect, without ``reshape``."""

    def __init__(self, values):
        self._values = np.asarray(values)

    def __array__(self, dtype=None, copy=None):
        return self._values.astype(dtype) if dtype else self._values


class Sparse:
    def toarray(self):
        return X


LINE = np.linspace(-1, 1, 7)


def forward(d):
    return lambda X: nnlib.Network(d).forward(X)


def train(X, Y, **settings):
    return nnlib.train(nnlib.Network([2, 3, 2]), X, Y, epochs=1, progress=False, **settings)


def yes_or_no(Y, **settings):
    net = nnlib.Network([2, 3, 1], output="sigmoid", loss="binary_cross_entropy")
    return nnlib.train(net, X, Y, epochs=1, progress=False, **settings)


ONE_HOT = nnlib.one_hot(LABELS, 2)
# How a message names the expression that mends an argument.
SNIPPETS = (
    r"by (\S+\.reshape\(.*\)\.T)",
    r"(\S+\.reshape\(.*?\))",
    r"pass (\S+)$",
    r"convert it with (.+)$",
    r"(\S+\.toarray\(\))",
    r"by (nnlib\.one_hot\(labels, \d+\))",
    r"(np\.unique\(.*?\)\[1\])",
    r"(\S+\.astype\(int\))",
    r"; (.+) (?:makes them|does)$",
    r"by (\S+\.ravel\(\))",
)
ADVICE = {
    "a line of numbers": (forward([1, 4, 1]), {"X": LINE}, "X"),
    "one example": (forward([7, 1]), {"X": LINE}, "X"),
    "a list of numbers": (forward([1, 1]), {"X": LINE.tolist()}, "X"),
    "a column of a table": (forward([1, 1]), {"X": Series(LINE)}, "X"),
    "examples as rows": (forward([2, 1]), {"X": X.T.copy()}, "X"),
    "rows in a list": (forward([2, 1]), {"X": X.T.tolist()}, "X"),
    "whole numbers": (forward([2, 1]), {"X": np.ones((2, 3), int)}, "X"),
    "whole numbers in a list": (forward([2, 1]), {"X": [[1, 2], [3, 4]]}, "X"),
    "objects": (forward([2, 1]), {"X": X.astype(object)}, "X"),
    "sparse": (forward([2, 1]), {"X": Sparse()}, "X"),
    "labels for targets": (lambda Y: train(X, Y), {"Y": LABELS}, "Y"),
    "labels held out": (
        lambda validation: train(X, ONE_HOT, validation=validation),
        {"validation": (X, LABELS)},
        "validation Y",
    ),
    "words for labels": (
        lambda labels: nnlib.one_hot(labels, 2),
        {"labels": np.array(["cat", "dog", "cat"])},
        "labels",
    ),
    "labels from 1": (
        lambda labels: nnlib.one_hot(labels, 3),
        {"labels": np.array([1, 3, 2])},
        "labels",
    ),
    "labels with a gap below 0": (
        lambda labels: nnlib.one_hot(labels, 2),
        {"labels": np.array([-1, 1, 1])},
        "labels",
    ),
    "labels in a column": (
        lambda labels: nnlib.one_hot(labels, 2),
        {"labels": LABELS[:, None]},
        "labels",
    ),
    "labels in a row of a list": (
        lambda labels: nnlib.one_hot(labels, 2),
        {"labels": [[0, 1, 1]]},
        "labels",
    ),
    "yes or no": (lambda labels: nnlib.one_hot(labels, 2), {"labels": LABELS > 0}, "labels"),
    "labels in a row for targets": (lambda Y: train(X, Y), {"Y": Y}, "Y"),
    "targets of -1 and 1": (yes_or_no, {"Y": 2 * Y - 1}, "Y"),
    "targets of 1 and 2": (yes_or_no, {"Y": Y + 1}, "Y"),
    "targets of -1 and 1 held out": (
        lambda validation: yes_or_no(Y, validation=validation),
        {"validation": (X, 2 * Y - 1)},
        "validation Y",
    ),
    "numbers in words": (forward([2, 1]), {"X": X.astype(str)}, "X"),
    "images": (forward([6, 1]), {"X": np.ones((5, 2, 3))}, "X"),
    "labels as floats": (lambda labels: nnlib.one_hot(labels, 2), {"labels": [0.0, 1.0]}, "labels"),
}


@pytest.mark.parametrize(("call", "given", "argument"), ADVICE.values(), ids=ADVICE)
def test_advice_works_when_it_is_followed_to_the_letter(call, given, argument):
    with pytest.raises(ValueError, match=re.escape(argument)) as refused:
        call(**given)
    snippet = next(found for form in SNIPPETS for found in re.findall(form, str(refused.value)))
    mended = eval(snippet, {"np": np, "nnlib": nnlib, "labels": LABELS, **given})
    call(**{"validation": (X, mended)} if argument == "validation Y" else {argument: mended})


def test_a_file_says_which_form_it_has(tmp_path, monkeypatch):
    path = tmp_path / "net.npz"
    monkeypatch.setattr(nnlib.saving, "VERSION", 2)
    nnlib.Network([2, 1]).save(path)
    monkeypatch.undo()
    with pytest.raises(ValueError, match="was saved as version 2, but this nnlib reads version 1"):
        nnlib.Network.load(path)


def test_a_small_file_that_claims_a_huge_network_is_refused_unbuilt(tmp_path):
    path = tmp_path / "net.npz"
    net = nnlib.Network([3, 2])
    settings = str({**nnlib.saving.settings_of(net), "d": [20000, 20000]}).replace("'", '"')
    np.savez(path, theta=net.theta, settings=settings)
    with pytest.raises(ValueError, match=r"8 parameters, but d = \[20000, 20000\]"):
        nnlib.Network.load(path)


def test_several_savers_and_a_loader_at_one_path(tmp_path):
    path = tmp_path / "net.npz"
    nets = [nnlib.Network([30, 20], seed=seed) for seed in range(4)]
    nets[0].save(path)
    errors = []

    def work(net):
        try:
            for _ in range(20):
                net.save(path)
                loaded = nnlib.Network.load(path)
                assert any(np.array_equal(loaded.theta, each.theta) for each in nets)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=[net]) for net in nets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [file.name for file in tmp_path.iterdir()] == ["net.npz"]


def test_a_link_is_followed_a_mode_kept_and_a_file_of_the_user_left_alone(tmp_path):
    real, link, other = tmp_path / "real.npz", tmp_path / "link.npz", tmp_path / "link.npz.part"
    nnlib.Network([2, 1]).save(real)
    real.chmod(0o600)
    link.symlink_to(real)
    other.write_text("mine")
    nnlib.Network([2, 1], seed=9).save(link)
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert other.read_text() == "mine"
    np.testing.assert_array_equal(
        nnlib.Network.load(real).theta, nnlib.Network([2, 1], seed=9).theta
    )
    fresh = tmp_path / "fresh.npz"
    mask = os.umask(0o027)
    try:
        nnlib.Network([2, 1]).save(fresh)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o640


def test_something_that_is_no_file_is_not_replaced(tmp_path):
    with pytest.raises(ValueError, match="which is no file, but must be one"):
        nnlib.Network([2, 1]).save(tmp_path)
    with pytest.raises(ValueError, match="which is no file, but must be one"):
        nnlib.Network([2, 1]).save(os.devnull)


def test_loading_a_number_leaves_the_standard_streams_open():
    with pytest.raises(TypeError):
        nnlib.Network.load(1)
    os.fstat(1)


def test_histories_are_compared_with_their_snapshots():
    def run(seed):
        net = nnlib.Network([2, 3, 1], seed=seed)
        return nnlib.train(net, X, Y, epochs=2, snapshot_every=1, progress=False)

    assert run(0) == run(0)
    assert run(0) != run(1)
    shorter = run(0)
    shorter.snapshots.pop()
    assert run(0) != shorter
    assert run(0) != "a history"


def test_a_loss_wants_an_activation():
    with pytest.raises(ValueError, match="output is 'identity', but must be an Activation"):
        nnlib.losses.get("mse", "identity")
