"""Activation functions: definitions, derivatives, and large arguments."""

import numpy as np
import pytest
from cases import ENTRYWISE
from definitions import ACTIVATIONS

import nnlib
from nnlib import activations

Z = np.linspace(-6, 6, 121).reshape(11, 11) + 0.013  # no entry at a kink


@pytest.mark.parametrize("name", activations.ACTIVATIONS)
def test_value_is_the_definition(name):
    np.testing.assert_allclose(
        activations.get(name).value(Z), ACTIVATIONS[name](Z, np), rtol=1e-12, atol=1e-14
    )


@pytest.mark.parametrize("name", ENTRYWISE)
def test_derivative_is_the_slope(name):
    sigma = activations.get(name)
    slope = nnlib.numerical_gradient(lambda z: float(sigma.value(z).sum()), Z)
    np.testing.assert_allclose(sigma.derivative(Z), slope, atol=1e-8)
    np.testing.assert_array_equal(sigma.derivative(Z, sigma.value(Z)), sigma.derivative(Z))


@pytest.mark.parametrize("name", ENTRYWISE)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_second_derivative_is_the_slope_of_the_slope(name, dtype):
    sigma = activations.get(name)
    slope = nnlib.numerical_gradient(lambda z: float(sigma.derivative(z).sum()), Z)
    np.testing.assert_allclose(sigma.second_derivative(Z), slope, atol=1e-8)
    large = np.array([[-1000.0, np.finfo(dtype).max], [1000.0, -np.finfo(dtype).max]], dtype)
    bend = sigma.second_derivative(large)
    assert bend.dtype == dtype
    np.testing.assert_allclose(bend, 0, atol=1e-8, err_msg="far out every one is straight")


def functions(sigma):
    return [sigma.value, sigma.derivative] if sigma.entrywise else [sigma.value]


@pytest.mark.parametrize("name", activations.ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_finite_typed_and_written_where_asked(name, dtype):
    most = np.finfo(dtype).max
    large = np.array([[-1000.0, 0.0, most], [1000.0, 0.0, -most]], dtype=dtype)
    before = large.copy()
    for function in functions(activations.get(name)):
        plain = function(large)
        assert plain.dtype == dtype
        assert np.isfinite(plain).all()
        out = np.full_like(large, np.nan)
        assert function(large, out=out) is out
        np.testing.assert_array_equal(out, plain)
    np.testing.assert_array_equal(large, before)


KINDS = (int, np.int8, np.uint8, np.uint64, bool)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("name", activations.ACTIVATIONS)
def test_whole_numbers_are_taken_as_floats(name, kind):
    """Minus a uint8 wraps round, and NumPy gives its exponential 16 bits."""
    whole = np.array([[-2, 0, 1], [3, -1, 5]] if kind in (int, np.int8) else [[0, 1, 1], [2, 3, 0]])
    whole = whole.astype(kind)
    sigma = activations.get(name)
    seconds = [sigma.second_derivative] if sigma.entrywise else []
    for function in functions(sigma) + seconds:
        assert function(whole).dtype == float
        np.testing.assert_array_equal(function(whole), function(whole.astype(float)))


@pytest.mark.parametrize(
    ("name", "slope"), [("relu", 0), ("leaky_relu", 0.01), ("elu", 1), ("sigmoid", 0.25)]
)
def test_derivative_at_zero(name, slope):
    assert activations.get(name).derivative(np.zeros((1, 1)))[0, 0] == slope


def test_softmax_columns():
    A = activations.get("softmax").value(Z)
    np.testing.assert_allclose(A.sum(axis=0), 1)
    np.testing.assert_allclose(A, np.exp(Z) / np.exp(Z).sum(axis=0), rtol=1e-12)
    np.testing.assert_allclose(activations.get("softmax").value(Z + 500), A, rtol=1e-10)


def test_softmax_has_no_entrywise_derivative():
    softmax = activations.get("softmax")
    for function in (softmax.derivative, softmax.second_derivative):
        with pytest.raises(ValueError, match="cross_entropy"):
            function(Z)


def test_unknown_name_suggests():
    with pytest.raises(ValueError, match="did you mean 'sigmoid'"):
        activations.get("sigmiod")
