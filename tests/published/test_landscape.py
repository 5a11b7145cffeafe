"""Saxe, Baldi and Hornik, Cohen: what is known of the landscape, and of a descent in it.

Formulas are tried on more cases here than on the page of the ledger, which reads the same register.
"""

from itertools import combinations

import numpy as np
import pytest
from published.register import ENTRIES, entries
from scipy.optimize import minimize

import nnlib
from nnlib.optimizers import GradientDescent, Momentum
from nnlib.second_order import largest_eigenvalues

SAXE = entries("saxe2014")["strength of a mode over time"]
(BALDI,) = entries("baldi1989").values()
COHEN = entries("cohen2021")
PLAIN = next(entry for quantity, entry in COHEN.items() if quantity.startswith("where"))
(TINY_SUBSPACE,) = (entry for entry in ENTRIES if entry.source == "gurari2018")


def course(t, s, u_0):
    return s * np.exp(2 * s * t) / (np.exp(2 * s * t) - 1 + s / u_0)


def gap_to_the_course(eta: float, u_0: float = 0.001, last: float = 6.0) -> float:
    """Largest distance between the modes of a 4-4-4 linear network and the formula."""
    rng = np.random.default_rng(0)
    U, V, R = (np.linalg.qr(rng.normal(size=(4, 4)))[0] for _ in range(3))
    s = np.array(SAXE.at)
    X = 2 * np.hstack([np.eye(4), -np.eye(4)])  # of mean 0 and covariance 1
    Y = U @ np.diag(s) @ V.T @ X
    net = nnlib.Network([4, 4, 4], hidden="identity")
    net.W[1], net.W[2] = np.sqrt(u_0) * R @ V.T, np.sqrt(u_0) * U @ R.T
    gap = 0.0
    for step in range(round(last / eta)):
        strengths = np.diag(U.T @ net.W[2] @ net.W[1] @ V)
        gap = max(gap, np.abs(strengths - course(eta * step, s, u_0)).max())
        net.theta -= eta * net.cost_and_gradient(X, Y)[1]
    return gap


def test_modes_take_the_published_course():
    gap = gap_to_the_course(eta=0.002)
    assert 0.5 * SAXE.within < gap < 2 * SAXE.within
    # What is left is the step, so half of it leaves half.
    assert gap_to_the_course(eta=0.001) == pytest.approx(gap / 2, rel=0.1)
    assert gap / 2 < SAXE.within


def test_the_published_course_solves_its_equation():
    t, h, s, u_0 = np.linspace(0, 4, 41), 1e-5, 2.0, 0.01
    slope = (course(t + h, s, u_0) - course(t - h, s, u_0)) / (2 * h)
    u = course(t, s, u_0)
    assert np.allclose(slope, 2 * u * (s - u), rtol=1e-8)
    assert course(0, s, u_0) == pytest.approx(u_0)


@pytest.fixture(scope="module")
def covariance():
    X, _ = nnlib.datasets.digits()
    X = X - X.mean(axis=1, keepdims=True)
    C = X @ X.T / X.shape[1]
    eigenvalues, V = np.linalg.eigh(C)
    return C, eigenvalues[::-1], V[:, ::-1]


def autoencoder(theta, C):
    """The cost of a linear autoencoder for inputs of that covariance, and its gradient."""
    W_1, W_2 = theta.reshape(2, -1, 64)
    rest = W_2.T @ W_1 - np.eye(64)
    dW = np.stack([W_2 @ rest @ C, (rest @ C @ W_1.T).T])
    return np.trace(rest @ C @ rest.T) / 2, dW.ravel()


