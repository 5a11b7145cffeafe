"""Products with the Hessian, and what is made of them: by hand, by differences, by theorems."""

import subprocess
import sys

import numpy as np
import pytest
from cases import ENTRYWISE, PAIRS, example, generator
from scipy.sparse import linalg

import nnlib
from nnlib.activations import Activation, Tanh
from nnlib.dropout import Masked, draw_masks
from nnlib.losses import Loss
from nnlib.regularizers import Regularizer
from nnlib.second_order import (
    gauss_newton_product,
    hessian,
    hessian_vector_product,
    largest_eigenvalues,
    newton_step,
    smallest_eigenvalues,
)

D, N = [3, 5, 4, 2], 6


def by_differences(net, X, Y, v, epsilon=1e-5):
    """H v, by a central difference of gradients."""
    J = nnlib.Objective(net, X, Y)
    ends = [J.value_and_gradient(net.theta + side * v)[1] for side in (epsilon, -epsilon)]
    return (ends[0] - ends[1]) / (2 * epsilon)


def case(hidden="tanh", output="identity", loss="mse", d=D, **settings):
    rng = generator(hidden, output, loss)
    net, X, Y = example(hidden, output, loss, d, N, rng, **settings)
    return net, X, Y, rng.normal(size=net.P)


@pytest.mark.parametrize("hidden", ENTRYWISE)
@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_the_product_is_how_the_gradient_changes(hidden, loss, output):
    net, X, Y, v = case(hidden, output, loss, l2=0.1, l1=0.2)
    expected = by_differences(net, X, Y, v)
    product = hessian_vector_product(net, X, Y, v)
    np.testing.assert_allclose(product, expected, atol=1e-6 * np.abs(expected).max())
    w = np.cos(np.arange(net.P))
    mirrored = v @ hessian_vector_product(net, X, Y, w)
    assert w @ product == pytest.approx(mirrored, rel=1e-10, abs=1e-12), "H is symmetric"
    assert v @ gauss_newton_product(net, X, Y, v) > 0


def test_a_linear_unit_by_hand():
    """``H`` is the mean of ``(1; x)(1; x)^T``, whatever the weights and the targets."""
    net = nnlib.Network([1, 1])
    X, Y = np.array([[1.0, 3.0]]), np.array([[0.0, 7.0]])
    np.testing.assert_allclose(hessian(net, X, Y), [[1, 2], [2, 5]], rtol=1e-14)
    net.l2 = 0.5
    np.testing.assert_allclose(hessian(net, X, Y), [[1, 2], [2, 5.5]], rtol=1e-14)
    step = newton_step(net, X, Y)
    net.theta += step.direction
    assert np.abs(net.cost_and_gradient(X, Y)[1]).max() < 1e-12, "one step, and there"


def test_a_chain_of_two_weights_by_hand():
    """J = (w_2 w_1 - 1)^2 / 2 at w_1 = 2, w_2 = 3/4: its Hessian without the biases."""
    net = nnlib.Network([1, 1, 1], hidden="identity")
    net.theta = [0.0, 2.0, 0.0, 0.75]
    X, Y = np.array([[1.0]]), np.array([[1.0]])
    H = hessian(net, X, Y)[np.ix_([1, 3], [1, 3])]
    r = 2 * 0.75 - 1
    np.testing.assert_allclose(H, [[0.75**2, r + 1.5], [r + 1.5, 4]], rtol=1e-14)


@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_without_hidden_layers_the_gauss_newton_matrix_is_all_of_a_straight_network(loss, output):
    net, X, Y, v = case(output=output, loss=loss, d=[3, 2], l2=0.1)
    G, H = (f(net, X, Y, v) for f in (gauss_newton_product, hessian_vector_product))
    straight = output in ("identity", "softmax") or loss == "binary_cross_entropy"
    assert np.allclose(G, H, rtol=1e-12) == (straight or output in ("relu", "leaky_relu"))


def test_the_gauss_newton_matrix_is_made_of_the_network_s_slopes():
    """(1/N) sum_n of J_n^T J_n, with ``J_n`` the derivatives of the outputs for example n."""
    net, X, Y, v = case(d=[3, 4, 2])
    G = np.zeros((net.P, net.P))
    for n in range(N):
        for i in range(2):
            # With the target one below the output, the gradient is that of the output.
            x, target = X[:, [n]], net.forward(X[:, [n]]).copy()
            target[i] -= 1
            slopes = net.cost_and_gradient(x, target)[1]
            G += np.outer(slopes, slopes) / N
    np.testing.assert_allclose(gauss_newton_product(net, X, Y, v), G @ v, rtol=1e-10)


