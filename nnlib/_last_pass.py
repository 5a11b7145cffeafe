"""What the last pass of a network has computed, by the symbols of the book."""

from __future__ import annotations

from .arrays import Batch, Layers, Parameters

__all__ = ["LastPass"]


class LastPass:
    """The arrays of a network's last pass, for whoever wants to look at them.

    A pass leaves its batch, and its gradient if it went backward, in ``_last``: both at once.
    """

    _last: tuple[Batch | None, Parameters | None] = None, None

    @property
    def A(self) -> Layers:
        """``A[0]`` (``X``) to ``A[L]`` (``Y_hat``) of the last `forward` or `cost_and_gradient`."""
        return self._last_pass("A").A

    @property
    def Z(self) -> Layers:
        """``Z[1]`` to ``Z[L]`` of the last `forward` or `cost_and_gradient`."""
        return self._last_pass("Z").Z

    @property
    def Delta(self) -> Layers:
        """``Delta[1]`` to ``Delta[L]`` of the last `cost_and_gradient`: no factor 1/N."""
        self._last_gradient("Delta")
        return self._last_pass("Delta").Delta

    @property
    def dW(self) -> Layers:
        """``dJ/dW[1]`` to ``dJ/dW[L]`` of the last `cost_and_gradient`: the mean over the batch."""
        return self._last_gradient("dW").W

    @property
    def db(self) -> Layers:
        """``dJ/db[1]`` to ``dJ/db[L]`` of the last `cost_and_gradient`: the mean over the batch."""
        return self._last_gradient("db").b

    def _last_pass(self, name: str) -> Batch:
        batch, _ = self._last
        if batch is None:
            raise AttributeError(f"{name} is known after a forward pass: call forward(X) first")
        return batch

    def _last_gradient(self, name: str) -> Parameters:
        _, gradient = self._last
        if gradient is None:
            raise AttributeError(
                f"{name} is known after a backward pass: call cost_and_gradient(X, Y) first"
            )
        return gradient
