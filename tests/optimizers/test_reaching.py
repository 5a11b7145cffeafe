"""How far every optimizer comes: down a ravine, along a bent valley, and with a small network.

Each has settings of its own, near the best of its rates; the value is what it must come below, a
few times what it reaches. A new rule needs a line here.
"""

import numpy as np
import pytest

import nnlib
from nnlib import surfaces
from nnlib.optimizers import OPTIMIZERS

#: Name of the rule, and for each cost its settings and the value.
REACHES = {
    "GradientDescent": {
        "quadratic": ({"eta": 0.02}, 1e-4),
        "rosenbrock": ({"eta": 0.002}, 0.03),
        "network": ({"eta": 2.0}, 0.06),
    },
    "Momentum": {
        "quadratic": ({"eta": 0.01}, 1e-12),
        "rosenbrock": ({"eta": 0.002}, 1e-12),
        "network": ({"eta": 1.0}, 0.003),
    },
    "Nesterov": {
        "quadratic": ({"eta": 0.01}, 1e-13),
        "rosenbrock": ({"eta": 0.001}, 1e-7),
        "network": ({"eta": 1.0}, 0.003),
    },
    "DeltaBarDelta": {
        "quadratic": ({"eta": 0.05, "kappa": 0.005}, 1e-13),
        "rosenbrock": ({"eta": 2e-4, "kappa": 2e-5}, 0.005),
        "network": ({"eta": 2.0, "kappa": 0.2}, 0.003),
    },
    "RProp": {
        "quadratic": ({"eta": 0.1}, 1e-8),
        "rosenbrock": ({"eta": 0.05}, 5e-4),
        "network": ({"eta": 0.1}, 1e-4),
    },
    "AdaGrad": {
        "quadratic": ({"eta": 0.5}, 1e-8),
        "rosenbrock": ({"eta": 1.0}, 0.03),
        "network": ({"eta": 1.0}, 0.02),
    },
    "RMSProp": {
        "quadratic": ({"eta": 0.01}, 0.005),
        "rosenbrock": ({"eta": 0.005}, 0.03),
        "network": ({"eta": 0.2}, 1e-3),
    },
    "Adam": {
        "quadratic": ({"eta": 0.2}, 1e-12),
        "rosenbrock": ({"eta": 0.1}, 1e-12),
        "network": ({"eta": 0.2}, 0.002),
    },
    "AdamW": {
        "quadratic": ({"eta": 0.5}, 1e-12),
        "rosenbrock": ({"eta": 0.1}, 0.005),  # its decay keeps it from (1, 1)
        "network": ({"eta": 0.2}, 0.006),
    },
    "AMSGrad": {
        "quadratic": ({"eta": 0.2}, 1e-12),
        "rosenbrock": ({"eta": 0.2}, 1e-12),
        "network": ({"eta": 0.2}, 0.002),
    },
    "IDBD": {
        "quadratic": ({"eta": 0.02}, 1e-4),
        "rosenbrock": ({"eta": 0.002}, 0.02),
        "network": ({"eta": 2.0}, 0.06),
    },
    "OnlineLBFGS": {
        "quadratic": ({"eta": 0.5}, 1e-20),
        "rosenbrock": ({"eta": 0.2}, 1e-20),
        "network": ({"eta": 1.0}, 0.005),
    },
}
# Eigenvalues 1 and 50, along axes turned by half a radian: no axis of theta is one of them.
TURNED = np.array([[np.cos(0.5), -np.sin(0.5)], [np.sin(0.5), np.cos(0.5)]])
HESSIAN = TURNED @ np.diag([1.0, 50.0]) @ TURNED.T


def quadratic(rule):
    """``J = theta' H theta / 2`` after 300 steps; 4.88 at the start."""
    theta = np.array([1.0, 1.0])
    for _ in range(300):
        rule.step(theta, HESSIAN @ theta)
    return theta @ HESSIAN @ theta / 2


def rosenbrock(rule):
    """The surface after 2,000 steps; 24.2 at the start."""
    surface, theta = surfaces.get("rosenbrock"), np.array([-1.2, 1.0])
    for _ in range(2000):
        rule.step(theta, surface.gradient(theta))
    return surface.value(theta)


def network(rule):
    """The cost of 2-8-1 on two moons after 300 steps, each over all examples; 0.64 at the start."""
    X, labels = nnlib.datasets.moons(100)
    Y = labels[None, :].astype(float)
    net = nnlib.Network([2, 8, 1], output="sigmoid", loss="binary_cross_entropy")
    nnlib.train(net, X, Y, optimizer=rule, epochs=300, batch_size=100, progress=False)
    return net.cost(X, Y)


@pytest.mark.parametrize("descend", [quadratic, rosenbrock, network])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_reaches_what_it_should(name, descend):
    assert name in REACHES, f"{name} needs its settings and values in {__file__}"
    settings, value = REACHES[name][descend.__name__]
    assert descend(OPTIMIZERS[name](**settings)) < value


def test_no_line_is_left_of_a_rule_that_is_gone():
    assert set(REACHES) == set(OPTIMIZERS)
