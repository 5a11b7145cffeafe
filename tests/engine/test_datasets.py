"""Data sets of the engine: those of nnlib, from the random numbers of the figures."""

from __future__ import annotations

import cases
import numpy as np
import pytest
from engine.common import columns

import nnlib
from nnlib.widgets.kit.random_numbers import RandomArrays


@pytest.mark.parametrize("name", cases.DRAWN)
@pytest.mark.parametrize("options", [{}, {"N": 101, "noise": 0.0}, {"N": 10, "noise": 0.4}])
def test_data_sets_are_those_of_nnlib(engine, name, options):
    """Point for point, from the same random numbers."""
    js = engine.dataset(name, {**options, "seed": 3})
    X, labels = nnlib.datasets.DATASETS[name](**options, seed=RandomArrays(3))
    np.testing.assert_allclose(js["X"], X.ravel(order="F"), rtol=0, atol=1e-13)
    assert js["labels"] == labels.tolist()


@pytest.mark.parametrize("name", cases.DRAWN)
def test_the_random_numbers_are_as_good_as_those_of_numpy(engine, name):
    make = nnlib.datasets.DATASETS[name]
    for noise in (0.0, 0.4):
        js = engine.dataset(name, {"N": 6000, "noise": noise, "seed": 3})
        X, labels = np.reshape(js["X"], (-1, 2)).T, np.array(js["labels"])
        X_nnlib, labels_nnlib = make(6000, noise)
        for label in (0, 1):
            points, expected = X[:, labels == label], X_nnlib[:, labels_nnlib == label]
            assert points.shape == expected.shape
            np.testing.assert_allclose(points.mean(axis=1), expected.mean(axis=1), atol=0.06)
            np.testing.assert_allclose(np.cov(points), np.cov(expected), atol=0.08)


def test_shapes_without_noise(engine):
    def clean(name):
        js = engine.dataset(name, {"N": 400, "noise": 0})
        return *np.reshape(js["X"], (-1, 2)).T, np.array(js["labels"])

    x, y, label = clean("moons")
    x, y = np.where(label, 1 - x, x), np.where(label, 0.5 - y, y)
    np.testing.assert_allclose(x**2 + y**2, 1)
    assert y.min() >= 0

    x, y, label = clean("circles")
    np.testing.assert_allclose(np.hypot(x, y), np.where(label, 0.5, 1))

    x, y, label = clean("spirals")
    radius = np.hypot(x, y)
    assert 0.1 <= radius.min() < 0.2 < 0.95 < radius.max() <= 1
    angle = 3 * np.pi * radius + np.pi * label
    np.testing.assert_allclose([x, y], radius * [np.cos(angle), np.sin(angle)], atol=1e-12)


def test_xor(engine):
    js = engine.dataset("xor", {"N": 4, "noise": 0})
    X, labels = nnlib.datasets.xor()
    assert js["X"] == columns(X)
    assert js["labels"] == labels.tolist()
    noisy = engine.dataset("xor", {"N": 400, "seed": 5})
    corners = np.reshape(noisy["X"], (-1, 2)).round()
    assert np.mean(corners == np.tile(X.T, (100, 1))) > 0.99


@pytest.mark.parametrize("name", [*cases.DRAWN, "xor"])
def test_data_sets_come_from_their_seed(engine, name):
    assert engine.dataset(name, {"seed": 1}) == engine.dataset(name, {"seed": 1})
    assert engine.dataset(name, {"seed": 1}) != engine.dataset(name, {"seed": 2})
    assert engine.dataset(name, {}) == engine.dataset(name, {"N": 200, "seed": 0})
