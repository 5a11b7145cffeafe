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

import nnlib
from nnlib import activations
from nnlib.dropout import Masked, draw_masks
from nnlib.regularizers import L1, L2, ElasticNet

jax.config.update("jax_enable_x64", True)

# Random shapes, but few of them: JAX compiles every operation anew for each shape.
SHAPES = [random_shape(np.random.default_rng(seed)) for seed in range(4)]


def cost(parameters, X, Y, hidden, output, loss, l2=0.0, l1=0.0, masks=()):
    A, penalty = X, 0.0
    for ell, (W, b) in enumerate(parameters, start=1):
        Z = W @ A + b
        A = ACTIVATIONS[hidden if ell < len(parameters) else output](Z, jnp)
        if ell <= len(masks):
            A = masks[ell - 1] * A
        penalty += l2 / 2 * (W**2).sum() + l1 * jnp.abs(W).sum()
    return LOSSES[loss](Y, A, Z, jnp).mean() + penalty


def relative_error(ours, theirs):
    scale = np.max(np.abs(theirs))
    return np.max(np.abs(ours - theirs)) / (scale if scale > 0 else 1)


def by_jax(net, *arguments, **settings):
    parameters = [(jnp.asarray(W), jnp.asarray(b)) for W, b in zip(net.W, net.b, strict=True)]
    return jax.value_and_grad(cost)(parameters, *arguments, **settings)


def check(net, X, Y, hidden, output, loss, **settings):
    J, _ = net.cost_and_gradient(X, Y)
    J_jax, gradients = by_jax(net, X, Y, hidden, output, loss, **settings)
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


@pytest.mark.parametrize("regularizer", [L2(0.3), L1(0.2), ElasticNet(0.3, 0.2)], ids=repr)
def test_every_regularizer(regularizer):
    rng = np.random.default_rng(3)
    net, X, Y = example("tanh", "softmax", "cross_entropy", *SHAPES[0], rng)
    net.regularizer = regularizer
    check(net, X, Y, "tanh", "softmax", "cross_entropy", l2=net.l2, l1=net.l1)


@pytest.mark.parametrize("hidden", ENTRYWISE)
def test_dropout_under_a_fixed_mask(hidden):
    rng = generator(hidden, "dropout")
    net, X, Y = example(hidden, "identity", "mse", [3, 5, 4, 2], 6, rng, dropout=0.4, l2=0.1)
    masks = list(draw_masks(net, 6, rng))
    for ell, mask in enumerate(masks, start=1):
        net.sigma[ell] = Masked(net.sigma[ell], mask)
    check(net, X, Y, hidden, "identity", "mse", l2=0.1, masks=masks)


@pytest.mark.parametrize("share", [0.1, 0.9, 1.1])
def test_a_clipped_step(share):
    rng = np.random.default_rng(4)
    net, X, Y = example("tanh", "identity", "mse", [3, 5, 2], 6, rng, l2=0.1)
    _, gradients = by_jax(net, X, Y, "tanh", "identity", "mse", l2=0.1)
    g = np.concatenate([np.hstack([db, dW]).ravel() for dW, db in gradients])
    length, start = float(jnp.linalg.norm(jnp.asarray(g))), net.theta.copy()
    nnlib.train(net, X, Y, optimizer=nnlib.optimizers.GradientDescent(1.0), epochs=1, batch_size=6,
                clip=share * length, progress=False)  # fmt: skip
    assert relative_error(start - net.theta, min(share, 1.0) * g) < 1e-10


@pytest.mark.parametrize(
    "name", [name for name in activations.ACTIVATIONS if hasattr(jax.nn, name)]
)
def test_jax_knows_the_definition_by_the_same_name(name):
    settings = {"gelu": {"approximate": False}, "softmax": {"axis": 0}}.get(name, {})
    Z = np.linspace(-6, 6, 121).reshape(11, 11)
    expected = getattr(jax.nn, name)(jnp.asarray(Z), **settings)
    np.testing.assert_allclose(ACTIVATIONS[name](Z, np), expected, rtol=1e-12, atol=1e-14)
