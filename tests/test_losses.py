"""Losses: definitions, stability, legal pairs, legal targets."""

import numpy as np
import pytest
from cases import ENTRYWISE, PAIRS, generator, targets
from definitions import LOSSES

from nnlib import activations, losses, numerical_gradient

RNG = np.random.default_rng(0)
Z = RNG.normal(size=(3, 5))


def loss_of(name, output):
    sigma = activations.get(output)
    return losses.get(name, sigma), sigma.value(Z)


def every_loss(name, output, dtype=float):
    """A loss, and arguments for it."""
    rng, (loss, _) = generator(name, output), loss_of(name, output)
    pre_activations = rng.normal(scale=2, size=(3, 5)).astype(dtype)
    Y = targets(rng, name, 3, 5).astype(dtype)
    return loss, Y, loss.output.value(pre_activations), pre_activations


@pytest.mark.parametrize(("name", "output"), PAIRS)
def test_value_is_the_definition(name, output):
    loss, *arguments = every_loss(name, output)
    expected = LOSSES[name](*arguments, np)
    np.testing.assert_allclose(loss.value(*arguments), expected, rtol=1e-12)


@pytest.mark.parametrize(("name", "output"), PAIRS)
def test_output_error_is_the_slope(name, output):
    loss, Y, Y_hat, Z = every_loss(name, output)

    def summed(Z):
        return float(loss.value(Y, loss.output.value(Z), Z).sum())

    slope = numerical_gradient(summed, Z)
    np.testing.assert_allclose(loss.output_error(Y, Y_hat, Z), slope, atol=1e-7)


