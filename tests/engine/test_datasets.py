"""Data sets of the engine: the shapes of nnlib's, from other random numbers."""

from __future__ import annotations

import cases
import numpy as np
import pytest
from engine.common import columns

import nnlib


@pytest.mark.parametrize("name", cases.DRAWN)
def test_data_sets(engine, name):
    """As many points of each class, with nnlib's means and spread."""
    make = nnlib.datasets.DATASETS[name]
    for options in ({}, {"noise": 0.0}, {"noise": 0.4}):
        options = {"N": 6000, **options}
        js = engine.dataset(name, {**options, "seed": 3})
        X, labels = np.reshape(js["X"], (-1, 2)).T, np.array(js["labels"])
        X_nnlib, labels_nnlib = make(**options)
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
