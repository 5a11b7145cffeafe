"""What every optimizer has: checks, a memory that belongs to one array, rates that may change."""

import copy
import inspect
import pickle
import threading

import cases
import numpy as np
import pytest

import nnlib
from nnlib.optimizers import OPTIMIZERS, GradientDescent, Momentum, Optimizer
from nnlib.optimizers.base import Rate


def memory_of(optimizer):
    return {name: getattr(optimizer, name) for name in optimizer.keeps}


def half(t):
    return 0.5 / t


def test_a_rate_may_be_a_function_of_the_step():
    """J = theta^2 / 2 and eta = 1 / (2 t): theta is multiplied by 1 - 1/2, 1 - 1/4, 1 - 1/6."""
    theta, optimizer = np.array([1.0]), GradientDescent(eta=half)
    path = []
    for _ in range(3):
        optimizer.step(theta, theta.copy())
        path.append(theta[0])
    np.testing.assert_allclose(path, [0.5, 0.375, 0.3125], rtol=1e-15)
    assert (optimizer.t, optimizer.eta) == (3, 0.5 / 3)
    optimizer.reset()
    optimizer.step(other := np.array([1.0]), np.array([1.0]))
    assert other[0] == 0.5


#: Every setting that may be a function of the step, of every rule.
RATES = [
    (rule, name)
    for rule, kind in OPTIMIZERS.items()
    for name in inspect.signature(kind).parameters
    if isinstance(getattr(kind, name, None), Rate)
]


@pytest.mark.parametrize("value", [np.nan, 0.0, -0.1, np.inf, "0.1", None])
@pytest.mark.parametrize(("rule", "name"), RATES)
def test_a_function_that_gives_no_rate_is_refused_and_nothing_moves(rule, name, value):
    """Neither theta nor what the rule keeps: the step can be tried again."""
    theta = np.ones(2)
    optimizer = cases.optimizer(rule, **{name: lambda t: 0.01 if t < 3 else value})
    for _ in range(2):
        optimizer.step(theta, np.ones(2))
    before, kept = theta.copy(), copy.deepcopy(memory_of(optimizer))
    with pytest.raises(ValueError, match=rf"{name}\(3\) is .*, but must be a number above 0"):
        optimizer.step(theta, np.ones(2))
    np.testing.assert_array_equal(theta, before)
    np.testing.assert_equal(memory_of(optimizer), kept)
    assert optimizer.t == 2


@pytest.mark.parametrize(("name", "value"), [("eta", -1), ("mu", 1.0), ("mu", -0.1), ("eta", None)])
def test_settings_are_checked_whenever_they_change(name, value):
    optimizer = Momentum(0.1, mu=0.5)
    with pytest.raises(ValueError, match=f"{name} is {value}"):
        setattr(optimizer, name, value)
    assert repr(optimizer) == "Momentum(eta=0.1, mu=0.5)"


@pytest.mark.parametrize("optimizer", [Momentum(0.1), GradientDescent(half)])
def test_a_memory_belongs_to_one_array_until_it_is_cleared(optimizer):
    first, second = np.ones(3), np.ones(3)
    optimizer.step(first, np.ones(3))
    with pytest.raises(ValueError, match=r"take a new \w+ for each run, or call reset\(\)"):
        optimizer.step(second, np.ones(3))
    optimizer.reset()
    optimizer.step(second, np.ones(3))
    np.testing.assert_array_equal(second, first)


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda o: pickle.loads(pickle.dumps(o))])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_copies_go_on_as_their_original_would(name, duplicate):
    optimizer = cases.optimizer(name)
    twin = duplicate(optimizer)
    one, other = np.ones(4), np.ones(4)
    for _ in range(3):
        optimizer.step(one, one.copy())
        twin.step(other, other.copy())
    np.testing.assert_array_equal(one, other)
    assert repr(twin) == repr(optimizer)


def test_a_rule_of_the_readers_own_is_its_equation():
    class SignDescent(Optimizer):
        def __init__(self, eta):
            self.eta = eta

        def update(self, theta, gradient):
            theta -= self.eta * np.sign(gradient)

    theta = np.array([1.0, -1.0])
    SignDescent(0.25).step(theta, 10 * theta)
    np.testing.assert_array_equal(theta, [0.75, -0.75])
    with pytest.raises(ValueError, match="gradient has shape"):
        SignDescent(0.25).step(theta, np.ones(3))
    X, labels = nnlib.datasets.moons(40)
    net = nnlib.Network([2, 3, 1])
    history = nnlib.train(
        net, X, labels[None, :].astype(float), optimizer=SignDescent(0.01), progress=False
    )
    assert history.cost[-1] < history.cost[0]


def test_a_rule_of_the_readers_own_may_begin_with_what_it_likes():
    """What it makes in `begin` is a memory, whether it is named in `keeps` or not."""

    class Shrinking(Optimizer):
        def begin(self, theta):
            self.rate = 1.0

        def update(self, theta, gradient):
            theta -= self.rate * gradient
            self.rate /= 2

    theta, rule = np.array([0.0]), Shrinking()
    for _ in range(3):
        rule.step(theta, np.array([1.0]))
    assert theta == -1.75
    rule.reset()
    rule.step(theta, np.array([1.0]))
    assert theta == -2.75


def test_a_rule_without_an_equation_says_what_is_missing():
    with pytest.raises(NotImplementedError, match="must have a method update or step"):
        Optimizer().step(np.ones(2), np.ones(2))


def test_threads_that_share_a_rule_step_one_after_the_other():
    """A second thread in the middle of a step wrote into the product that the first one held."""
    others = []

    class Interrupted(GradientDescent):
        def update(self, theta, gradient):
            product = self.times(self.eta, gradient)
            if threading.current_thread() is threading.main_thread():
                others.append(threading.Thread(target=self.step, args=(second, 10 * gradient)))
                others[0].start()
                others[0].join(0.1)
            theta -= product

    rule, first, second = Interrupted(0.5), np.zeros(3), np.zeros(3)
    rule.step(first, np.ones(3))
    others[0].join()
    np.testing.assert_array_equal(first, [-0.5] * 3)
    np.testing.assert_array_equal(second, [-5] * 3)
