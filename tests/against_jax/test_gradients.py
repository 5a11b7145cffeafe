"""Backpropagation against automatic differentiation: the same network written for `jax.grad`."""

import platform
import sys

import numpy as np
import pytest
from cases import ENTRYWISE, PAIRS, example, random_shape

if (sys.platform, platform.machine()) == ("darwin", "x86_64"):
    pytest.skip("JAX has no wheels for this machine", allow_module_level=True)

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)

# Random shapes, but few of them: JAX compiles every operation anew for each shape.
SHAPES = [random_shape(np.random.default_rng(seed)) for seed in range(4)]

SIGMA = {
    "identity": lambda z: z,
    "sigmoid": jax.nn.sigmoid,
    "tanh": jnp.tanh,
    "relu": jax.nn.relu,
    "leaky_relu": lambda z: jax.nn.leaky_relu(z, 0.01),
    "elu": jax.nn.elu,
    "softplus": jax.nn.softplus,
    "gelu": lambda z: jax.nn.gelu(z, approximate=False),
}


def mean_loss(loss, output, Y, Z):
    if loss == "cross_entropy":
        losses = -jnp.sum(Y * jax.nn.log_softmax(Z, axis=0), axis=0)
    elif loss == "binary_cross_entropy":
        losses = -jnp.sum(Y * jax.nn.log_sigmoid(Z) + (1 - Y) * jax.nn.log_sigmoid(-Z), axis=0)
    else:
        r = jnp.abs(Y - SIGMA[output](Z))
        half_square = 0.5 * r**2
        entries = half_square if loss == "mse" else jnp.where(r <= 1, half_square, r - 0.5)
        losses = jnp.sum(entries, axis=0)
    return jnp.mean(losses)


def cost(parameters, X, Y, hidden, output, loss):
    A = X
    for ell, (W, b) in enumerate(parameters, start=1):
        Z = W @ A + b
        A = SIGMA[hidden](Z) if ell < len(parameters) else Z
    return mean_loss(loss, output, Y, Z)


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
    rng = np.random.default_rng(case)
    d, N = SHAPES[case % len(SHAPES)]
    check(*example(hidden, output, loss, d, N, rng), hidden, output, loss)


@pytest.mark.parametrize(("loss", "output"), PAIRS)
@pytest.mark.parametrize(("d", "N"), [([3, 4, 2], 1), ([3, 2], 5)])
def test_one_example_and_one_layer(loss, output, d, N):
    rng = np.random.default_rng(7)
    check(*example("tanh", output, loss, d, N, rng), "tanh", output, loss)
