"""One palette and one look for every figure of the book.

A colour has one meaning in the whole book (blue for activations, red for errors, ...). Figures are
drawn in the light colours; `Picture` afterwards puts a CSS variable in the place of each, so that
one drawing serves the light and the dark page.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import matplotlib

P = ParamSpec("P")
R = TypeVar("R")

#: Name of the colour -> (on a light page, on a dark page). `book/_static/css/palette.css` agrees.
PALETTE: dict[str, tuple[str, str]] = {
    "ink": ("#1f2933", "#e6e9ee"),
    "muted": ("#5f6b7a", "#a3adba"),
    "faint": ("#d5dae1", "#3a4350"),
    "paper": ("#ffffff", "#14181f"),
    "activation": ("#1b6ca8", "#6cb6f0"),
    "preactivation": ("#5a7d2a", "#a9cf6d"),
    "weight-pos": ("#0f766e", "#4fd1c1"),
    "weight-neg": ("#b45309", "#f5a54a"),
    "bias": ("#6d5bb5", "#b7a8f5"),
    "error": ("#b3261e", "#ff8a80"),
    "class-0": ("#8e1f7a", "#e070c4"),
    "class-1": ("#8a7000", "#e2d45c"),
    "highlight": ("#fff3c4", "#4a3f14"),
}

# What a notebook shows where the book's style sheet is absent: JupyterLab's own colours, and the
# light or the dark ones for the others, as its theme says by `color-scheme`.
_JUPYTER = {
    "ink": "--jp-ui-font-color1",
    "muted": "--jp-ui-font-color2",
    "faint": "--jp-border-color2",
    "paper": "--jp-layout-color0",
    "highlight": "--jp-layout-color2",
}

# Sizes in points. A figure is about six inches wide; on a phone it shrinks to about a half.
SYMBOL = 13.0
WORD = 11.5
SMALL = 10.5
LINE = 1.3
THIN = 0.9
BOLD = 2.2

# Superscripts of the layer in question, the one before and the next, for mathtext.
HERE = r"{(\ell)}"
BEFORE = r"{(\ell-1)}"
NEXT = r"{(\ell+1)}"

_LOOK: dict[Any, Any] = {
    "font.family": ["STIXGeneral"],
    "mathtext.fontset": "stix",
    "font.size": WORD,
    "axes.edgecolor": PALETTE["muted"][0],
    "axes.facecolor": "none",
    "axes.labelcolor": PALETTE["ink"][0],
    "axes.titlecolor": PALETTE["ink"][0],
    "axes.linewidth": THIN,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": WORD,
    "axes.labelsize": WORD,
    "axes.unicode_minus": True,
    "axes.formatter.use_mathtext": True,
    "xtick.color": PALETTE["muted"][0],
    "ytick.color": PALETTE["muted"][0],
    "xtick.labelcolor": PALETTE["ink"][0],
    "ytick.labelcolor": PALETTE["ink"][0],
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "text.color": PALETTE["ink"][0],
    "figure.facecolor": "none",
    "figure.edgecolor": "none",
    "patch.edgecolor": PALETTE["ink"][0],
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
    "legend.fontsize": SMALL,
    "savefig.facecolor": "none",
    "savefig.dpi": 144,
    "svg.fonttype": "path",
    "svg.hashsalt": "nnlib",
    "svg.image_inline": True,
}


def light(name: str) -> str:
    """Return the colour called `name` on a light page; a `Picture` makes it follow the theme.

    Parameters
    ----------
    name : str
        A name in `PALETTE`, such as ``"ink"`` or ``"error"``.

    Returns
    -------
    str
        The colour, as ``#rrggbb``.

    Raises
    ------
    ValueError
        If the palette has no such name.
    """
    if name not in PALETTE:
        raise ValueError(f"name is {name!r}, but the palette has {', '.join(PALETTE)}")
    return PALETTE[name][0]


def variable(name: str) -> str:
    """Return the CSS value of a palette colour: the book's variable, with fallbacks.

    Parameters
    ----------
    name : str
        A name in `PALETTE`.

    Returns
    -------
    str
        For example ``var(--nn-error, light-dark(#b3261e, #ff8a80))``.
    """
    fallback = f"light-dark({', '.join(PALETTE[name])})" if name in PALETTE else light(name)
    if name in _JUPYTER:
        fallback = f"var({_JUPYTER[name]}, {fallback})"
    return f"var(--nn-{name}, {fallback})"


def styled(function: Callable[P, R]) -> Callable[P, R]:
    """Run `function` with the book's matplotlib settings, and restore the reader's afterwards."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        with matplotlib.rc_context(_LOOK):
            return function(*args, **kwargs)

    return wrapper
