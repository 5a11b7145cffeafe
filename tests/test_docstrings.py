"""Docstrings tell the truth: their examples run, and they name the parameters that there are."""

import doctest
import importlib
import inspect
import pkgutil
import re

import pytest

import nnlib

MODULES = ["nnlib"] + [
    module.name
    for module in pkgutil.walk_packages(nnlib.__path__, "nnlib.")
    if not module.name.startswith("nnlib.widgets")
]


@pytest.mark.parametrize("name", [*MODULES, "api_docs", "latex_symbols"])
def test_examples(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def described(thing):
    """The names in the section on parameters; None where there is no such section."""
    found = re.search(r"\nParameters\n-+\n(.*?)(?=\n\n\S|\Z)", inspect.getdoc(thing) or "", re.S)
    if not found:
        return None
    lines = [line for line in found[1].split("\n") if line and line[0] != " "]
    return [name.strip() for line in lines for name in line.split(" : ")[0].split(",")]


def functions():
    for name in MODULES:
        for thing in vars(importlib.import_module(name)).values():
            if getattr(thing, "__module__", None) != name:
                continue
            if inspect.isfunction(thing):
                yield thing
            elif inspect.isclass(thing):
                yield thing
                yield from (member for member in vars(thing).values() if inspect.isfunction(member))


@pytest.mark.parametrize(
    "thing", list(functions()), ids=lambda f: f"{f.__module__}.{f.__qualname__}"
)
def test_parameters(thing):
    names = described(thing)
    if names is not None:
        there = [name for name in inspect.signature(thing).parameters if name != "self"]
        assert names == there
