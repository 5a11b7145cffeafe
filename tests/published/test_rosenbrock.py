"""Nocedal and Wright: BFGS and steepest descent on Rosenbrock's valley, with a line search."""

import numpy as np
import pytest
from published.register import ENTRIES, assert_result
from scipy.optimize import line_search, minimize

from nnlib import surfaces
from nnlib.optimizers.online_lbfgs import two_loop_recursion

VALLEY = surfaces.get("rosenbrock")
BY_METHOD = {
    entry.quantity.split(" on ")[0]: entry for entry in ENTRIES if entry.source == "nocedal2006"
}
BFGS = BY_METHOD["iterations of BFGS"]
STEEPEST = BY_METHOD["iterations of steepest descent"]


def iterations(remember: bool, c_2: float = 0.9) -> int:
    """Until the gradient is shorter than 1e-5; with all pairs remembered it is BFGS."""
    theta, pairs, count = np.array(VALLEY.start), [], 0
    J, g = VALLEY.value(theta), VALLEY.gradient(theta)
    older = J + np.linalg.norm(g) / 2
    while np.linalg.norm(g) > 1e-5 and count < 20_000:
        p = -two_loop_recursion(g, pairs, 1.0)
        a, _, _, J, older, _ = line_search(
            VALLEY.value, VALLEY.gradient, theta, p, g, J, older, c2=c_2, maxiter=50
        )
        y = VALLEY.gradient(theta + a * p) - g
        pairs = [*pairs, (a * p, y)] if remember else []
        theta, g, count = theta + a * p, g + y, count + 1
    np.testing.assert_allclose(theta, VALLEY.minima[0], atol=1e-4)
    return count


def test_bfgs_takes_about_the_published_number():
    """By two loops over all pairs, which is BFGS with its matrix, and by SciPy's own program."""
    options = {"gtol": 1e-5, "norm": 2}
    theirs = minimize(
        VALLEY.value, np.array(VALLEY.start), jac=VALLEY.gradient, method="BFGS", options=options
    )
    for count in (iterations(remember=True), theirs.nit):
        assert_result(BFGS, count)


@pytest.mark.parametrize(("c_2", "expected"), [(0.1, 330), (0.9, 9508)])
def test_steepest_descent_takes_what_its_search_says(c_2, expected):
    """The published number is open: between some hundreds and nearly ten thousand."""
    count = iterations(remember=False, c_2=c_2)
    assert count == pytest.approx(expected, rel=0.2)
    assert STEEPEST.kind == "open" and 330 < float(STEEPEST.published) < 9508
