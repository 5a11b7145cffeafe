"""The cost as a function of theta, and surfaces, which share its face."""

import numpy as np
import pytest

import nnlib
from nnlib.surfaces import SURFACES

X, Y = np.array([[0.5, -1.0, 2.0], [1.0, 0.3, -0.7]]), np.array([[1.0, 0.0, -2.0]])


def test_it_is_the_cost_and_its_gradient_wherever_the_network_stands():
    net = nnlib.Network([2, 3, 1], l2=0.1)
    there = net.theta + 0.5
    objective = nnlib.Objective(net, X, Y)
    J, gradient = objective.value_and_gradient(there)
    twin = net.copy()
    twin.theta = there
    expected = twin.cost_and_gradient(X, Y)
    assert J == expected[0] == objective.value(there)
    np.testing.assert_array_equal(gradient, expected[1])
    assert not np.array_equal(net.theta, there), "the network keeps its own parameters"


def test_parameters_are_back_after_an_error():
    net = nnlib.Network([2, 3, 1])
    before = net.theta.copy()
    objective = nnlib.Objective(net, X, Y)
    with pytest.raises(ValueError, match=r"theta has shape \(2,\)"):
        objective.value(np.zeros(2))
    with pytest.raises(ValueError, match="theta holds 13 entries that are NaN or infinite"):
        objective.value(np.full(net.P, np.nan))
    np.testing.assert_array_equal(net.theta, before)


@pytest.mark.parametrize("name", SURFACES)
def test_check_gradient_works_on_a_surface(name):
    surface = nnlib.surfaces.get(name)
    assert nnlib.check_gradient(surface).ok
    check = nnlib.check_gradient(surface, theta=np.array([0.7, -0.4]))
    assert check.ok, str(check)
    assert "ok" in str(check)


def test_check_gradient_works_on_an_objective():
    net = nnlib.Network([2, 3, 1])
    objective = nnlib.Objective(net, X, Y)
    by_network, by_objective = nnlib.check_gradient(net, X, Y), nnlib.check_gradient(objective)
    assert str(by_network) == str(by_objective)
    elsewhere = nnlib.check_gradient(objective, theta=net.theta + 1)
    assert elsewhere.ok
    assert str(elsewhere) != str(by_objective)


def test_a_wrong_gradient_is_found():
    class Wrong(nnlib.surfaces.Bowl):
        def gradient(self, theta):
            return super().gradient(theta) + np.array([0.0, 0.01])

    check = nnlib.check_gradient(Wrong())
    assert not check.ok
    assert str(check).startswith("largest error 3.3e-03")
    assert "FAILED, gradient[1]: 3.01 as given, 3 by differences" in str(check)


class Slope:
    """A function of the reader's own, which starts nowhere."""

    def value_and_gradient(self, theta):
        return float(theta.sum()), np.ones_like(theta)


def test_check_gradient_works_on_a_function_of_the_readers_own():
    assert nnlib.check_gradient(Slope(), theta=np.array([1.0, 2.0, 3.0])).ok


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((nnlib.Network([2, 1]),), "X and Y are missing"),
        ((nnlib.surfaces.Bowl(), X, Y), "X and Y are for a network alone"),
        ((Slope(),), "theta is missing: say where to check"),
    ],
)
def test_what_belongs_to_a_network(arguments, words):
    with pytest.raises(ValueError, match=words):
        nnlib.check_gradient(*arguments)
