"""The sign between a quantity and the numbers that are printed for it, as `rounding.js` has it."""

from __future__ import annotations

__all__ = ["equals"]


def equals(digits: int, *numbers: float) -> str:
    """Tell whether numbers are rounded where they are printed.

    Parameters
    ----------
    digits : int
        How many digits stand after the point.
    *numbers : float

    Returns
    -------
    str
        ``"="`` if all numbers are printed to the full, ``"≈"`` if one is rounded.
    """
    is_rounded = any(abs(x - round(x, digits)) > 1e-12 * max(1.0, abs(x)) for x in numbers)
    return "≈" if is_rounded else "="
