"""The same epoch of mini-batch gradient descent, by nnlib and by its peers.

Each peer is built from a network and a data set, and has one method, `epoch`, which takes one step
for every batch, in the order of the examples. All of them do the same arithmetic: tanh layers, a
softmax output, cross-entropy, plain gradient descent.
"""

from __future__ import annotations

import warnings

import numpy as np
from sklearn.neural_network import MLPClassifier

import nnlib
from nnlib.arrays import Parameters
from nnlib.training import Batches

ETA = 0.05


class Steps:
    """The inner loop of `nnlib.train`: steps alone, nothing measured."""

    label = "nnlib, steps alone"

    def __init__(self, net, X, labels, batch_size):
        self.net = net.copy()
        Y = nnlib.one_hot(labels, net.d[-1], net.dtype)
        self.optimizer = nnlib.optimizers.GradientDescent(ETA)
        self.batches = Batches(self.net, X, Y, batch_size)
        self.gradient = Parameters(net.d, np.empty(net.P, net.dtype))
        self.order = np.arange(X.shape[1])

    def epoch(self):
        for batch, Y in self.batches.in_order(self.order):
            self.net.forward_pass(batch)
            self.net.backward_pass(batch, Y, self.gradient)
            self.optimizer.step(self.net.theta, self.gradient.flat)

    def weights(self):
        return list(self.net.W)


class Train:
    """`nnlib.train`, which shuffles, and measures cost and accuracy over all examples."""

    label = "nnlib.train, with its history"

    def __init__(self, net, X, labels, batch_size):
        self.net, self.X, self.batch_size = net.copy(), X, batch_size
        self.Y = nnlib.one_hot(labels, net.d[-1], net.dtype)

    def epoch(self):
        nnlib.train(
            self.net,
            self.X,
            self.Y,
            optimizer=nnlib.optimizers.GradientDescent(ETA),
            epochs=1,
            batch_size=self.batch_size,
            progress=False,
        )

    def weights(self):
        return None  # another order of the examples, so other weights


class Textbook:
    """The loop as many texts print it: lists of arrays, one line for each equation."""

    label = "textbook NumPy loop"

    def __init__(self, net, X, labels, batch_size):
        self.W = [W.copy() for W in net.W]
        self.b = [b.copy() for b in net.b]
        self.X, self.batch_size = np.ascontiguousarray(X), batch_size
        self.Y = np.ascontiguousarray(nnlib.one_hot(labels, net.d[-1], net.dtype))

    def epoch(self):
        for start in range(0, self.X.shape[1], self.batch_size):
            X = self.X[:, start : start + self.batch_size]
            Y = self.Y[:, start : start + self.batch_size]
            A = [X]
            for ell, (W, b) in enumerate(zip(self.W, self.b, strict=True), start=1):
                Z = W @ A[-1] + b
                A.append(np.tanh(Z) if ell < len(self.W) else self.softmax(Z))
            Delta = A[-1] - Y
            gradients = []
            for ell in range(len(self.W) - 1, -1, -1):
                gradients.append((Delta @ A[ell].T / X.shape[1], Delta.mean(axis=1, keepdims=True)))
                if ell > 0:
                    Delta = (self.W[ell].T @ Delta) * (1 - A[ell] ** 2)
            for W, b, (dW, db) in zip(self.W, self.b, reversed(gradients), strict=True):
                W -= ETA * dW
                b -= ETA * db

    @staticmethod
    def softmax(Z):
        E = np.exp(Z - Z.max(axis=0))
        return E / E.sum(axis=0)

    def weights(self):
        return self.W


class ScikitLearn:
    """MLPClassifier with plain stochastic gradient descent, no momentum, no penalty."""

    label = "scikit-learn MLPClassifier"

    def __init__(self, net, X, labels, batch_size):
        self.X, self.labels = np.ascontiguousarray(X.T), labels
        self.model = MLPClassifier(
            hidden_layer_sizes=net.d[1:-1],
            activation="tanh",
            solver="sgd",
            alpha=0,
            batch_size=batch_size,
            learning_rate_init=ETA,
            momentum=0,
            nesterovs_momentum=False,
            shuffle=False,
        )
        # One example, to have the weights made; a batch larger than that is not worth a warning.
        with warnings.catch_warnings(action="ignore"):
            self.model.partial_fit(self.X[:1], self.labels[:1], classes=np.arange(net.d[-1]))
        for ell in range(net.L):
            self.model.coefs_[ell][...] = net.W[ell + 1].T
            self.model.intercepts_[ell][...] = net.b[ell + 1][:, 0]

    def epoch(self):
        self.model.partial_fit(self.X, self.labels)

    def weights(self):
        return [W.T for W in self.model.coefs_]


class Products:
    """The matrix products of the same steps and nothing else: what no NumPy code can go below."""

    label = "the matrix products alone"

    def __init__(self, net, X, labels, batch_size):
        self.steps = -(-X.shape[1] // batch_size)
        rng = np.random.default_rng(0)

        def matrix(rows, columns):
            return rng.normal(size=(columns, rows)).astype(net.dtype).T

        self.W = [W.copy() for W in net.W]
        self.A = [matrix(width, batch_size) for width in net.d]
        self.Delta = [matrix(width, batch_size) for width in net.d]
        # Results go where no later product reads them: fed back, they would soon overflow.
        self.Z = [np.empty_like(A) for A in self.A]
        self.dW = [np.empty_like(W) for W in self.W]

    def epoch(self):
        W, A, Delta = self.W, self.A, self.Delta
        for _ in range(self.steps):
            for ell in range(len(W)):
                np.matmul(W[ell], A[ell], out=self.Z[ell + 1])
            for ell in range(len(W) - 1, -1, -1):
                np.matmul(Delta[ell + 1], A[ell].T, out=self.dW[ell])
                if ell > 0:
                    np.matmul(W[ell].T, Delta[ell + 1], out=self.Z[ell])

    def weights(self):
        return None


PEERS = (Steps, Train, Products, Textbook, ScikitLearn)