def test_it_is_the_cost_of_predictions_and_leaves_the_network_as_it_is():
    net, X, Y, v = case(dropout=0.5)
    net.cost_and_gradient(X[:, :2], Y[:, :2])
    before, shape = net.theta.copy(), net.Delta[1].shape
    product = hessian_vector_product(net, X, Y, v)
    np.testing.assert_allclose(product, by_differences(net, X, Y, v), rtol=1e-5, atol=1e-7)
    np.testing.assert_array_equal(net.theta, before)
    hessian_vector_product(net, X, Y, v)
    assert shape == (5, 2)


def test_a_fixed_mask_is_an_activation_like_any_other():
    net, X, Y, v = case(dropout=0.4)
    for ell, mask in enumerate(draw_masks(net, N, 0), start=1):
        net.sigma[ell] = Masked(net.sigma[ell], mask)
    expected = by_differences(net, X, Y, v)
    np.testing.assert_allclose(hessian_vector_product(net, X, Y, v), expected, atol=1e-7)


@pytest.mark.parametrize("output", ["identity", "softmax"])
def test_single_precision(output):
    loss = "mse" if output == "identity" else "cross_entropy"
    net, X, Y, v = case(output=output, loss=loss, l2=0.1)
    single = nnlib.Network(D, output=output, loss=loss, l2=0.1, dtype=np.float32)
    single.theta = net.theta
    for function in (hessian_vector_product, gauss_newton_product):
        product = function(single, X, Y, v)
        assert product.dtype == np.float32
        expected = function(net, X, Y, v)
        np.testing.assert_allclose(product, expected, atol=1e-5 * np.abs(expected).max())
    assert hessian(single, X, Y).dtype == np.float32
    for function in (largest_eigenvalues, smallest_eigenvalues):
        values, vectors = function(single, X, Y, 2)
        assert values.dtype == vectors.dtype == np.float32
        np.testing.assert_allclose(values, function(net, X, Y, 2)[0], rtol=1e-3)
    step = newton_step(single, X, Y, 10.0, tolerance=1e-4)
    assert step.direction.dtype == np.float32
    assert step.solved


@pytest.mark.parametrize("k", [1, 3, 30, 54])
@pytest.mark.parametrize("gauss_newton", [False, True])
def test_eigenvalues_are_those_of_the_matrix(k, gauss_newton):
    net, X, Y, _ = case()
    H = hessian(net, X, Y, gauss_newton=gauss_newton)
    product = gauss_newton_product if gauss_newton else hessian_vector_product
    known = np.linalg.eigvalsh(H)
    for function, expected in (
        (largest_eigenvalues, known[::-1][:k]),
        (smallest_eigenvalues, known[:k]),
    ):
        values, vectors = function(net, X, Y, k, gauss_newton=gauss_newton)
        np.testing.assert_allclose(values, expected, atol=1e-6 * known[-1])
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=0), 1)
        for value, vector in zip(values, vectors.T, strict=True):
            residual = product(net, X, Y, vector) - value * vector
            assert np.linalg.norm(residual) < 1e-4 * known[-1]


def test_a_matrix_of_zeros_has_eigenvalues_too():
    net = nnlib.Network([4, 9, 1], hidden="relu", init="zeros")
    X, Y = np.ones((4, 3)), np.zeros((1, 3))
    assert largest_eigenvalues(net, X, Y)[0] == pytest.approx([1])  # that of the output's bias
    assert smallest_eigenvalues(net, X, Y)[0] == pytest.approx([0], abs=1e-6)
    far = nnlib.Network([4, 9, 1], hidden="relu", loss="huber", init="zeros")
    for function in (largest_eigenvalues, smallest_eigenvalues):
        values, vectors = function(far, X, Y + 9, 3)
        np.testing.assert_array_equal(values, 0)
        np.testing.assert_array_equal(vectors.T @ vectors, np.eye(3))


def test_many_eigenvalues_at_zero_are_found_without_waiting():
    """Gauss-Newton with fewer outputs than parameters: the smallest is 0, a hundred times."""
    net, X, Y, _ = case(d=[3, 30, 2])
    values, _ = smallest_eigenvalues(net, X, Y, 3, gauss_newton=True)
    largest = largest_eigenvalues(net, X, Y, gauss_newton=True)[0][0]
    np.testing.assert_allclose(values, 0, atol=1e-6 * largest)


