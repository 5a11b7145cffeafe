"""Where a public name of nnlib stands on the API page, so that other entries can link to it.

The page goes through the modules and packages right below `nnlib`, each with the names of its
`__all__`. A class that a package offers stands under the package, wherever in it the class is
defined.
"""

from __future__ import annotations

import importlib
import inspect
import re
from typing import Any


def home(thing: Any) -> str:
    """Return the module under whose heading a class or function stands."""
    defined_in = thing.__module__
    part = ".".join(defined_in.split(".")[:2])
    return part if _lists(part, thing) else defined_in


def full_name(thing: Any) -> str:
    """Return the name by which the API page knows a module, a class or a function."""
    return thing.__name__ if inspect.ismodule(thing) else f"{home(thing)}.{thing.__name__}"


def is_on_the_page(thing: Any) -> bool:
    """Whether a class or function has an entry of its own."""
    return _lists(home(thing), thing)


def _lists(module: str, thing: Any) -> bool:
    loaded = importlib.import_module(module)
    name = thing.__name__
    return name in getattr(loaded, "__all__", ()) and getattr(loaded, name) is thing


def documented(module: str) -> dict[str, str]:
    """Return the public names of a module and of its classes, with their full names."""
    found: dict[str, str] = {}
    loaded = importlib.import_module(module)
    for name in getattr(loaded, "__all__", ()):
        thing = getattr(loaded, name)
        if not (inspect.ismodule(thing) or inspect.isclass(thing) or inspect.isfunction(thing)):
            continue
        found[name] = full_name(thing)
        if inspect.isclass(thing):
            for member, value in vars(thing).items():
                described = isinstance(value, property) or inspect.isfunction(value)
                if described and not member.startswith("_") and inspect.getdoc(value):
                    found[f"{name}.{member}"] = f"{found[name]}.{member}"
    return found


def summary(thing: Any) -> str:
    """Return the first paragraph of a docstring, on one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def first_sentence(thing: Any) -> str:
    """Return the first sentence of a docstring, on one line."""
    found = re.match(r"(?:``.*?``|[^`]|`[^`]*`)*?\.(?=\s|$)", summary(thing))
    return found[0] if found else summary(thing)
