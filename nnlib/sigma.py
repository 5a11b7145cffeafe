"""Which layer has which activation function."""

from __future__ import annotations

from collections.abc import Iterator

from .activations import ACTIVATIONS, ENTRYWISE, Activation, get

__all__ = ["Sigma"]


class Sigma:
    """The activation function of each layer: ``sigma[1]`` up to ``sigma[L]``.

    A hidden layer takes another one by ``sigma[ell] = ...``, an instance of a class of the reader's
    own, say. The output layer does not: its loss is built for its activation.

    Parameters
    ----------
    hidden, output : Activation
        That of layers 1 to L - 1, and that of layer L.
    L : int
        Number of layers.
    """

    def __init__(self, hidden: Activation, output: Activation, L: int) -> None:
        self._sigma = {**dict.fromkeys(range(1, L), hidden), L: output}

    @classmethod
    def named(cls, hidden: str, output: str, L: int) -> Sigma:
        """Make a table of activations by name, or raise the `ValueError` of `get`."""
        if hidden in [name for name in ACTIVATIONS if name not in ENTRYWISE]:
            raise ValueError(f"hidden is {hidden!r}, which stands only at the output")
        # Both names are checked, also where no layer is hidden: a wrong one is a mistake all the
        # same.
        return cls(ENTRYWISE.choose(hidden, "hidden")(), get(output, "output"), L)

    def __getitem__(self, ell: int) -> Activation:
        try:
            return self._sigma[ell]
        except (KeyError, TypeError):
            raise IndexError(
                f"sigma[{ell!r}] does not exist: ell goes from 1 to L = {len(self)}"
            ) from None

    def __setitem__(self, ell: int, sigma: Activation) -> None:
        old = self[ell]
        if not isinstance(sigma, Activation):
            raise ValueError(
                f"sigma[{ell}] is {sigma!r}, but must be an Activation, like {old!r}; "
                f"nnlib.activations.get(name) makes one"
            )
        if ell == len(self):
            raise ValueError(
                f"sigma[{ell}] is {old!r}, which belongs to the loss; for another one, build the "
                f"network with output=..."
            )
        self._sigma[ell] = sigma

    def __len__(self) -> int:
        return len(self._sigma)

    def __iter__(self) -> Iterator[Activation]:
        return iter(self._sigma.values())

    def __repr__(self) -> str:
        return f"<{', '.join(f'sigma[{ell}]: {sigma!r}' for ell, sigma in self._sigma.items())}>"

    def copy(self) -> Sigma:
        """The same activations, in a table of its own."""
        twin = Sigma(self[1], self[len(self)], len(self))
        twin._sigma.update(self._sigma)
        return twin
