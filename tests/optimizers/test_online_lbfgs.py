"""Online L-BFGS: the recursion against matrices and SciPy, its pairs, and what train gives it."""

import copy

import numpy as np
import pytest
from scipy.optimize import LbfgsInvHessProduct

import nnlib
from nnlib import surfaces
from nnlib.optimizers import OnlineLBFGS
from nnlib.optimizers.online_lbfgs import two_loop_recursion


def updated(inverse, s, y):
    """The inverse of a BFGS matrix after a pair, with all its entries."""
    rho, eye = 1 / (y @ s), np.eye(s.size)
    left = eye - rho * np.outer(s, y)
    return left @ inverse @ left.T + rho * np.outer(s, s)


def pairs_of_a_quadratic(P=6, count=4, seed=0):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(P, P))
    H = A @ A.T + np.eye(P)
    return [(s, H @ s) for s in rng.normal(size=(count, P))], rng.normal(size=P)


@pytest.mark.parametrize("count", [0, 1, 4, 9])
def test_the_two_loops_are_the_product_with_the_matrix(count):
    pairs, g = pairs_of_a_quadratic(count=count)
    given = g.copy()
    inverse = 0.3 * np.eye(6)
    for s, y in pairs:
        inverse = updated(inverse, s, y)
        np.testing.assert_allclose(inverse @ y, s, atol=1e-12)  # the secant equation
    np.testing.assert_allclose(two_loop_recursion(g, pairs, 0.3), inverse @ g, rtol=1e-11)
    np.testing.assert_array_equal(g, given)


def test_the_two_loops_are_those_of_scipy():
    pairs, g = pairs_of_a_quadratic()
    scipys = LbfgsInvHessProduct(*(np.array(column) for column in zip(*pairs, strict=True)))
    np.testing.assert_allclose(two_loop_recursion(g, pairs, 1.0), scipys @ g, rtol=1e-12)


def test_three_steps_by_hand():
    """J = 4 theta^2 / 2: the first step is epsilon times the gradient, all others are Newton's."""
    theta, rule = np.array([1.0]), OnlineLBFGS(eta=0.5, lam=0, tau=1, epsilon=0.1)
    path = []
    for _ in range(3):
        rule.step(theta, 4 * theta)
        path.append(theta[0])
    # 1 - 0.5 * 0.1 * 4 = 0.8; then rates of 1/4 and 1/6 of the way to 0: 0.6, 0.5
    np.testing.assert_allclose(path, [0.8, 0.6, 0.5], rtol=1e-14)


@pytest.mark.parametrize("name", surfaces.SURFACES)
def test_where_nothing_is_drawn_the_next_gradient_is_the_second_look(name):
    surface = surfaces.get(name)
    alone, told = np.array(surface.start), np.array(surface.start)
    rules = OnlineLBFGS(0.05), OnlineLBFGS(0.05)
    for _ in range(20):
        rules[0].step(alone, surface.gradient(alone))
        rules[1].step(told, surface.gradient(told))
        rules[1].look_again(told, surface.gradient(told))
    np.testing.assert_array_equal(alone, told)
    assert np.linalg.norm(surface.gradient(told)) < np.inf


def test_it_is_fast_on_a_ravine_where_descent_zigzags():
    ravine = surfaces.get("ravine")
    theta, rule = np.array(ravine.start), OnlineLBFGS(eta=0.5, lam=0)
    for _ in range(40):
        rule.step(theta, ravine.gradient(theta))
    assert ravine.value(theta) < 1e-12


def test_a_pair_without_positive_curvature_is_not_remembered():
    theta, rule = np.array([0.1, 0.2]), OnlineLBFGS(lam=0)
    for _ in range(5):
        rule.step(theta, -theta)  # the gradient of a hilltop
    assert rule.pairs == ()
    assert np.linalg.norm(theta) > np.linalg.norm([0.1, 0.2])  # downhill all the same
    bent = OnlineLBFGS(lam=1.5)
    for _ in range(5):
        bent.step(theta, -theta)
    assert len(bent.pairs) == 4


def test_memory_and_reset():
    theta, rule = np.ones(8), OnlineLBFGS(memory=3)
    curvatures = np.arange(1.0, 9.0)
    for _ in range(6):
        rule.step(theta, curvatures * theta)
    assert len(rule.pairs) == 3
    for s, y in rule.pairs:
        np.testing.assert_allclose(y, curvatures * s + 0.1 * s, rtol=1e-10)
    twin, beside = copy.deepcopy(rule), theta.copy()
    twin.resume(beside)
    twin.step(beside, curvatures * beside)
    rule.step(theta, curvatures * theta)
    np.testing.assert_array_equal(beside, theta)
    rule.reset()
    rule.step(other := np.ones(2), np.ones(2))
    assert rule.pairs == () and other.shape == (2,)


