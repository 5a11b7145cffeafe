"""Initial weights of the engine, by their distribution."""

from __future__ import annotations

import numpy as np
import pytest

import nnlib
from nnlib import initializers


@pytest.mark.parametrize("init", initializers.INITIALIZERS)
def test_initial_weights(engine, init):
    d = [150, 250, 80]
    theta = engine.initialTheta({"d": d, "init": init, "seed": 1})
    assert theta == engine.initialTheta({"d": d, "init": init, "seed": 1})
    if init != "zeros":
        assert theta != engine.initialTheta({"d": d, "init": init, "seed": 2})
    drawn, reference = (nnlib.Network(d, init=init, seed=1) for _ in range(2))
    drawn.theta = np.array(theta, dtype=float)
    for ell in (1, 2):
        W, expected = drawn.W[ell], reference.W[ell]
        assert np.all(drawn.b[ell] == 0)
        assert W.mean() == pytest.approx(0, abs=0.03 * expected.std())
        assert W.std() == pytest.approx(expected.std(), rel=0.02)
        if init == "glorot":
            assert np.abs(W).max() == pytest.approx(np.abs(expected).max(), rel=0.01)
