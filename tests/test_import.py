"""`import nnlib` stays light, and its modules depend on each other one way."""

import ast
import importlib.util
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import nnlib

PACKAGE = Path(nnlib.__file__).parent
HEAVY = ("matplotlib", "ipywidgets", "anywidget", "scipy", "sklearn", "IPython", "tqdm", "jax")

# From the bottom of the derivation to its top: a module imports only what stands before it.
ORDER = [
    "_checks",
    "_extras",
    "_families",
    "_fields",
    "_progress",
    "preprocessing",
    "activations",
    "arrays",
    "dropout",
    "sigma",
    "losses",
    "initializers",
    "regularizers",
    "backpropagation",
    "_passes",
    "_last_pass",
    "saving",
    "network",
    "surfaces",
    "objective",
    "_gradient_reports",
    "gradient_check",
    "r_operator",
    "second_order",
    "optimizers",
    "training",
    "minimize",
    "datasets",
    "figures",
    "widgets",
]


def test_nothing_heavy_is_loaded():
    code = f"import nnlib, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_without_a_bar_none_is_loaded():
    """In a notebook without ipywidgets tqdm warns when it is loaded."""
    code = """
import sys
import numpy as np
import nnlib
X, Y = np.ones((1, 2)), np.ones((1, 2))
nnlib.train(nnlib.Network([1, 1]), X, Y, epochs=1, progress=False)
nnlib.check_gradient(nnlib.Network([1, 1]), X, Y, progress=False)
print([m for m in sys.modules if m.startswith("tqdm")])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def modules():
    """The file and the full name of every module of nnlib."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield path, ".".join(parts).removesuffix(".__init__")


@pytest.mark.parametrize(
    ("part", "module"),
    [("widgets", "traitlets"), ("widgets", "anywidget"), ("widgets", "matplotlib")]
    + [("figures", "matplotlib")],
)
def test_a_part_that_lacks_a_package_says_what_to_install(part, module):
    """From this folder: a package index has another project of the name nnlib."""
    code = f"""
import sys
sys.modules[{module!r}] = None
try:
    import nnlib.{part}
except ModuleNotFoundError as error:
    print(error)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == (
        f"nnlib.{part} needs {module}, which is not installed; in the folder of this book, "
        f'type python -m pip install ".[{part}]"'
    )
    assert (
        part
        in tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["project"][
            "optional-dependencies"
        ]
    )


def test_whatever_is_no_module_is_installed_too():
    settings = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())
    patterns = settings["tool"]["setuptools"]["package-data"]["nnlib"]
    installed = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    others = {
        path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in str(path)
    }
    assert {path for path in others - installed if path.suffix != ".py"} == set()


NAMES = {name for _, name in modules()}


def imports_of(path, name):
    """The modules that a module imports, when it is loaded or later, but not for types alone."""
    tree = ast.parse(path.read_text())
    checking = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    return set(_imported(tree, package, checking)) - {name}


@pytest.mark.parametrize(
    ("path", "name"), [pytest.param(path, name, id=name) for path, name in modules()]
)
def test_dependencies_point_one_way(path, name):
    if name == "nnlib":
        return
    place = name.split(".")[1]
    assert place in ORDER, f"say where {place} stands in the derivation"
    for other in imports_of(path, name):
        assert not other.startswith("book")
        if other.split(".")[0] != "nnlib":
            continue
        assert other != "nnlib", f"{name} imports all of nnlib: a module asks for its neighbours"
        assert ORDER.index(other.split(".")[1]) <= ORDER.index(place), f"{name} imports {other}"


def test_no_module_imports_itself_by_way_of_others():
    graph = {name: imports_of(path, name) & NAMES for path, name in modules()}
    for name, others in graph.items():
        # A package is loaded before its modules, whoever asks for one: that alone is no circle.
        others -= {other for other in others if name.startswith(f"{other}.")}
    assert list(TopologicalSorter(graph).static_order())


def _imported(tree, package, skipped):
    """The full names of the modules that a module imports, whichever way it writes them."""
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
            for alias in node.names:
                full = f"{source}.{alias.name}"
                yield full if full in NAMES else source
