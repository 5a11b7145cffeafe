"""IDBD of the engine where its bounds hold, which no usual run comes to."""

import numpy as np
import pytest
from engine.common import assert_close

from nnlib import surfaces
from nnlib.optimizers import IDBD


@pytest.mark.parametrize(("eta", "meta"), [(0.01, 100.0), (1e-6, 1e4), (0.9, 3.0)])
def test_log_rates_change_and_sink_no_further_than_they_may(engine, eta, meta):
    surface = surfaces.get("bowl")
    theta, rule, path, betas = (
        np.array(surface.start),
        IDBD(eta, meta),
        [],
        [np.full(2, np.log(eta))],
    )
    for _ in range(60):
        rule.step(theta, surface.gradient(theta))
        path.append(theta.copy())
        betas.append(rule.beta.copy())
    assert_close(
        engine.descend("bowl", surface.start, "IDBD", {"eta": eta, "meta": meta}, 60), path
    )
    assert np.abs(np.diff(betas, axis=0)).max() == pytest.approx(2)
