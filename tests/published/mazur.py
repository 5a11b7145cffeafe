"""The network of Mazur, "A Step by Step Backpropagation Example" (2015), and its training.

Two inputs, two hidden neurons, two outputs, sigmoid everywhere; half the squared error, summed over
the outputs; step size 0.5; the biases stay as they are.
"""

from __future__ import annotations

import numpy as np

import nnlib

X = np.array([[0.05], [0.10]])
Y = np.array([[0.01], [0.99]])
ETA = 0.5


def network() -> nnlib.Network:
    net = nnlib.Network([2, 2, 2], hidden="sigmoid", output="sigmoid", loss="mse", init="zeros")
    net.W[1], net.b[1] = [[0.15, 0.20], [0.25, 0.30]], [[0.35], [0.35]]
    net.W[2], net.b[2] = [[0.40, 0.45], [0.50, 0.55]], [[0.60], [0.60]]
    return net


def step(net: nnlib.Network) -> None:
    """One step of gradient descent on the weights, with the biases frozen."""
    _, gradient = net.cost_and_gradient(X, Y)
    biases = [net.b[ell].copy() for ell in (1, 2)]
    nnlib.optimizers.GradientDescent(ETA).step(net.theta, gradient)
    for ell in (1, 2):
        net.b[ell] = biases[ell - 1]


def step_in_the_wrong_order(net: nnlib.Network) -> None:
    """The same, but the output weights move before the error returns through them."""
    net.cost_and_gradient(X, Y)
    net.W[2] -= ETA * net.dW[2]
    slope = net.sigma[1].derivative(net.Z[1], net.A[1])
    net.W[1] -= ETA * (net.W[2].T @ net.Delta[2] * slope) @ X.T