def test_a_start_that_is_another_eigenvector_does_no_harm():
    net, X, Y, _ = case()
    known, vectors = np.linalg.eigh(hessian(net, X, Y))
    for start in (vectors[:, 0], vectors[:, 20], vectors[:, -1]):
        found = largest_eigenvalues(net, X, Y, start=start)[0]
        np.testing.assert_allclose(found, known[-1:], rtol=1e-5)


def test_a_precision_that_cannot_be_reached_is_said(monkeypatch):
    def without_end(*_, **settings):
        raise linalg.ArpackNoConvergence("No convergence", np.zeros(1), np.zeros((54, 1)))

    monkeypatch.setattr(linalg, "eigsh", without_end)
    net, X, Y, _ = case()
    with pytest.raises(RuntimeError, match=r"tolerance is 1e-15, .* 1 of k = 2 eigenvalues"):
        largest_eigenvalues(net, X, Y, 2, tolerance=1e-15)


def test_the_damped_step_solves_its_equation():
    net, X, Y, _ = case()
    H, g = hessian(net, X, Y), net.cost_and_gradient(X, Y)[1]
    least = np.linalg.eigvalsh(H)[0]
    assert least < 0
    damping = 0.1 - least
    step = newton_step(net, X, Y, damping, tolerance=1e-10)
    expected = np.linalg.solve(H + damping * np.eye(net.P), -g)
    np.testing.assert_allclose(step.direction, expected, atol=1e-8 * np.abs(expected).max())
    d = step.direction
    assert step.solved and not step.negative
    assert step.predicted == pytest.approx(g @ d + d @ H @ d / 2)
    assert least - 1e-9 <= step.curvature
    np.testing.assert_array_equal(step.gradient, g)
    rough = newton_step(net, X, Y, damping, tolerance=0.1)
    assert rough.products < step.products
    capped = newton_step(net, X, Y, damping, max_products=2)
    assert (capped.solved, capped.negative, capped.products) == (False, False, 2)


def test_negative_curvature_is_said_and_the_direction_leads_downhill():
    net, X, Y, _ = case()
    step = newton_step(net, X, Y)
    assert step.negative and not step.solved
    assert step.curvature <= 0
    assert step.gradient @ step.direction < 0
    always = newton_step(net, X, Y, 1e-6, gauss_newton=True, max_products=20_000)
    assert not always.negative and always.curvature >= -1e-12


def test_on_a_cap_the_step_is_that_of_descent():
    """A single weight where the cost bends down: w such that sigma'' outweighs sigma'^2."""
    net = nnlib.Network([1, 1], output="tanh")
    net.theta = [1.0, 1.0]
    X, Y = np.array([[1.0]]), np.array([[-1.0]])
    step = newton_step(net, X, Y)
    np.testing.assert_array_equal(step.direction, -step.gradient)
    assert (step.negative, step.products) == (True, 1)
    strong = newton_step(net, X, Y, 1e6)
    np.testing.assert_allclose(strong.direction, -strong.gradient / 1e6, rtol=1e-5)


def test_at_rest_there_is_no_step():
    net = nnlib.Network([2, 1], init="zeros")
    step = newton_step(net, np.ones((2, 3)), np.zeros((1, 3)))
    assert step.solved and not step.negative and step.products == 0
    assert not step.direction.any()


class Odd(Activation):
    name = "odd"

    def value(self, Z):
        return np.arctan(Z)

    def derivative(self, Z):
        return 1 / (1 + Z * Z)


class OddWithBend(Odd):
    def second_derivative(self, Z):
        return -2 * Z / (1 + Z * Z) ** 2


class Cubes(Regularizer):
    def value(self, W):
        return float(np.abs(W).sum() ** 3)

    def gradient(self, W):
        return 3 * np.abs(W).sum() ** 2 * np.sign(W)


class CubesWithBend(Cubes):
    def gradient_along(self, W, V):
        return 6 * np.abs(W).sum() * np.sum(np.sign(W) * V) * np.sign(W)


def test_what_a_reader_s_own_parts_lack_is_said_and_enough_if_it_is_there():
    net, X, Y, v = case()
    net.sigma[1] = Odd()
    with pytest.raises(NotImplementedError, match=r"Odd must have a method second_derivative\(Z\)"):
        hessian_vector_product(net, X, Y, v)
    assert v @ gauss_newton_product(net, X, Y, v) > 0, "which needs none"
    net.sigma[1], net.regularizer = OddWithBend(), Cubes()
    with pytest.raises(NotImplementedError, match=r"Cubes must have a method gradient_along"):
        hessian_vector_product(net, X, Y, v)
    net.regularizer = CubesWithBend()
    expected = by_differences(net, X, Y, v)
    product = hessian_vector_product(net, X, Y, v)
    np.testing.assert_allclose(product, expected, atol=1e-6 * np.abs(expected).max())