def test_train_takes_both_gradients_of_a_pair_from_one_batch():
    """Of a linear unit, y is H s, with the Hessian of the batch that the step was for."""
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(3, 20)), rng.normal(size=(1, 20))
    seen = []

    class Watched(OnlineLBFGS):
        def look_again(self, theta, gradient):
            super().look_again(theta, gradient)
            seen.append(self.pairs[-1])

    net = nnlib.Network([3, 1])
    nnlib.train(net, X, Y, optimizer=Watched(lam=0), epochs=1, batch_size=5, progress=False)
    order = np.random.default_rng(0).permutation(20)
    for k, (s, y) in enumerate(seen):
        batch = np.vstack([np.ones(5), X[:, order[5 * k : 5 * k + 5]]])
        np.testing.assert_allclose(y, batch @ batch.T / 5 @ s, rtol=1e-9, atol=1e-14)
    assert len(seen) == 4


def test_with_dropout_both_gradients_have_the_same_masks():
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(3, 8)), rng.normal(size=(1, 8))
    net = nnlib.Network([3, 50, 1], hidden="identity", dropout=0.5, seed=0)
    rule = OnlineLBFGS(eta=1e-2, lam=0)
    nnlib.train(net, X, Y, optimizer=rule, epochs=1, batch_size=8, progress=False)
    _, y = rule.pairs[0]
    # Other masks would make another gradient.
    assert np.linalg.norm(y) < 1e-2 * np.linalg.norm(rule.g)


def test_a_rule_of_ones_own_that_overrides_step_is_told_too():
    class Noted(OnlineLBFGS):
        looks = 0

        def step(self, theta, gradient):
            super().step(theta, gradient)

        def look_again(self, theta, gradient):
            self.looks += 1
            super().look_again(theta, gradient)

    rule = Noted()
    X = np.ones((1, 4))
    history = nnlib.train(
        nnlib.Network([1, 1]), X, 2 * X, optimizer=rule, epochs=2, batch_size=2, progress=False
    )
    assert rule.looks == 4 and history.gradients == [2, 4]


def test_broken_pairs_of_a_restored_run_are_refused():
    theta, rule = np.ones(3), OnlineLBFGS()
    for _ in range(4):
        rule.step(theta, 2 * theta)
    broken = copy.deepcopy(rule)
    broken.pairs[1][1][2] = np.nan
    with pytest.raises(ValueError, match=r"y of pairs\[1\] holds 1 entry that is NaN"):
        broken.resume(theta.copy())
    broken.pairs = rule.pairs[:1] + ((np.ones(2), np.ones(2)),)
    with pytest.raises(ValueError, match=r"s of pairs\[1\] has shape \(2,\), but theta"):
        broken.resume(theta.copy())


def test_a_rate_that_is_none_changes_nothing():
    theta, rule = np.ones(3), OnlineLBFGS(eta=lambda t: 0.1 if t != 3 else np.nan)
    for _ in range(2):
        rule.step(theta, 2 * theta)
    before, pairs = theta.copy(), rule.pairs
    with pytest.raises(ValueError, match=r"eta\(3\) is nan"):
        rule.step(theta, 2 * theta)
    np.testing.assert_array_equal(theta, before)
    assert rule.pairs is pairs and rule.t == 2


def test_bad_input():
    rule = OnlineLBFGS()
    with pytest.raises(ValueError, match="look_again comes after a step"):
        rule.look_again(np.ones(2), np.ones(2))
    rule.step(theta := np.ones(2), np.ones(2))
    with pytest.raises(ValueError, match="theta, of shape"):
        rule.look_again(np.ones(2), np.ones(2))
    with pytest.raises(ValueError, match="gradient has shape"):
        rule.look_again(theta, np.ones(3))
    X = np.ones((1, 4))
    with pytest.raises(ValueError, match="clip is 1.0, but OnlineLBFGS.*difference of two"):
        nnlib.train(nnlib.Network([1, 1]), X, X, optimizer=rule, clip=1.0, progress=False)


@pytest.mark.parametrize(
    ("setting", "value"),
    [("eta", 0), ("memory", 0), ("memory", 2.5), ("lam", -1), ("tau", 0), ("epsilon", None)],
)
def test_settings_out_of_range(setting, value):
    with pytest.raises(ValueError, match=f"{setting} is {value}"):
        OnlineLBFGS(**{setting: value})
