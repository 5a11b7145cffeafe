"""`import nnlib` stays light, and its modules depend on each other one way."""

import ast
import importlib.util
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
    "_families",
    "activations",
    "losses",
    "initializers",
    "regularizers",
    "layer",
    "batch",
    "saving",
    "network",
    "preprocessing",
    "gradient_check",
    "optimizers",
    "history",
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
    package = ".".join(path.relative_to(PACKAGE.parent).parent.parts)
    for name in _imported(tree, package, checking):
        assert not name.startswith("book")
        if name.split(".")[0] != "nnlib":
            continue
        other = name.removeprefix("nnlib.").split(".")[0]
        assert other in ORDER, f"{place} imports {name}, but a module asks for its neighbours alone"
        within = other == place and other in ("figures", "widgets")
        assert within or ORDER.index(other) < ORDER.index(place), f"{place} imports {name}"


def _imported(tree, package, skipped):
    """The full names of the modules that a module imports, whichever way it writes them."""
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
            from_package = [f"{source}.{alias.name}" for alias in node.names]
            yield from from_package if source == "nnlib" else [source]
