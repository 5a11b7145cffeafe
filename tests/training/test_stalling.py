"""What is used when nothing is named works, and a run that leads nowhere says so and why."""

import warnings

import cases
import numpy as np
import pytest

import nnlib
from nnlib.datasets import DATASETS
from nnlib.optimizers import OPTIMIZERS, GradientDescent

POINTS, LABELS = nnlib.datasets.moons()
TARGETS = LABELS[None].astype(float)
MANY, MANY_LABELS = nnlib.datasets.moons(3000)
DIGITS, NAMES = nnlib.datasets.digits()
Y = nnlib.one_hot(NAMES, 10)


def digits_net(**settings):
    return nnlib.Network([64, 32, 10], output="softmax", loss="cross_entropy", **settings)


def moons_net(**settings):
    shape = {"output": "sigmoid", "loss": "binary_cross_entropy", **settings}
    return nnlib.Network([2, 16, 1], **shape)


def train(net, X=POINTS, Y=TARGETS, **settings):
    return nnlib.train(net, X, Y, progress=False, **settings)


@pytest.mark.parametrize("hidden", ["tanh", "relu", "sigmoid"])
def test_the_digits_are_learned_with_all_defaults(hidden):
    assert train(digits_net(hidden=hidden), DIGITS, Y).accuracy[-1] > 0.95


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_every_rule_works_on_the_digits_with_all_defaults(rule):
    """Small rates of the papers take twice the epochs; RProp takes all examples in every step."""
    together = {"RProp": {"batch_size": DIGITS.shape[1]}}.get(rule, {})
    history = train(digits_net(), DIGITS, Y, optimizer=cases.optimizer(rule), epochs=20, **together)
    assert history.accuracy[-1] > 0.95


# Two spirals take long with any rule: more epochs, and a second hidden layer.
EPOCHS = {"spirals": 600}


@pytest.mark.parametrize("name", cases.PLANE)
@pytest.mark.parametrize(("output", "loss"), [("sigmoid", "binary_cross_entropy"), (None, None)])
def test_the_sets_of_the_plane_are_learned_with_no_rule_named(name, output, loss):
    X, labels = DATASETS[name]()
    settings = {"output": output, "loss": loss} if output else {}
    d = [2, 16, 16, 1] if name == "spirals" else [2, 16, 1]
    net = nnlib.Network(d, hidden="tanh", **settings)
    history = train(net, X, labels[None].astype(float), epochs=EPOCHS.get(name, 100))
    assert history.accuracy[-1] >= 0.95


