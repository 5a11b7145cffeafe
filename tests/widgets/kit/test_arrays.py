"""Arrays from Python, as the script reads them."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.v8 import harness

HARNESS = """
import { array } from "widgets/kit/numbers.js";

export default {
  read(dtype, bytes) {
    const data = new DataView(Uint8Array.from([9, ...bytes]).buffer, 1);
    return Array.from(array({ shape: [bytes.length], dtype, data }).values);
  },
};
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(HARNESS, tmp_path_factory.mktemp("arrays")) as call:
        yield call


def test_every_number_of_half_precision(js):
    every = np.arange(2**16, dtype="<u2").view("<f2")
    finite = every[np.isfinite(every)]
    assert js("read", "float16", list(finite.tobytes())) == finite.astype(float).tolist()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_longer_ones(js, dtype):
    numbers = np.array([0.1, -3e-9, 5e-20], dtype)
    assert js("read", dtype, list(numbers.tobytes())) == numbers.astype(float).tolist()
