"""The variances through depth that the chapter on initial weights derives, over many seeds."""

from __future__ import annotations

import numpy as np
import pytest

import nnlib
from nnlib import activations

SEEDS, WIDTH, DEPTH, N = 48, 96, 6, 40

X = np.random.default_rng(0).normal(size=(WIDTH, N))


def networks(hidden, init):
    """Networks that differ in their draw of the weights alone, each after both passes.

    The targets are so large that the errors of the output do not know of the weights.
    """
    Y = 1e4 * np.random.default_rng(1).normal(size=(WIDTH, N))
    for seed in range(SEEDS):
        net = nnlib.Network([WIDTH] * (DEPTH + 1), hidden=hidden, init=init, seed=seed)
        net.cost_and_gradient(X, Y)
        yield net


def variance(init):
    return {"he": 2, "lecun": 1, "glorot": 1}[init] / WIDTH


def within(measured, predicted, errors):
    """Whether a mean over the seeds lies within so many of its standard errors, and a few %."""
    measured = np.asarray(measured)
    spread = measured.std() / np.sqrt(measured.size)
    return abs(measured.mean() - predicted) < errors * spread + 0.05 * predicted


@pytest.mark.parametrize("init", ["he", "lecun", "glorot"])
@pytest.mark.parametrize("hidden", list(activations.ENTRYWISE))
def test_mean_squares_follow_the_two_formulas(hidden, init):
    """Exactly from layer to layer on the way forward; for wide layers over all of them at once."""
    v = variance(init)
    g = np.linspace(-8, 8, 4001)
    density = np.exp(-(g**2) / 2)
    density /= density.sum()
    sigma, q = activations.get(hidden), WIDTH * v * np.mean(X**2)
    drawn = list(networks(hidden, init))
    for ell in range(2, DEPTH + 1):
        found = np.array([np.mean(net.Z[ell] ** 2) for net in drawn])
        below = np.array([np.mean(net.A[ell - 1] ** 2) for net in drawn])
        # Each network has its own layer below: so the ratio is compared, and not the sizes.
        assert within(found / (WIDTH * v * below), 1, 4), ell
        q = WIDTH * v * density @ sigma.value(np.sqrt(q) * g) ** 2
    assert within(found, q, 4)


@pytest.mark.parametrize("init", ["he", "lecun", "glorot"])
@pytest.mark.parametrize("hidden", list(activations.ENTRYWISE))
def test_mean_squares_of_the_errors_follow_the_formula(hidden, init):
    v = variance(init)
    drawn = list(networks(hidden, init))
    for ell in range(DEPTH - 1, 0, -1):
        ratios = []
        for net in drawn:
            slope = net.sigma[ell].derivative(net.Z[ell], net.A[ell])
            above = np.mean(net.Delta[ell + 1] ** 2)
            ratios.append(np.mean(net.Delta[ell] ** 2) / (WIDTH * v * np.mean(slope**2) * above))
        assert within(ratios, 1, 4), ell


@pytest.mark.parametrize("factor", [0.8, 1.25])
def test_a_wrong_variance_is_noticed(factor):
    """The bands are narrow enough to tell a rule from one that is off by a quarter."""
    found = [np.mean(net.Z[3] ** 2) / np.mean(net.A[2] ** 2) for net in networks("relu", "he")]
    assert within(found, 2, 4)
    assert not within(found, 2 * factor, 4)
