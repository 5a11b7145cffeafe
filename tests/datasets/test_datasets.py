"""Data sets: shapes, ranges, and the originals they come from."""

import cases
import numpy as np
import pytest

import nnlib


def test_digits_are_the_published_ones():
    from sklearn.datasets import load_digits  # here: it takes a second

    X, labels = nnlib.datasets.digits()
    original = load_digits()
    assert X.shape == (64, 1797)
    assert X.dtype == float
    np.testing.assert_array_equal(X, original.data.T / 16)
    np.testing.assert_array_equal(labels, original.target)


def test_moons():
    X, labels = nnlib.datasets.moons(N=301, noise=0, seed=1)
    assert X.shape == (2, 301)
    assert sorted(np.bincount(labels)) == [150, 151]
    upper, lower = X[:, labels == 0], X[:, labels == 1]
    np.testing.assert_allclose(np.hypot(*upper), 1)
    np.testing.assert_allclose(np.hypot(lower[0] - 1, lower[1] - 0.5), 1)
    assert upper[1].min() >= 0
    assert lower[1].max() <= 0.5
    np.testing.assert_array_equal(nnlib.datasets.moons(seed=4)[0], nnlib.datasets.moons(seed=4)[0])
    noisy = nnlib.datasets.moons(N=4000, noise=0.2, seed=2)
    distance = np.hypot(*noisy[0][:, noisy[1] == 0]) - 1
    assert 0.18 < distance.std() < 0.22


def test_xor():
    X, labels = nnlib.datasets.xor()
    np.testing.assert_array_equal(labels, X[0].astype(int) ^ X[1].astype(int))


def test_one_hot():
    Y = nnlib.one_hot(np.array([2, 0, 2]), 3)
    np.testing.assert_array_equal(Y, [[0, 1, 0], [0, 0, 0], [1, 0, 1]])
    assert nnlib.one_hot([1], 2, dtype=np.float32).dtype == np.float32


def test_circles():
    X, labels = nnlib.datasets.circles(N=100, noise=0)
    np.testing.assert_allclose(np.hypot(*X), np.where(labels, 0.5, 1.0))


def test_spirals():
    """Turned by half, the second spiral lies on the first: angle = 3 pi radius on both."""
    X, labels = nnlib.datasets.spirals(N=300, noise=0)
    radius = np.hypot(*X)
    turned = np.where(labels, -X, X)
    np.testing.assert_allclose(turned[0], radius * np.cos(3 * np.pi * radius), atol=1e-12)
    np.testing.assert_allclose(turned[1], radius * np.sin(3 * np.pi * radius), atol=1e-12)
    assert radius.max() <= 1


def test_blobs():
    X, labels = nnlib.datasets.blobs(N=4000, noise=0.3, seed=1)
    np.testing.assert_allclose(X[:, labels == 1].mean(axis=1), [1, 0.5], atol=0.05)
    np.testing.assert_allclose(X[:, labels == 0].std(axis=1), 0.3, atol=0.02)


@pytest.mark.parametrize("name", cases.DRAWN)
def test_seed_and_balance(name):
    make = nnlib.datasets.DATASETS[name]
    X, labels = make(N=51, seed=3)
    assert X.shape == (2, 51)
    assert sorted(np.bincount(labels)) == [25, 26]
    np.testing.assert_array_equal(make(N=51, seed=3)[0], X)
    assert not np.array_equal(make(N=51, seed=4)[0], X)
    with pytest.raises(ValueError, match="N is 1"):
        make(N=1)
