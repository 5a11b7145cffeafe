"""What the chapter about JAX shows where JAX is missing is what JAX gives."""

import platform
import sys

import numpy as np
import pytest
from helpers.jax_gradients import STORED, gradients

if (sys.platform, platform.machine()) == ("darwin", "x86_64"):
    pytest.skip("JAX has no wheels for this machine", allow_module_level=True)

AGAIN = "tests/helpers/jax_gradients.py writes the stored gradients anew"


def test_the_stored_gradients_are_those_that_jax_gives():
    now = gradients()
    with np.load(STORED) as stored:
        assert set(stored) == {"version", *now}, AGAIN
        for name, gradient in now.items():
            assert stored[name].dtype == gradient.dtype, AGAIN
            scale, rounding = np.abs(gradient).max(), np.finfo(gradient.dtype).eps
            np.testing.assert_allclose(
                stored[name], gradient, rtol=0, atol=40 * rounding * scale, err_msg=AGAIN
            )
