"""What a check of a gradient has found, as a table to print."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FunctionCheck", "GradientCheck", "LayerCheck"]


@dataclass(frozen=True)
class LayerCheck:
    """How far the two gradients of one layer are apart.

    Attributes
    ----------
    ell : int
        The layer.
    W, b : float
        Largest relative error of ``dW[ell]`` and of ``db[ell]``.
    worst : str
        The entry with the largest error, with both values.
    kinks : int
        Number of entries that differ because the network is at a kink, and agree beside it: they
        are left out of `W` and `b`.
    """

    ell: int
    W: float
    b: float
    worst: str
    kinks: int = 0

    def within(self, tolerance: float) -> bool:
        """Whether both errors are at most `tolerance`; NaN is not.

        Parameters
        ----------
        tolerance : float
            The largest relative error that passes.

        Returns
        -------
        bool
        """
        # Not the larger of the two: max(W, b) is W where b is NaN.
        return all(error <= tolerance for error in (self.W, self.b))


@dataclass(frozen=True)
class GradientCheck:
    """What `check_gradient` found; prints as a table.

    Attributes
    ----------
    layers : tuple of LayerCheck
        Layers 1 to L.
    tolerance : float
        The largest relative error that passes.
    """

    layers: tuple[LayerCheck, ...]
    tolerance: float

    @property
    def ok(self) -> bool:
        """Whether every relative error is within the tolerance."""
        return all(layer.within(self.tolerance) for layer in self.layers)

    def __str__(self) -> str:
        rows = [f"{'ell':>3}  {'error of dW':>11}  {'error of db':>11}"]
        for layer in self.layers:
            row = f"{layer.ell:>3}  {layer.W:>11.1e}  {layer.b:>11.1e}"
            if layer.kinks:
                row += f"  ({layer.kinks} at a kink, left out)"
            within = layer.within(self.tolerance)
            rows.append(row if within else f"{row}  fails:\n     {layer.worst}")
        verdict = "ok" if self.ok else "FAILED"
        return "\n".join([*rows, f"{verdict}: tolerance {self.tolerance:.0e}"])

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True)
class FunctionCheck:
    """What `check_gradient` found for a function that has no layers; prints as a line.

    Attributes
    ----------
    error : float
        The largest relative error.
    worst : str
        The entry that has it, with both values.
    tolerance : float
        The largest relative error that passes.
    """

    error: float
    worst: str
    tolerance: float

    @property
    def ok(self) -> bool:
        """Whether every relative error is within the tolerance."""
        return self.error <= self.tolerance

    def __str__(self) -> str:
        verdict = "ok" if self.ok else f"FAILED, {self.worst}"
        return f"largest error {self.error:.1e}, tolerance {self.tolerance:.0e}: {verdict}"

    def __repr__(self) -> str:
        return str(self)
