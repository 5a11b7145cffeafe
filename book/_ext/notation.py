r"""The register of symbols: the notation tables come from it, and formulas keep to it.

``book/notation.yml`` lists every symbol with its kind, shape, meaning, name in code and first
chapter. From it come the directives

* ``{notation-table}``: the whole register, grouped by kind (the notation guide),
* ``{symbol-looks}``: its symbols by what they look like, each a link to its row there, and
* ``{chapter-symbols}``: a collapsed list of the symbols that this chapter's formulas use.

While the book is read, every formula is taken apart into its symbols: letters with their style,
accent, star or prime (``\mathbf{W}``, ``\hat{\mathbf{y}}``, ``y^*``, ``\sigma'``), Greek letters,
named functions, operators, relations, brackets and bars. Only layout and the arithmetic of school
are left out; `latex_symbols.py` draws the line. A symbol that the register lacks, that is used
outside its scope, or before the chapter that introduces it, is a warning, so a build with warnings
as errors stops.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from latex_symbols import symbols
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from symbol_looks import alphabetical
from symbol_register import KINDS, Register, RegisterError, load
from symbol_tables import (
    Details,
    Looks,
    Rows,
    by_look,
    depart_details,
    symbol_table,
    visit_details,
    visit_looks,
    visit_rows,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Use:
    """A symbol in a formula of a document."""

    key: str
    line: int | None
    formula: str


def _line(node: nodes.Node) -> int | None:
    ancestor: Any = node
    while ancestor is not None:
        if getattr(ancestor, "line", None):
            return int(ancestor.line)
        ancestor = ancestor.parent
    return None


def _in_output(node: nodes.Node) -> bool:
    ancestor: Any = node.parent
    while ancestor is not None:
        if "cell_output" in getattr(ancestor, "attributes", {}).get("classes", []):
            return True
        ancestor = ancestor.parent
    return False


def _data(env: BuildEnvironment) -> dict[str, dict[str, Any]]:
    if not hasattr(env, "notation"):
        env.notation = {"uses": {}, "guides": {}, "lists": {}, "digest": {}}  # type: ignore[attr-defined]
    return env.notation  # type: ignore[attr-defined]


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Note the symbols of a document that was just read."""
    uses = []
    for node in doctree.findall(lambda n: isinstance(n, (nodes.math, nodes.math_block))):
        if _in_output(node):
            continue
        formula = re.sub(r"\s+", " ", node.astext()).strip()
        uses += [Use(key, _line(node), formula) for key in symbols(node.astext())]
    _data(app.env)["uses"][app.env.docname] = uses


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a document that will be read again."""
    for part in ("uses", "guides", "lists"):
        _data(env)[part].pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: Any, other: BuildEnvironment) -> None:
    """Take over what a process that read other documents noted."""
    for part in ("uses", "guides", "lists"):
        theirs = _data(other)[part]
        _data(env)[part].update({doc: theirs[doc] for doc in docnames if doc in theirs})


def reading_order(env: BuildEnvironment) -> dict[str, int]:
    """Return the place of every document in the table of contents."""
    order: dict[str, int] = {}

    def visit(docname: str) -> None:
        if docname not in order:
            order[docname] = len(order)
            for child in env.toctree_includes.get(docname, ()):
                visit(child)

    visit(env.config.root_doc)
    return order


def problems(
    register: Register, uses: dict[str, list[Use]], order: dict[str, int], exempt: set[str]
) -> Iterator[tuple[str, int | None, str]]:
    """Yield document, line and complaint for every symbol that should not stand where it does."""
    for docname in sorted(uses, key=lambda d: order.get(d, len(order))):
        seen: set[str] = set()
        for use in uses[docname]:
            if use.key in seen:
                continue
            seen.add(use.key)
            where = f"symbol {use.key} in ${use.formula[:70]}$"
            entry = register.find(use.key, docname)
            if entry is None:
                scopes = [s for e in register.by_key.get(use.key, []) for s in e.scope]
                if scopes:
                    yield docname, use.line, f"{where} has a meaning only in {', '.join(scopes)}"
                    continue
                near = register.relatives(use.key)
                hint = f" (it has {', '.join(near)})" if near else ""
                yield docname, use.line, f"{where} is not in notation.yml{hint}"
            elif docname not in exempt and order.get(docname, 0) < order.get(entry.first, -1):
                yield (
                    docname,
                    use.line,
                    f"{where} is used before {entry.first}, which notation.yml names as its first"
                    " chapter",
                )


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of every symbol out of place."""
    register = _register(app)
    if register is None:
        return
    # The guide shows the register itself, and the first page may look ahead.
    exempt = set(_data(env)["guides"]) | {env.config.root_doc}
    for docname, line, complaint in problems(
        register, _data(env)["uses"], reading_order(env), exempt
    ):
        logger.warning(complaint, location=(docname, line), type="notation")


