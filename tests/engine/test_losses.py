"""Losses of the engine, and the error at the output, against nnlib."""

from __future__ import annotations

import numpy as np
import pytest
from cases import PAIRS, targets
from engine.common import TOLERANCE, assert_close, columns, matrix

from nnlib import activations, losses


@pytest.mark.parametrize(("name", "output"), PAIRS)
def test_losses_near_and_far(engine, name, output):
    rng = np.random.default_rng(PAIRS.index((name, output)))
    loss = losses.get(name, activations.get(output))
    far = np.sign(rng.normal(size=(3, 40))) * 1000
    for pre_activations in (rng.normal(scale=3, size=(3, 40)), far):
        Y = targets(rng, name, 3, 40)
        Y_hat = loss.output.value(pre_activations)
        js = engine.loss(name, output, 3, columns(Y), columns(pre_activations))
        expected = loss.value(Y, Y_hat, pre_activations)
        np.testing.assert_allclose(js["values"], expected, rtol=TOLERANCE, atol=1e-15)
        error = loss.output_error(Y, Y_hat, pre_activations)
        assert_close(matrix(js["outputError"], error), error)


def test_cross_entropy_of_rounded_targets(engine):
    loss = losses.get("cross_entropy", activations.get("softmax"))
    far = 1000 + np.random.default_rng(0).normal(size=(3, 4))
    Y = np.eye(3)[:, [0, 1, 2, 0]] * (1 + 9e-6)
    js = engine.loss("cross_entropy", "softmax", 3, columns(Y), columns(far))
    np.testing.assert_allclose(js["values"], loss.value(Y, far, far), rtol=TOLERANCE)


def test_cross_entropy_as_far_apart_as_numbers_get(engine):
    loss = losses.get("cross_entropy", activations.get("softmax"))
    most = np.finfo(float).max
    far = np.array([[most, -most], [-most, most]])
    for Y in (np.eye(2), np.eye(2)[::-1]):
        js = engine.loss("cross_entropy", "softmax", 2, columns(Y), columns(far))
        np.testing.assert_array_equal(js["values"], loss.value(Y, far, far))
