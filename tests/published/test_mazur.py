"""Mazur's example, to the printed digits."""

import numpy as np
import pytest
from published import mazur
from published.register import assert_result, entries

PUBLISHED = entries("mazur2015")


def first_step() -> dict[str, float]:
    """Every number printed for the first step, by its name in the register."""
    net = mazur.network()
    numbers = {"cost before the step": net.cost_and_gradient(mazur.X, mazur.Y)[0]}
    for i in range(2):
        for ell in (1, 2):
            numbers[f"`A[{ell}][{i}, 0]`"] = net.A[ell][i, 0]
        numbers[f"`Delta[2][{i}, 0]`"] = net.Delta[2][i, 0]
    mazur.step(net)
    for ell in (1, 2):
        for i, j in np.ndindex(2, 2):
            numbers[f"`W[{ell}][{i}, {j}]` after it"] = net.W[ell][i, j]
    numbers["cost after it"] = net.cost(mazur.X, mazur.Y)
    return numbers


def test_the_first_step():
    ours = first_step()
    for quantity, number in ours.items():
        assert_result(PUBLISHED[quantity], number)
    assert set(ours) == set(PUBLISHED) - {"cost after 10,000 steps"}


def test_the_biases_stay_frozen():
    net, before = mazur.network(), mazur.network()
    mazur.step(net)
    for ell in (1, 2):
        assert np.array_equal(net.b[ell], before.b[ell])
        assert not np.any(net.W[ell] == before.W[ell])


def test_the_cost_after_the_step_in_exact_arithmetic():
    assert first_step()["cost after it"] == pytest.approx(0.2910277737, abs=5e-11)


def test_the_printed_cost_is_that_of_updates_in_the_wrong_order():
    net = mazur.network()
    mazur.step_in_the_wrong_order(net)
    cost = net.cost(mazur.X, mazur.Y)
    assert PUBLISHED["cost after it"].holds(cost)


def test_rounding_does_not_explain_the_printed_cost():
    net = mazur.network()
    for ell in (1, 2):
        for i, j in np.ndindex(2, 2):
            net.W[ell][i, j] = float(PUBLISHED[f"`W[{ell}][{i}, {j}]` after it"].published)
    assert net.cost(mazur.X, mazur.Y) == pytest.approx(0.291027774, abs=1e-8)


def test_ten_thousand_steps():
    net = mazur.network()
    for _ in range(10_000):
        mazur.step(net)
    assert_result(PUBLISHED["cost after 10,000 steps"], net.cost(mazur.X, mazur.Y))
