"""Sutton, Degris and others, Riedmiller and Braun: rates and steps for each weight."""

import numpy as np
import pytest
from published.register import assert_result, entries

import nnlib
from nnlib.optimizers import IDBD, GradientDescent, RProp

LMS, LEARNED, RATE = entries("sutton1992").values()
(WALK,) = entries("degris2024").values()
ENCODER = entries("riedmiller1993")


class Task:
    """Five inputs of twenty are relevant; every 20 examples one of them changes its sign."""

    def __init__(self, units, seed):
        self.rng = np.random.default_rng(seed)
        self.wanted = np.zeros((units, 20))
        self.wanted[:, :5] = 1

    def examples(self, count):
        units = len(self.wanted)
        for t in range(count):
            if t % 20 == 0:
                self.wanted[np.arange(units), self.rng.integers(5, size=units)] *= -1
            x = self.rng.normal(size=(units, 20))
            yield t, x, (self.wanted * x).sum(axis=1)


def step(rule, w, x, y):
    """One example of a linear unit; returns its error before."""
    delta = (w * x).sum(axis=1) - y
    if isinstance(rule, IDBD):
        rule.curvature = x**2
    rule.step(w, delta[:, None] * x)
    return delta


def test_the_published_errors():
    rules = [IDBD(0.05, 0.01), *map(GradientDescent, (0.02, 0.03, 0.04))]
    weights, errors = [np.zeros((8, 20)) for _ in rules], np.zeros((4, 8))
    for t, x, y in Task(8, seed=1).examples(30_000):
        deltas = [step(rule, w, x, y) for rule, w in zip(rules, weights, strict=True)]
        if t >= 20_000:
            errors += np.square(deltas) / 10_000
    idbd, *lms = np.median(errors, axis=1)
    assert_result(LEARNED, idbd)
    assert_result(LMS, min(lms))


@pytest.mark.slow
def test_the_published_rates():
    rule, w = IDBD(0.05, 0.001), np.zeros((5, 20))
    for _, x, y in Task(5, seed=1).examples(250_000):
        step(rule, w, x, y)
    assert_result(RATE, rule.rates[:, :5].mean())
    assert rule.rates[:, 5:].max() < 0.01, "the others go to about 0"


def best_rate(s):
    return (-(s**2) + np.sqrt(s**4 + 4 * s**2)) / 2


def test_the_best_rate_of_a_drift_is_the_best():
    """By the variance of the error in the steady state; the golden ratio for s = 1."""
    s = np.array([0.1, 0.5, 1.0, 3.0])
    eta = np.linspace(0.001, 0.999, 999)[:, None]
    variance = (eta**2 + s**2) / (eta * (2 - eta))
    np.testing.assert_allclose(eta[np.argmin(variance, axis=0), 0], best_rate(s), atol=6e-4)
    assert best_rate(1.0) == pytest.approx((np.sqrt(5) - 1) / 2)


def test_idbd_finds_the_best_rate_of_a_drift():
    s, rng = np.array(WALK.at), np.random.default_rng(1)
    wanted, w = np.zeros((20, s.size)), np.zeros((20, s.size))
    rule, rates = IDBD(0.3, meta=0.001, curvature=np.ones_like(w)), []
    for t in range(30_000):
        wanted += s * rng.normal(size=w.shape)
        rule.step(w, w - wanted - rng.normal(size=w.shape))
        if t >= 15_000:
            rates.append(rule.rates.mean(axis=0))
    assert np.abs(np.mean(rates, axis=0) / best_rate(s) - 1).max() < WALK.within


def epochs_of_the_encoder(make, seed):
    net = nnlib.Network([10, 5, 10], hidden="sigmoid", output="sigmoid")
    net.theta, X, rule = np.random.default_rng(seed).uniform(-1, 1, net.P), np.eye(10), make()
    for epoch in range(500):
        _, gradient = net.cost_and_gradient(X, X)
        if np.abs(net.A[2] - X).max() < 0.4:
            return epoch
        rule.step(net.theta, 10 * gradient)  # they sum over the examples
    return 500


@pytest.mark.parametrize(
    ("words", "make"),
    [
        ("RPROP", lambda: RProp(eta=1.0, variant="rprop+")),
        ("RPROP", lambda: RProp(eta=0.1, variant="rprop+")),
        ("gradient descent", lambda: GradientDescent(eta=1.6)),
    ],
)
def test_the_published_epochs_of_the_encoder(words, make):
    (entry,) = (entry for quantity, entry in ENCODER.items() if words in quantity)
    assert_result(entry, np.median([epochs_of_the_encoder(make, seed) for seed in range(20, 40)]))
