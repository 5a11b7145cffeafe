"""Surfaces of the engine, against nnlib."""

from __future__ import annotations

import numpy as np
import pytest
from engine.common import assert_close

from nnlib import surfaces


@pytest.mark.parametrize("name", surfaces.SURFACES)
def test_surfaces(engine, name):
    surface = surfaces.get(name)
    domain = np.array(surface.domain)
    theta = np.random.default_rng(9).uniform(*domain.T, size=(200, 2)).T
    js = engine.surface(name, *theta.tolist())
    assert_close(js["value"], surface.value(theta))
    assert_close(np.transpose(js["gradient"]), surface.gradient(theta))
