"""The comparison of the rules in the chapter that says which one to take, in full.

The chapter runs a part of it. As a command, this writes the file from which it reads the rest, in
some minutes, after an edit of a rule or of the chapter's settings:

    .venv/bin/python tests/helpers/comparison.py
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

CELL = re.compile(r"^```\{code-cell\} python\n(.*?)^```$", re.M | re.S)
CHAPTER = Path(__file__).resolve().parents[2] / "book" / "descents" / "which_one.md"
STORED = CHAPTER.with_name("comparison.npz")


def chapter() -> dict[str, Any]:
    """Execute the chapter down to its last function; return its names."""
    namespace: dict[str, Any] = {}
    for cell in CELL.findall(CHAPTER.read_text("utf8")):
        if not cell.startswith("---"):  # a figure
            exec(cell, namespace)
        if "report" in namespace:
            break
    return namespace


def results() -> dict[str, np.ndarray]:
    """Of each rule the costs of the search; of each, and of L-BFGS-B, the tests of the winner."""
    page = chapter()
    found = {name: page["search"](name) for name in page["OPTIMIZERS"]}
    chosen = {name: page["best"](costs) for name, costs in found.items()} | {
        "L-BFGS-B": ("all", np.nan)
    }
    tests = {
        f"{name}, test": np.array([page["report"](name, *best, seed) for seed in page["REPORT"]])
        for name, best in chosen.items()
    }
    return found | tests


if __name__ == "__main__":
    np.savez_compressed(STORED, **results())
