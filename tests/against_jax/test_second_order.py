"""Products with the Hessian and the Gauss-Newton matrix against JAX, which differentiates twice."""

import platform
import sys

import numpy as np
import pytest
from cases import ENTRYWISE, PAIRS, example, generator
from definitions import ACTIVATIONS, LOSSES

if (sys.platform, platform.machine()) == ("darwin", "x86_64"):
    pytest.skip("JAX has no wheels for this machine", allow_module_level=True)

import jax
import jax.numpy as jnp

from nnlib.arrays import Parameters
from nnlib.second_order import gauss_newton_product, hessian_vector_product

jax.config.update("jax_enable_x64", True)

# One shape for all, since JAX compiles every operation anew for each; with two hidden layers.
D, N = [3, 4, 5, 2], 4


def layers(flat):
    """A flat vector as pairs of weights and biases."""
    parts = Parameters(D, flat)
    return [(jnp.asarray(W), jnp.asarray(b)) for W, b in zip(parts.W, parts.b, strict=True)]


def flattened(parameters):
    return np.concatenate([np.hstack([b, W]).ravel() for W, b in parameters])


def outputs(parameters, X, hidden):
    """The pre-activations of the last layer."""
    A = X
    for ell, (W, b) in enumerate(parameters, start=1):
        Z = W @ A + b
        A = ACTIVATIONS[hidden](Z, jnp) if ell < len(parameters) else Z
    return A


def cost(parameters, X, Y, hidden, output, loss):
    Z = outputs(parameters, X, hidden)
    return LOSSES[loss](Y, ACTIVATIONS[output](Z, jnp), Z, jnp).mean()


def assert_equal(ours, theirs):
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-8 * np.abs(theirs).max())


@pytest.mark.parametrize("hidden", ENTRYWISE)
@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_hessian_products(hidden, loss, output):
    rng = generator(hidden, output, loss)
    net, X, Y = example(hidden, output, loss, D, N, rng)
    v = rng.normal(size=net.P)

    def gradient(parameters):
        return jax.grad(cost)(parameters, X, Y, hidden, output, loss)

    _, product = jax.jvp(gradient, [layers(net.theta)], [layers(v)])
    assert_equal(hessian_vector_product(net, X, Y, v), flattened(product))


@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_gauss_newton_products(loss, output):
    """The tangent of what the loss is convex in, its curvature there, and the way back."""
    rng = generator(output, loss)
    net, X, Y = example("tanh", output, loss, D, N, rng)
    v = rng.normal(size=net.P)
    of_answers = loss not in ("binary_cross_entropy", "cross_entropy")

    def convex_in(parameters):
        Z = outputs(parameters, X, "tanh")
        return ACTIVATIONS[output](Z, jnp) if of_answers else Z

    def mean_loss(A):
        return LOSSES[loss](Y, A if of_answers else ACTIVATIONS[output](A, jnp), A, jnp).mean()

    at, moved = jax.jvp(convex_in, [layers(net.theta)], [layers(v)])
    _, curved = jax.jvp(jax.grad(mean_loss), [at], [moved])
    (product,) = jax.vjp(convex_in, layers(net.theta))[1](curved)
    assert_equal(gauss_newton_product(net, X, Y, v), flattened(product))
