"""`import nnlib` stays light, and its modules depend on each other one way."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import nnlib

PACKAGE = Path(nnlib.__file__).parent
HEAVY = ("matplotlib", "ipywidgets", "anywidget", "scipy", "sklearn", "IPython", "tqdm", "jax")

# From the bottom of the derivation to its top: a module imports only what stands before it.
ORDER = [
    "_checks",
    "activations",
    "losses",
    "initializers",
    "regularizers",
    "layer",
    "batch",
    "network",
    "preprocessing",
    "gradient_check",
    "optimizers",
    "training",
    "datasets",
    "surfaces",
    "figures",
    "widgets",
]


def test_nothing_heavy_is_loaded():
    code = f"import nnlib, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.stem)
def test_dependencies_point_one_way(path):
    place = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if place == "__init__":
        return
    assert place in ORDER, f"say where {place} stands in the derivation"
    tree = ast.parse(path.read_text())
    checking = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or id(node) in checking:
            continue
        assert node.module is None or not node.module.startswith("book")
        depth = len(path.relative_to(PACKAGE).parts)
        if node.level != depth:
            continue
        names = [node.module.split(".")[0]] if node.module else [a.name for a in node.names]
        for name in names:
            assert ORDER.index(name) < ORDER.index(place), f"{place} imports {name}"