@pytest.mark.parametrize(("name", "output"), PAIRS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_error_along_a_direction_is_its_slope(name, output, dtype):
    loss, Y, Y_hat, Z = every_loss(name, output)
    RZ = generator(output, name).normal(size=Z.shape)

    def error(t):
        moved = Z + t * RZ
        return loss.output_error(Y, loss.output.value(moved), moved)

    slope = (error(1e-6) - error(-1e-6)) / 2e-6
    arguments = [array.astype(dtype) for array in (Y, Y_hat, Z, RZ)]
    along = loss.error_along(*arguments)
    assert (along.shape, along.dtype) == (Z.shape, dtype)
    tolerance = 1e-7 if dtype == np.float64 else 1e-4
    np.testing.assert_allclose(along, slope, atol=tolerance)
    curvature = loss.curvature_along(*arguments)
    assert curvature.dtype == dtype
    assert (np.sum(RZ * curvature, axis=0) >= -tolerance).all(), "a convex loss"
    if output == "identity" or name in ("binary_cross_entropy", "cross_entropy"):
        np.testing.assert_array_equal(curvature, along)


@pytest.mark.parametrize(("name", "output"), PAIRS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_typed_and_written_where_asked(name, output, dtype):
    loss, *arguments = every_loss(name, output, dtype)
    value, error = loss.value(*arguments), loss.output_error(*arguments)
    assert (value.shape, value.dtype) == ((5,), dtype)
    assert (error.shape, error.dtype) == ((3, 5), dtype)
    out = np.full_like(error, np.nan)
    assert loss.output_error(*arguments, out=out) is out
    np.testing.assert_array_equal(out, error)


def test_mse_is_half_the_squared_distance():
    loss, Y_hat = loss_of("mse", "identity")
    Y = Y_hat + np.array([[3.0], [4.0], [0.0]])
    np.testing.assert_allclose(loss.value(Y, Y_hat, Z), 12.5)


def test_huber_is_quadratic_then_linear():
    loss, _ = loss_of("huber", "identity")
    Y_hat = np.array([[0.5, 1.0, 3.0]])
    Y = np.zeros((1, 3))
    np.testing.assert_allclose(loss.value(Y, Y_hat, Y_hat), [0.125, 0.5, 2.5])
    np.testing.assert_allclose(loss.output_error(Y, -Y_hat, -Y_hat), [[-0.5, -1.0, -1.0]])


def test_binary_cross_entropy_is_the_log_likelihood():
    loss, Y_hat = loss_of("binary_cross_entropy", "sigmoid")
    Y = RNG.uniform(size=Z.shape)
    expected = -np.sum(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat), axis=0)
    np.testing.assert_allclose(loss.value(Y, Y_hat, Z), expected, rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("z", [5, 16, 30, 80])
def test_binary_cross_entropy_keeps_its_digits_near_zero(z, dtype):
    """As the difference of log(1 + exp(z)) and z it had none left."""
    loss, _ = loss_of("binary_cross_entropy", "sigmoid")
    right = np.array([[z, -z]], dtype=dtype)
    value = loss.value(np.array([[1, 0]], dtype=dtype), loss.output.value(right), right)
    assert value.dtype == dtype
    np.testing.assert_allclose(value, np.log1p(np.exp(-float(z))), rtol=8 * np.finfo(dtype).eps)


def test_cross_entropy_is_the_log_likelihood():
    loss, Y_hat = loss_of("cross_entropy", "softmax")
    Y = RNG.dirichlet(np.ones(3), size=5).T
    expected = -np.sum(Y * np.log(Y_hat), axis=0)
    np.testing.assert_allclose(loss.value(Y, Y_hat, Z), expected, rtol=1e-12)


def test_cross_entropy_keeps_its_digits_far_from_zero():
    """The loss of a shifted column is the same, to the last digits."""
    loss, Y_hat = loss_of("cross_entropy", "softmax")
    Y = np.eye(3)[:, [0, 1, 2, 0, 1]]
    near, far = loss.value(Y, Y_hat, Z), loss.value(Y, Y_hat, Z + 2.0**20)
    np.testing.assert_allclose(far, near, rtol=1e-9)


def test_cross_entropy_and_its_gradient_agree_where_targets_are_rounded():
    """Their sums are off by less than is refused, and the pre-activations are large."""
    loss, _ = loss_of("cross_entropy", "softmax")
    far = Z + 1000
    Y = np.eye(3)[:, [0, 1, 2, 0, 1]] * (1 + 9e-6)
    loss.check_targets(Y)
    slope = numerical_gradient(lambda Z: loss.value(Y, loss.output.value(Z), Z).sum(), far)
    np.testing.assert_allclose(loss.output_error(Y, loss.output.value(far), far), slope, atol=2e-7)


@pytest.mark.parametrize("output", ENTRYWISE)
def test_softmax_and_cross_entropy_belong_together(output):
    with pytest.raises(ValueError, match=f"does not fit output='{output}'"):
        losses.get("cross_entropy", activations.get(output))


@pytest.mark.parametrize("name", ["mse", "huber", "binary_cross_entropy"])
def test_softmax_needs_cross_entropy(name):
    with pytest.raises(ValueError, match="does not fit output='softmax'"):
        losses.get(name, activations.get("softmax"))


@pytest.mark.parametrize(
    ("name", "output", "Y", "words"),
    [
        ("binary_cross_entropy", "sigmoid", [[1.2]], "from 0 to 1"),
        ("binary_cross_entropy", "sigmoid", [[-1.0]], "from 0 to 1"),
        ("binary_cross_entropy", "sigmoid", [[1 + 1e-6]], "from 0 to 1"),
        ("binary_cross_entropy", "sigmoid", [[-1e-9]], "from 0 to 1"),
        ("cross_entropy", "softmax", [[0.5], [0.50002]], "sum 1"),
        ("cross_entropy", "softmax", [[0.5], [0.49998]], "sum 1"),
        ("cross_entropy", "softmax", [[-0.5], [1.5]], "at least 0"),
    ],
)
def test_impossible_targets(name, output, Y, words):
    with pytest.raises(ValueError, match=words):
        losses.get(name, activations.get(output)).check_targets(np.array(Y))


def test_targets_that_a_float32_model_predicted():
    """A thousand rounded probabilities do not sum to 1 exactly."""
    far_apart = RNG.normal(scale=3, size=(1000, 50)).astype(np.float32)
    loss, _ = loss_of("cross_entropy", "softmax")
    loss.check_targets(loss.output.value(far_apart))


def test_float32_targets_are_summed_in_double_precision():
    """Fifty thousand equal probabilities, added one to another in float32, miss 1 by 1e-5."""
    Y = np.full((50_000, 2), 1 / 50_000, dtype=np.float32)
    assert np.abs(Y.sum(axis=0) - 1).max() > 1e-5
    loss_of("cross_entropy", "softmax")[0].check_targets(Y)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_cross_entropy_is_finite_for_every_z(dtype):
    """Two numbers may lie further apart than there are numbers: 0 times that was NaN."""
    loss, _ = loss_of("cross_entropy", "softmax")
    most = np.finfo(dtype).max
    far = np.array([[most, -most], [-most, most], [0, 0]], dtype)
    for row, expected in ((0, [0, most]), (1, [most, 0])):
        Y = np.zeros((3, 2), dtype)
        Y[row] = 1
        values = loss.value(Y, loss.output.value(far), far)
        np.testing.assert_allclose(values, expected)
        assert np.isfinite(loss.output_error(Y, loss.output.value(far), far)).all()
    nothing = loss.value(Y, far, np.full((3, 2), np.nan, dtype))
    assert np.isnan(nothing).all(), "what is no number stays none"
