"""Which layer has which activation function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import signature

import numpy as np
from numpy.typing import NDArray

from .activations import ACTIVATIONS, ENTRYWISE, Activation, get
from .dropout import Masked

__all__ = ["Sigma"]

Array = NDArray[np.floating]


class _Adapted(Activation):
    """An activation of the reader's own whose methods return arrays and leave ``out`` alone."""

    def __init__(self, given: Activation) -> None:
        self.given = given
        self.name = getattr(given, "name", type(given).__name__)
        self.title = given.title
        self._asks_for_A = len(signature(given.derivative).parameters) > 1

    def value(self, Z: Array, out: Array | None = None) -> Array:
        return _written(self.given.value(Z), out)

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        known = (Z, A) if self._asks_for_A else (Z,)
        return _written(self.given.derivative(*known), out)

    def second_derivative(self, Z: Array) -> Array:
        return self.given.second_derivative(Z)

    def __repr__(self) -> str:
        return repr(self.given)


def _written(result: Array, out: Array | None) -> Array:
    """The result, in `out` where there is one."""
    if out is None:
        return result
    out[...] = result
    return out


def _obeying(sigma: Activation, argument: str) -> Activation:
    """The activation in the form that a pass uses: one that writes into ``out``.

    It is tried on a few numbers, for a pass would go on computing with whatever stands in an array
    that nobody has written.
    """
    if type(sigma) in ACTIVATIONS.values():
        return sigma
    if isinstance(sigma, Masked):  # of one shape alone, so that there is nothing to try it on
        return Masked(_obeying(sigma.given, argument), sigma.mask)
    Z = np.array([[-1.5, -0.3, 0.4, 2.0]])
    A, slope = np.empty_like(Z), np.empty_like(Z)
    takes_out = all("out" in signature(f).parameters for f in (sigma.value, sigma.derivative))
    form = sigma if takes_out else _Adapted(sigma)
    try:
        # An adapted one is asked without an array to write into, which a single number would fill.
        results = {"value": form.value(Z, out=A if takes_out else None)}
        results["derivative"] = form.derivative(Z, results["value"], slope if takes_out else None)
        results["second_derivative"] = form.second_derivative(Z)
    except NotImplementedError:  # for a forward pass alone, or for no more than a gradient
        pass
    for method, result in results.items():
        if not isinstance(result, np.ndarray) or result.shape != Z.shape:
            got = getattr(result, "shape", type(result).__name__)
            raise ValueError(
                f"{argument}.{method}(Z) gives {got} for Z of shape {Z.shape}, but must give an "
                f"array of that shape: a function of every entry"
            )
    obeys = results["value"] is A and results.get("derivative", slope) is slope
    return form if obeys else _Adapted(sigma)


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
        self._sigma[ell] = _obeying(sigma, f"sigma[{ell}]")

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

    def masked(self, masks: Iterable[Array] | None) -> Sigma:
        """The same activations, those of the hidden layers under dropout's masks.

        Parameters
        ----------
        masks : iterable of ndarray
            ``M[1]`` to ``M[L-1]``, of shape (d_ell, N); None where nothing is dropped.

        Returns
        -------
        Sigma
        """
        if masks is None:
            return self
        twin = self.copy()
        for ell, mask in enumerate(masks, start=1):
            twin._sigma[ell] = Masked(self[ell], mask)
        return twin