def test_a_loss_that_lacks_it_says_so():
    class Plain(Loss):
        name = "plain"
        outputs = ("tanh",)

    loss, Z = Plain(Tanh()), np.zeros((1, 1))
    with pytest.raises(NotImplementedError, match="Plain must have a method error_along"):
        loss.error_along(Z, Z, Z, Z)
    with pytest.raises(NotImplementedError, match="Plain must have a method curvature_along"):
        loss.curvature_along(Z, Z, Z, Z)


def test_a_second_derivative_that_is_no_function_of_every_entry_is_refused():
    class Wrong(Odd):
        def second_derivative(self, Z):
            return 0.0

    with pytest.raises(ValueError, match=r"sigma\[1\]\.second_derivative\(Z\) gives float"):
        case()[0].sigma[1] = Wrong()


FUNCTIONS = (hessian_vector_product, gauss_newton_product)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    ("v", "words"),
    [
        (np.ones(53), r"v has shape \(53,\), but a direction.*P = 54 entries, shape \(54,\)"),
        (np.ones((54, 1)), r"v has shape \(54, 1\)"),
        (1.0, r"v has shape \(\)"),
        (np.full(54, np.nan), "v holds 54 entries that are NaN"),
        (np.ones(54, int), "v has dtype int64, but floating-point numbers are wanted"),
        (["a"] * 54, "v has dtype <U1"),
    ],
)
def test_bad_directions(function, v, words):
    net, X, Y, _ = case()
    assert net.P == 54
    with pytest.raises(ValueError, match=words):
        function(net, X, Y, v)


@pytest.mark.parametrize(
    ("function", "settings", "words"),
    [
        (largest_eigenvalues, {"k": 0}, "k is 0, but must be a whole number from 1 to 54 = P"),
        (smallest_eigenvalues, {"k": 55}, "k is 55"),
        (largest_eigenvalues, {"tolerance": 0}, "tolerance is 0"),
        (largest_eigenvalues, {"start": np.zeros(54)}, "start is zero"),
        (largest_eigenvalues, {"start": np.ones(3)}, r"start has shape \(3,\)"),
        (newton_step, {"damping": -1.0}, r"damping is -1\.0, but must be a number of at least 0"),
        (newton_step, {"damping": np.nan}, "damping is nan"),
        (newton_step, {"tolerance": -1}, "tolerance is -1"),
        (newton_step, {"max_products": 0}, "max_products is 0"),
    ],
)
def test_bad_settings(function, settings, words):
    net, X, Y, _ = case()
    with pytest.raises(ValueError, match=words):
        function(net, X, Y, **settings)


@pytest.mark.parametrize("function", [hessian, largest_eigenvalues, newton_step])
def test_bad_examples_and_broken_networks(function):
    net, X, Y, _ = case()
    with pytest.raises(ValueError, match="X has 2 rows, but d_0 = 3"):
        function(net, X[:2], Y)
    with pytest.raises(ValueError, match="Y has 5 columns, but X has N = 6"):
        function(net, X, Y[:, :5])
    net.theta[3] = np.nan
    with pytest.raises(ValueError, match="NaN or infinite"):
        function(net, X, Y)


def test_a_matrix_that_would_fill_the_memory_is_refused_in_words():
    net = nnlib.Network([784, 100, 10])
    with pytest.raises(
        ValueError, match=r"P = 79,510 parameters.*47\.1 GiB.*hessian_vector_product"
    ):
        hessian(net, np.zeros((784, 1)), np.zeros((10, 1)))


def test_scipy_is_loaded_by_eigenvalues_alone():
    code = """
import sys
import numpy as np
import nnlib
net, X, Y = nnlib.Network([2, 3, 1]), np.ones((2, 4)), np.ones((1, 4))
nnlib.hessian(net, X, Y, progress=False)
nnlib.second_order.newton_step(net, X, Y, 1.0)
print([name for name in ("scipy", "tqdm") if name in sys.modules])
nnlib.second_order.largest_eigenvalues(net, X, Y)
print("scipy" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["[]", "True"]
