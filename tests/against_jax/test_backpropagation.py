"""Backpropagation against automatic differentiation: the definitions, differentiated by JAX."""

import platform
import sys

import numpy as np
import pytest
from cases import ENTRYWISE, PAIRS, example, generator, random_shape
from definitions import ACTIVATIONS, LOSSES

if (sys.platform, platform.machine()) == ("darwin", "x86_64"):
    pytest.skip("JAX has no wheels for this machine", allow_module_level=True)

import jax
import jax.numpy as jnp

from nnlib import activations

jax.config.update("jax_enable_x64", True)

# Random shapes, but few of them: JAX compiles every operation anew for each shape.
SHAPES = [random_shape(np.random.default_rng(seed)) for seed in range(4)]


def cost(parameters, X, Y, hidden, output, loss):
    A = X
    for ell, (W, b) in enumerate(parameters, start=1):
        Z = W @ A + b
        A = ACTIVATIONS[hidden if ell < len(parameters) else output](Z, jnp)
    return LOSSES[loss](Y, A, Z, jnp).mean()


def relative_error(ours, theirs):
    scale = np.max(np.abs(theirs))
    return np.max(np.abs(ours - theirs)) / (scale if scale > 0 else 1)


def check(net, X, Y, hidden, output, loss):
    J, _ = net.cost_and_gradient(X, Y)
    parameters = [(jnp.asarray(W), jnp.asarray(b)) for W, b in zip(net.W, net.b, strict=True)]
    J_jax, gradients = jax.value_and_grad(cost)(parameters, X, Y, hidden, output, loss)
    assert pytest.approx(float(J_jax), rel=1e-12, abs=1e-15) == J
    for ell, (dW, db) in enumerate(gradients, start=1):
        assert relative_error(net.dW[ell], np.asarray(dW)) < 1e-10
        assert relative_error(net.db[ell], np.asarray(db)) < 1e-10


@pytest.mark.parametrize("hidden", ENTRYWISE)
@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_every_combination(hidden, loss, output):
    case = ENTRYWISE.index(hidden) + PAIRS.index((loss, output))
    d, N = SHAPES[case % len(SHAPES)]
    rng = generator(hidden, output, loss)
    check(*example(hidden, output, loss, d, N, rng), hidden, output, loss)


@pytest.mark.parametrize(("loss", "output"), PAIRS)
@pytest.mark.parametrize(("d", "N"), [([3, 4, 2], 1), ([3, 2], 5)])
def test_one_example_and_one_layer(loss, output, d, N):
    rng = np.random.default_rng(7)
    check(*example("tanh", output, loss, d, N, rng), "tanh", output, loss)


@pytest.mark.parametrize(
    "name", [name for name in activations.ACTIVATIONS if hasattr(jax.nn, name)]
)
def test_jax_knows_the_definition_by_the_same_name(name):
    settings = {"gelu": {"approximate": False}, "softmax": {"axis": 0}}.get(name, {})
    Z = np.linspace(-6, 6, 121).reshape(11, 11)
    expected = getattr(jax.nn, name)(jnp.asarray(Z), **settings)
    np.testing.assert_allclose(ACTIVATIONS[name](Z, np), expected, rtol=1e-12, atol=1e-14)
