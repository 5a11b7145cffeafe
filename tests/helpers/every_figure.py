"""Every live figure, as its case for JupyterLab makes and uses it, on a page of its own."""

from __future__ import annotations

from typing import Any

import numpy as np

import nnlib
from helpers.lab_figures import cases
from nnlib import widgets

NAMES = sorted(set(widgets.__all__) - {"LiveFigure"})


def made(name: str) -> Any:
    """A figure of this class, with a key."""
    names = {"nnlib": nnlib, "np": np, "widgets": widgets}
    exec(cases()[name].make, names)
    return names["figure"]


def use(page: Any, name: str) -> None:
    """Do what the reader does in the case for JupyterLab; it changes a setting."""
    cases()[name].act(page.locator(".nn-figure"))
