"""How live figures are made, moved and read in a notebook: ``lab.py`` in the tests of each."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nnlib import widgets


@dataclass(frozen=True)
class Case:
    """A figure in a notebook.

    `make` is Python that gives `figure`, and `change` Python that sets its traits. `read` is a list
    in Python of traits and of what nnlib computes from them; `shown` finds the same numbers in the
    drawing, where they have at least `places` decimal places. `act` is what the reader does.
    """

    make: str
    read: str
    change: str
    shown: Callable[[Any], list[float]]
    act: Callable[[Any], None]
    places: int

    def agree(self, one: list[float], other: list[float]) -> bool:
        """Whether two lists of numbers are the same, one of them being rounded."""
        if len(one) != len(other):
            return False
        bound = 0.51 * 10.0**-self.places
        return all(abs(a - b) <= bound for a, b in zip(one, other, strict=True))


def texts(figure: Any, selector: str) -> list[str]:
    return figure.locator(selector).all_text_contents()


def step(figure: Any) -> int:
    """The step that a player names."""
    bar = figure.get_by_role("group", name=re.compile("^Controls of the "))
    return int(re.findall(r"\d+", bar.get_by_role("status").text_content())[0])


def slider(figure: Any, name: str) -> Any:
    return figure.get_by_role("slider", name=name, exact=True)


def press(figure: Any, name: str) -> None:
    figure.get_by_role("button", name=name, exact=True).click()


def drag(element: Any, *way: tuple[float, float]) -> None:
    """Press the mouse at the first place of `way`, and move it through the others.

    A place is a share of the width and of the height of the element.
    """
    mouse = element.page.mouse
    element.hover()  # waits until the page has come to rest, and nothing lies above
    box = element.bounding_box()
    for k, (x, y) in enumerate(way):
        mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4 if k else 1)
        if not k:
            mouse.down()
    mouse.up()


def _case(name: str) -> Case | None:
    """The case of a class, which stands in ``tests/widgets/<folder of the figure>/lab.py``."""
    folder = getattr(widgets, name).folder.name
    path = Path(__file__).parents[1] / "widgets" / folder / "lab.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location(f"lab_of_{folder}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.CASE


def cases() -> dict[str, Case]:
    """Every case that there is, by the name of the class."""
    names = sorted(set(widgets.__all__) - {"LiveFigure"})
    return {name: case for name in names if (case := _case(name))}


HEAD = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# Every live figure
"""
IMPORTS = """\
import json

import numpy as np

import nnlib
from nnlib import widgets"""


def figures_notebook() -> str:
    """A notebook, in Markdown, with the cells `make`, `read` and `change` of every figure."""
    cells = [IMPORTS]
    for case in cases().values():
        read = f"print(json.dumps([float(value) for value in {case.read}]))"
        cells += [f"{case.make}\nfigure", read, case.change]
    return HEAD + "".join(f"\n```{{code-cell}} python\n{cell}\n```\n" for cell in cells)


def cells_of(name: str) -> tuple[int, int, int]:
    """Numbers of the cells `make`, `read` and `change` of a figure; cell 0 imports."""
    first = 1 + 3 * list(cases()).index(name)
    return first, first + 1, first + 2
