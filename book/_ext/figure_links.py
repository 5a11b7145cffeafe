"""Links that set a live figure, such as `#gd.surface=bowl&gd.start=0,0`, ask for what it accepts.

A figure passes over what it cannot show, so a slip in such a link would be seen by nobody but a
reader, for whom nothing happens. Each part is held to the figure of that key on the page that the
link leads to: to its settings, and to their bounds and choices, as the class in Python has them.
"""

from __future__ import annotations

import importlib
import json
import posixpath
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

from docutils import nodes
from live import STATE
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Checked

logger = logging.getLogger(__name__)

# A part of an address that sets a figure; an anchor has no "=".
SETTING = re.compile(r"([^.=]+)\.([^=]+)=(.*)", re.DOTALL)

SWITCH = {"on": True, "off": False}
# How each kind of trait is read from an address; address.js writes and reads the same.
READ: dict[str, Callable[[str], Any]] = {
    "number": float,
    "count": float,
    "numbers": lambda text: [float(part) for part in text.split(",")],
    "counts": lambda text: [float(part) for part in text.split(",")],
    "choice": str,
    "switch": lambda text: SWITCH.get(text, text),
    "text": str,
}


class _Hrefs(HTMLParser):
    """The addresses of the links in a piece of HTML."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value]


def figures_of(env: BuildEnvironment, docname: str) -> dict[str, type[LiveFigure]]:
    """The live figures of a chapter by their keys, as the state that MyST-NB keeps has them."""
    found = {}
    for _, attributes in NbMetadataCollector.get_js_files(env, docname).values():
        if attributes.get("type") != STATE:
            continue
        for model in json.loads(attributes["body"])["state"].values():
            module, _, name = model["state"].get("_anywidget_id", "").rpartition(".")
            if module and (key := model["state"].get("key")):
                found[key] = getattr(importlib.import_module(module), name)
    return found


def complaint(setting: str, figures: dict[str, type[LiveFigure]]) -> str | None:
    """Return what is wrong with a part of an address, or None."""
    found = SETTING.fullmatch(setting)
    if found is None:
        return None
    key, name, text = found[1], found[2], unquote(found[3])
    if key not in figures:
        return f"the page has no figure {key!r}, but {', '.join(map(repr, figures)) or 'none'}"
    traits = figures[key].class_traits()
    if name == "key" or name not in figures[key].settings():
        return f"the figure {key!r} has no setting {name!r}"
    trait = traits[name]
    kind = trait.facts()["kind"] if isinstance(trait, Checked) else ""
    if kind == "array":
        return f"the setting {name!r} of {key!r} does not stand in an address"
    if kind in READ:
        try:
            trait.check(name, READ[kind](text))
        except ValueError as error:
            return str(error)
    return None


def links_of(doctree: nodes.document) -> Iterator[str]:
    for node in doctree.findall(nodes.reference):
        if "refuri" in node:
            yield node["refuri"]
    for node in doctree.findall(nodes.raw):
        if "<a " in node.astext():
            yield from _Hrefs(node.astext()).found


def line_of(text: str, link: str) -> int | None:
    """Return the line of a source that holds a link, as it stands there or escaped."""
    for number, line in enumerate(text.splitlines(), 1):
        if link in line or link.replace("&", "&amp;") in line:
            return number
    return None


def check_links(app: Sphinx, env: BuildEnvironment) -> None:
    figures = {docname: figures_of(env, docname) for docname in env.found_docs}
    for docname in sorted(env.found_docs):
        for link in links_of(env.get_doctree(docname)):
            parts = urlsplit(link)
            if parts.scheme or "=" not in parts.fragment:
                continue
            folder = posixpath.dirname(docname)
            path = posixpath.normpath(posixpath.join(folder, re.sub(r"\.\w+$", "", parts.path)))
            target = path if parts.path else docname
            for setting in parts.fragment.split("&"):
                wrong = complaint(setting, figures.get(target, {}))
                if wrong:
                    source = env.doc2path(docname)
                    with open(source, encoding="utf-8") as file:
                        place = (docname, line_of(file.read(), link))
                    logger.warning("link %s: %s", link, wrong, location=place, type="figure_links")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("env-check-consistency", check_links)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