@pytest.mark.parametrize("width", [int(width) for width in BALDI.at])
def test_a_linear_autoencoder_ends_at_the_published_minimum(covariance, width):
    C, eigenvalues, V = covariance
    least = eigenvalues[width:].sum() / 2
    rng = np.random.default_rng(width)
    # Beside the saddle of the smallest eigenvalues that are not zero, too.
    saddle = np.stack([V[:, 60 - width : 60].T] * 2).ravel()
    assert np.abs(autoencoder(saddle, C)[1]).max() < 1e-12
    starts = [rng.normal(0, size, 2 * width * 64) for size in (0.01, 0.5)]
    starts.append(saddle + 0.03 * rng.normal(size=saddle.size))
    for start in starts:
        options = {"maxiter": 2000, "ftol": 1e-10}
        found = minimize(
            autoencoder, start, args=(C,), jac=True, method="L-BFGS-B", options=options
        )
        assert -1e-12 < found.fun / least - 1 < BALDI.within


def test_every_other_choice_of_components_is_a_saddle(covariance):
    C, eigenvalues, V = covariance
    for chosen in combinations(range(5), 2):
        W = V[:, chosen].T
        J, gradient = autoencoder(np.stack([W, W]).ravel(), C)
        assert np.abs(gradient).max() < 1e-12
        assert pytest.approx((eigenvalues.sum() - eigenvalues[list(chosen)].sum()) / 2) == J
        if chosen == (0, 1):
            continue
        better = next(k for k in range(5) if k not in chosen)
        turned = W.copy()
        turned[1] = np.cos(0.01) * W[1] + np.sin(0.01) * V[:, better]
        assert autoencoder(np.stack([turned, turned]).ravel(), C)[0] < J


class Descent:
    """Full-batch descent of a 64-32-32-10 network on 500 digits, with a look at its Hessian."""

    def __init__(self, rule):
        X, labels = nnlib.datasets.digits()
        X = X[:, :500]
        self.X = (X - X.mean(axis=1, keepdims=True)) / X.std()
        self.Y = nnlib.one_hot(labels[:500], 10)
        self.net = nnlib.Network([64, 32, 32, 10], hidden="tanh", output="identity", seed=0)
        self.rule, self.vector = rule, None

    def gradient(self):
        return self.net.cost_and_gradient(self.X, self.Y)[1].copy()

    def go(self, steps):
        for _ in range(steps):
            self.rule.step(self.net.theta, self.gradient())

    def steepest(self, k=1, tolerance=1e-3):
        """The k largest eigenvalues, and their eigenvectors."""
        values, vectors = largest_eigenvalues(
            self.net, self.X, self.Y, k, start=self.vector, tolerance=tolerance
        )
        self.vector = vectors[:, 0]
        return values, vectors

    def largest_until(self, first, last, every):
        self.go(first)
        found = [self.steepest()[0][0]]
        for _ in range(first, last, every):
            self.go(every)
            found.append(self.steepest()[0][0])
        return np.array(found)


@pytest.mark.slow
@pytest.mark.parametrize(("eta", "mu"), [(0.25, 0), (0.3, 0), (0.4, 0), (0.4, 0.5)])
def test_the_largest_eigenvalue_stays_at_the_edge(eta, mu):
    rule = Momentum(eta=eta, mu=mu) if mu else GradientDescent(eta)
    eigenvalues = Descent(rule).largest_until(2000, 2500, every=100)
    entry = COHEN["the same with momentum"] if mu else PLAIN
    assert np.abs(eigenvalues * eta / (2 + 2 * mu) - 1).max() < entry.within


@pytest.mark.slow
def test_below_the_edge_it_climbs_and_the_gradient_lies_elsewhere():
    """And the claim about the gradient, which stands open in the ledger, does not hold here."""
    descent = Descent(GradientDescent(0.2))
    eigenvalues = descent.largest_until(500, 1500, every=250)
    assert (np.diff(eigenvalues) > 0).all() and eigenvalues[-1] < 0.9 * 2 / 0.2
    _, vectors = descent.steepest(k=10, tolerance=1e-2)
    gradient = descent.gradient()
    share = np.sum((vectors.T @ gradient) ** 2) / (gradient @ gradient)
    assert share < 0.01 and "less than a hundredth" in TINY_SUBSPACE.reason