class SymbolTable(nodes.General, nodes.Element):
    """Stands for the register, or a chapter's part of it, until pages are written."""


class NotationTable(SphinxDirective):
    """``{notation-table}``: the register, by kind."""

    def run(self) -> list[nodes.Node]:
        _data(self.env)["guides"][self.env.docname] = True
        return [SymbolTable(show="guide")]


class SymbolLooks(SphinxDirective):
    """``{symbol-looks}``: the register by look, on the page that has its table."""

    def run(self) -> list[nodes.Node]:
        return [SymbolTable(show="looks")]


class ChapterSymbols(SphinxDirective):
    """``{chapter-symbols}``: what the formulas of this chapter use."""

    def run(self) -> list[nodes.Node]:
        _data(self.env)["lists"][self.env.docname] = True
        return [SymbolTable(show="chapter")]


def fill_tables(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the tables in place when a page is about to be written."""
    register = _register(app)
    for place in list(doctree.findall(SymbolTable)):
        if register is None:
            place.parent.remove(place)
        elif place["show"] == "chapter":
            place.replace_self(_chapter_tables(register, app, docname))
        elif place["show"] == "looks":
            place.replace_self(by_look(register.entries, app))
        else:
            place.replace_self(_guide_tables(register, app, docname))


def _guide_tables(register: Register, app: Sphinx, docname: str) -> list[nodes.Node]:
    ordered = sorted(register.entries, key=lambda entry: alphabetical(entry.key))
    groups = {
        heading: [entry for entry in ordered if entry.kind == kind and not entry.scope]
        for kind, heading in KINDS.items()
    }
    groups["With a meaning in one chapter only"] = [e for e in ordered if e.scope]
    return [
        symbol_table(name, group, app, docname, anchored=True)
        for name, group in groups.items()
        if group
    ]


def _chapter_tables(register: Register, app: Sphinx, docname: str) -> list[nodes.Node]:
    used = {register.find(use.key, docname) for use in _data(app.env)["uses"].get(docname, [])}
    entries = [entry for entry in register.entries if entry in used]
    details = Details()
    for caption, new in (("New here", True), ("From earlier chapters", False)):
        part = [entry for entry in entries if (entry.first == docname) is new]
        if part:
            details += symbol_table(caption, part, app, docname)
    return [details] if details.children else []


def _children_alone(writer: Any, node: nodes.Element) -> None:
    """Write nothing around the children."""


def _path(app: Sphinx) -> Path:
    return Path(app.srcdir) / app.config.notation_register


def _register(app: Sphinx) -> Register | None:
    return getattr(app, "notation_register", None)


def read_register(app: Sphinx) -> None:
    """Read the register once for each build."""
    try:
        register: Register | None = load(_path(app))
    except (OSError, yaml.YAMLError, RegisterError) as error:
        logger.warning("notation register %s: %s", _path(app), error, type="notation")
        register = None
    app.notation_register = register  # type: ignore[attr-defined]


def outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the pages with tables written again when the register or a chapter's title changed."""
    titles = sorted((doc, title.astext()) for doc, title in env.titles.items())
    text = _path(app).read_text("utf8") if _path(app).exists() else ""
    digest = hashlib.sha256((text + repr(titles)).encode()).hexdigest()
    data = _data(env)
    if data["digest"].get("register") == digest:
        return []
    data["digest"]["register"] = digest
    return sorted({*data["guides"], *data["lists"]})


def setup(app: Sphinx) -> dict[str, Any]:
    """Register directives, tables and the check with Sphinx."""
    app.add_config_value("notation_register", "book/notation.yml", "env", str)
    app.add_directive("notation-table", NotationTable)
    app.add_directive("symbol-looks", SymbolLooks)
    app.add_directive("chapter-symbols", ChapterSymbols)
    others = {
        name: (_children_alone, _children_alone) for name in ("latex", "text", "man", "texinfo")
    }
    app.add_node(SymbolTable, html=(_children_alone, _children_alone), **others)  # type: ignore[arg-type]
    app.add_node(Rows, html=(visit_rows, None))
    app.add_node(Looks, html=(visit_looks, None))
    app.add_node(Details, html=(visit_details, depart_details), **others)  # type: ignore[arg-type]
    app.connect("builder-inited", read_register)
    app.connect("doctree-read", collect)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", outdated)
    app.connect("env-check-consistency", check)
    # after references are resolved, before formulas are joined to their punctuation
    app.connect("doctree-resolved", fill_tables, priority=400)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