@pytest.mark.parametrize("N", [1, 31, 32, 33, 200])
def test_batches_are_small_where_nobody_says_how_large(N):
    sizes = []

    class Count(GradientDescent):
        def step(self, theta, gradient):
            sizes.append(1)
            super().step(theta, gradient)

    train(moons_net(), POINTS[:, :N], TARGETS[:, :N], optimizer=Count(), epochs=1)
    assert len(sizes) == -(-N // 32)


def xor():
    X, labels = nnlib.datasets.xor()
    return np.tile(X, 20), np.tile(labels, 20)[None].astype(float)


class Idle(GradientDescent):
    def step(self, theta, gradient):
        theta - self.eta * gradient  # noqa: B018


def no_differences(rng, n, m):
    return np.full((n, m), 0.2)


STALLED = {
    "inputs of size 255": (
        lambda: train(digits_net(), 255 * DIGITS, Y, epochs=5),
        r"after 5 epochs the cost is .*one answer for all.*2\.30.*inputs reach 255: standardise",
    ),
    "inputs of size 1/255": (
        lambda: train(moons_net(), POINTS / 1000, TARGETS),
        r"inputs are no larger than 0\.00\d+: standardise",
    ),
    "dead neurons": (
        lambda: train(buried("relu")),
        r"In layer 1, 16 of 16 neurons have the slope 0 for every example",
    ),
    "saturated neurons": (lambda: train(buried("tanh")), "In layer 1, 16 of 16 neurons have"),
    "zero weights": (
        lambda: train(moons_net(init="zeros")),
        "weights of the neurons of layer 1 are all 0 and stay so: the initial weights must differ",
    ),
    "equal weights": (
        lambda: train(
            nnlib.Network(
                [2, 6, 1], output="sigmoid", loss="binary_cross_entropy", init=no_differences
            ),
            *xor(),
        ),
        "weights of the neurons of layer 1 are all equal and stay so",
    ),
    "a penalty": (
        lambda: train(moons_net(l2=5.0), epochs=30),
        r"penalty has driven the weights of layer \d to 0: try a weaker one",
    ),
    "a step that changes nothing": (
        lambda: train(moons_net(), optimizer=Idle(), epochs=1),
        r"in 1 epoch the parameters have moved not at all.* Idle\(eta=0\.1\), whose step must",
    ),
    "a step that is almost nothing": (
        lambda: train(moons_net(), optimizer=GradientDescent(1e-9)),
        r"moved by .e-.. of their length.*larger rate than in GradientDescent\(eta=1e-09\)",
    ),
    "a step that is too short": (
        lambda: train(nnlib.Network([2, 8, 1]), optimizer=GradientDescent(1e-5)),
        r"moved by .* %.*larger rate than in GradientDescent\(eta=1e-05\)",
    ),
    "a step that is too long": (
        lambda: train(moons_net(hidden="sigmoid", loss="mse"), optimizer=GradientDescent(1e4)),
        "the network has learned nothing from X",
    ),
    "targets of other examples": (
        lambda: train(
            nnlib.Network([2, 4, 1]),
            MANY,
            np.random.default_rng(0).permutation(MANY_LABELS)[None].astype(float),
        ),
        "the columns of X and Y do not belong together",
    ),
}


def buried(hidden):
    """Of which no neuron answers to any example."""
    net = moons_net(hidden=hidden)
    net.b[1] = np.full((16, 1), -40.0)
    return net


@pytest.mark.parametrize(("run", "words"), STALLED.values(), ids=STALLED)
def test_a_run_that_leads_nowhere_says_so_and_why(run, words):
    with pytest.warns(nnlib.StalledWarning, match=words) as caught:
        run()
    assert [warning.filename for warning in caught] == [__file__], "where train was called"


def test_the_advice_on_inputs_works_when_it_is_followed():
    X = 255 * DIGITS
    net = digits_net()
    with pytest.warns(nnlib.StalledWarning) as caught:
        train(net, X, Y, epochs=5)
    found = str(caught[0].message).partition("by ")[2].rstrip(".")
    scaled = eval(found, {"nnlib": nnlib, "X": X})
    assert train(digits_net(), scaled, Y, epochs=5).accuracy[-1] > 0.95


def test_a_penalty_is_no_part_of_what_is_compared():
    """A network that has learned, with a large penalty beside the loss."""
    net = moons_net(l1=1e-3)
    net.W[1] *= 20
    assert train(net, epochs=50).cost[-1] > 0.05


@pytest.mark.parametrize("loss", ["mse", "huber", "binary_cross_entropy"])
def test_quiet_where_there_is_nothing_to_learn(loss):
    """All targets are the same, or there is one example: no answer is better than a constant."""
    output = "sigmoid" if loss == "binary_cross_entropy" else "identity"
    for targets in (np.ones((1, 200)), np.full((1, 200), 0.25)):
        net = nnlib.Network([2, 4, 1], output=output, loss=loss)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore" if loss == "binary_cross_entropy" else "error")
            train(net, POINTS, targets)
    train(nnlib.Network([2, 4, 1], output=output, loss=loss), POINTS[:, :1], TARGETS[:, :1])


def test_quiet_while_it_is_on_its_way_and_where_it_has_arrived():
    slow = nnlib.Network([2, 8, 1])
    history = train(slow, optimizer=GradientDescent(0.001), epochs=200, batch_size=200)
    assert history.cost[-1] > 0.125
    X = np.array([[-1.0, 1.0]])
    line = nnlib.Network([1, 1], init="zeros")
    line.theta = [0.5, 0.5]
    train(line, X, np.array([[0.0, 1.0]]), epochs=20)  # a gradient of 0: no step has to change it


def test_quiet_after_ctrl_c():
    def interrupt(network, history):
        if history.epochs == 5:
            raise KeyboardInterrupt

    assert train(digits_net(), 255 * DIGITS, Y, callbacks=[interrupt]).interrupted


def test_a_callback_may_stop_on_the_running_mean():
    history = nnlib.History(cost=[4.0, 2.0, 3.0, 1.0])
    assert history.running_mean(2) == 2
    assert history.running_mean(2, ago=1) == 2.5
    assert history.running_mean(100) == 2.5
    for wrong in ({"window": 0}, {"ago": 4}, {"ago": -1}):
        with pytest.raises(ValueError, match="window is|ago is"):
            history.running_mean(**wrong)

    def enough(network, history):
        return history.running_mean(5) < 0.1 and "the mean of 5 epochs is below 0.1"

    history = train(moons_net(), epochs=500, callbacks=[enough])
    assert history.stopped == "the mean of 5 epochs is below 0.1"
    assert np.mean(history.cost[-5:]) < 0.1 <= np.mean(history.cost[-6:-1])
