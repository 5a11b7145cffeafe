"""Inputs on one scale, and back."""

import numpy as np
import pytest

import nnlib
from nnlib.preprocessing import MinMax, Standardizer, Whitening

DIGITS, _ = nnlib.datasets.digits()
ALL = [Standardizer, MinMax, Whitening]


@pytest.mark.parametrize("kind", [np.uint8, int, float, np.float32])
def test_standardised_rows_have_mean_0_and_deviation_1(kind):
    X = (255 * DIGITS).astype(kind)
    scaled = Standardizer().fit(X).transform(X)
    blank = X.max(axis=1) == 0
    np.testing.assert_array_equal(scaled[blank], 0)
    np.testing.assert_allclose(scaled.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(scaled[~blank].std(axis=1), 1, rtol=1e-12)


def test_what_is_asked_later_is_scaled_like_what_was_learned_from():
    scale = Standardizer().fit([[0.0, 2.0], [7.0, 7.0]])
    np.testing.assert_array_equal(scale.transform([[4.0], [8.0]]), [[3.0], [1.0]])
    with pytest.raises(ValueError, match="X has 1 row, but that of fit had 2"):
        scale.transform([[4.0]])
    with pytest.raises(ValueError, match=r"call fit\(X\) first"):
        Standardizer().transform([[4.0]])
    for wrong in ([1.0, 2.0], np.ones((2, 0)), [["a"]], [[np.nan]]):
        with pytest.raises(ValueError, match="X has|X holds"):
            Standardizer().fit(wrong)


def test_min_max_fills_the_range_of_the_training_examples():
    X = np.array([[1.0, 3.0, 2.0], [7.0, 7.0, 7.0]])
    scale = MinMax(-1, 1).fit(X)
    np.testing.assert_array_equal(scale.transform(X), [[-1, 1, 0], [-1, -1, -1]])
    np.testing.assert_array_equal(scale.transform([[5.0], [7.0]]), [[3.0], [-1.0]])
    for low, high in ((1, 1), (1, 0), (0, np.inf), (np.nan, 1)):
        with pytest.raises(ValueError, match=f"low is {low} and high {high}, but must be finite"):
            MinMax(low, high)


def test_whitened_inputs_have_the_covariance_of_noise():
    white = Whitening().fit(DIGITS).transform(DIGITS)
    np.testing.assert_allclose(white.mean(axis=1), 0, atol=1e-12)
    eigenvalues = np.linalg.eigvalsh(np.cov(white, bias=True))
    rank = np.linalg.matrix_rank(np.cov(DIGITS))
    np.testing.assert_allclose(eigenvalues[-rank:], 1, rtol=1e-6)
    np.testing.assert_allclose(eigenvalues[:-rank], 0, atol=1e-9)


def test_whitening_changes_the_inputs_least():
    """Of all matrices that whiten, the symmetric one: it is its own transpose."""
    matrix = Whitening().fit(DIGITS).matrix
    np.testing.assert_allclose(matrix, matrix.T, atol=1e-12)
    assert np.linalg.eigvalsh(matrix).min() > -1e-9


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("X", [DIGITS, np.ones((3, 4)), [[1, 5]], np.ones((2, 1))])
def test_there_and_back(kind, X):
    scale = kind().fit(X)
    scaled = scale.transform(X)
    assert np.isfinite(scaled).all()
    np.testing.assert_allclose(scale.inverse(scaled), X, atol=1e-7)


@pytest.mark.parametrize("kind", ALL)
def test_nothing_is_done_before_something_is_known(kind):
    for method in (kind().transform, kind().inverse):
        with pytest.raises(
            ValueError, match=rf"{kind.__name__} has learned nothing.*call fit\(X\)"
        ):
            method([[4.0]])
    with pytest.raises(ValueError, match="A has 2 rows, but that of fit had 1"):
        kind().fit([[1.0, 2.0]]).inverse(np.ones((2, 3)))


@pytest.mark.parametrize("kind", ALL)
def test_a_second_fit_forgets_the_first(kind):
    X = np.random.default_rng(0).normal(3, 2, (2, 50))
    twice = kind().fit(100 * X[::-1]).fit(X)
    np.testing.assert_array_equal(twice.transform(X), kind().fit(X).transform(X))
