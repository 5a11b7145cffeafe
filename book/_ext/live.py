"""Live figures on the pages: the host script where there are any, and their state in time.

A figure has two outputs: its still picture, which live.js turns into the live figure, and a view,
which needs the four megabytes of a widget manager. The second is left out (see execution.py).

Most of a widget's state is long: its script, its styles, arrays. None of that is needed before the
reader comes near the figure, and much of it is the same on several pages. So each long value goes
into a file named after what it holds, once for the whole site, and the page keeps the rest and the
names. The files are scripts, as a page read from disk may load a script, but nothing else; for the
same reason, and for sites that forbid code inside a page, a figure's module becomes a function.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import parts
import rcssmin
from short_scripts import shortened
from sphinx.application import Sphinx

STATE = "application/vnd.jupyter.widget-state+json"
# Models that live.js knows: figures, and the links between them.
KNOWN = {"AnyModel", "LinkModel", "DirectionalLinkModel"}
# Shorter values are no worse in the page than a request for them.
LONG = 400


class Module(str):
    """The module of a figure, as a function that returns its default export."""


def as_function(source: str) -> Module:
    """Turn a module without imports into a function, which a script may hold."""
    # Not `return` in its place: classes further down must be there first.
    export = r"^[ \t]*export default\b"
    body, exports = re.subn(export, "const exported =", source, flags=re.MULTILINE)
    if exports != 1:
        raise ValueError(f"a figure's module has {exports} lines with `export default`, not one")
    function = f'() => {{\n"use strict";\n{body}\nreturn exported;\n}}'
    return Module(shortened(function))


# JupyterLab gets the sources as they are; a page has no use for their spaces.
SHORTER = {"_esm": as_function, "_css": rcssmin.cssmin}


def put_away(value: Any, folder: Path) -> str:
    """Write a value into a script of `folder` that hands it to live.js, and return its name."""
    text = value
    if not isinstance(value, Module):
        text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    name = parts.name_of(text)
    parts.write(folder / f"{name}.js", f'nnLive.take("{name}",{text})')
    return name


def divide(model: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Put the long values of a model into files, and their names into its `later`."""
    state = {
        name: SHORTER[name](value) if name in SHORTER and value else value
        for name, value in model["state"].items()
    }
    long = [
        name
        for name, value in state.items()
        if isinstance(value, Module) or len(json.dumps(value)) > LONG
    ]
    later = {name: put_away(state.pop(name), folder) for name in long}
    divided = {"model_name": model["model_name"], "state": state, "later": later}
    if model.get("buffers"):
        divided["arrays"] = put_away(model["buffers"], folder)
    return divided


def state_of_page(body: str, folder: Path) -> str:
    """Return what a page keeps of the state that MyST-NB would write into it.

    Models that no script of this site reads, such as layouts, are left out.
    """
    models = json.loads(body)["state"].items()
    state = {name: divide(m, folder) for name, m in models if m["model_name"] in KNOWN}
    # A script element must not hold "</script" or "<!--"; JSON has "<" inside strings only.
    return json.dumps({"state": state}, separators=(",", ":")).replace("<", "\\u003c")


def prepare_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give the template the state, for the end of the page: text comes first."""
    scripts = context["script_files"]
    states = [script for script in scripts if script.attributes.get("type") == STATE]
    scripts[:] = [script for script in scripts if script not in states]
    # A page of source code has no doctree; it may speak of the class, but shows no figure.
    if doctree is None or 'class="nn-live"' not in context["body"]:
        return
    folder = parts.folder_of(app, "live")
    context["live_states"] = [state_of_page(s.attributes["body"], folder) for s in states]
    app.add_js_file("live.js", loading_method="defer", priority=800)


def setup(app: Sphinx) -> dict[str, Any]:
    # After myst-nb, which adds the state, and before booksite, which makes a list of its own.
    app.connect("html-page-context", prepare_page, priority=850)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
