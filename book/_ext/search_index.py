"""What the search page knows: every section of the book with its words, ready to be shown.

Sphinx's own index knows which words stand in which chapter; for an excerpt, the reader's browser
then had to fetch the chapters, a megabyte for one query, and a hit led to the top of a chapter.
Here a section is an entry, with its text. Numbered equations and the symbols of the register are
entries too. The search page loads them as a script, so that it works from disk.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from mathml import plain_text
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

FILE = "search_data.js"
# A reference is looked up by name; what its entries say at length is one click away.
REFERENCE = ("book/appendix/api", "book/appendix/api_figures")
# The chapter whose tables have a row for each symbol.
GUIDE = "book/foundations/notation"


def _text_of(node: nodes.Node, numbers: dict[str, str]) -> Iterator[str]:
    """The words of a node, without pictures and what has an entry of its own."""
    if isinstance(node, nodes.section | nodes.raw | nodes.math_block | nodes.comment | nodes.title):
        return
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, addnodes.pending_xref) and node["reftype"] in ("eq", "numref", "p"):
        yield f"({numbers[node['reftarget']]})" if node["reftarget"] in numbers else ""
    elif isinstance(node, nodes.math):
        yield spoken(node.astext())
    else:
        for child in node.children:
            yield from _text_of(child, numbers)
        if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
            yield " "


def spoken(tex: str) -> str:
    r"""A formula as words and letters that somebody might type: ``\delta`` is "δ"."""
    tex = re.sub(r"\\(?:mathbf|boldsymbol|mathcal|mathrm|text|operatorname)\b", "", tex)

    def letter(match: re.Match[str]) -> str:
        name = match[1].removeprefix("var").upper()
        for kind in ("SMALL", "CAPITAL") if match[1].islower() else ("CAPITAL",):
            try:
                return unicodedata.lookup(f"GREEK {kind} LETTER {name.replace('LAMBDA', 'LAMDA')}")
            except KeyError:
                continue
        return "ℓ" if match[1] == "ell" else " "

    bare = re.sub(r"[{}$&]", "", re.sub(r"\\([A-Za-z]+)", letter, tex))
    # An index ends a word, but takes no room.
    return " ".join(re.sub(r"[_^]+", "\u200b", bare).split())


def sections(document: nodes.document, numbers: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Anchor, title and words of each section of a chapter; those of the chapter itself first."""
    for section in document.findall(nodes.section):
        title = section.next_node(nodes.title)
        if title is None or title.parent is not section:
            continue
        pieces = [text for child in section for text in _text_of(child, numbers)]
        heading = "".join(_text_of_title(title))
        yield section["ids"][0], " ".join(heading.split()), " ".join("".join(pieces).split())


def _text_of_title(title: nodes.title) -> Iterator[str]:
    for child in title.findall(lambda node: isinstance(node, nodes.Text)):
        inside = isinstance(child.parent, nodes.math)
        yield spoken(child.astext()) if inside else child.astext()


def names(document: nodes.document) -> Iterator[tuple[str, str, str]]:
    """Anchor, full name and first sentence of each object of the reference."""
    for entry in document.findall(addnodes.desc):
        signature = entry.next_node(addnodes.desc_signature)
        if signature is None or not signature.get("ids"):
            continue
        paragraph = entry.next_node(nodes.paragraph)
        first = paragraph.astext().partition(". ")[0] if paragraph is not None else ""
        yield signature["ids"][0], signature["ids"][0], " ".join(first.split())


def symbols(app: Sphinx) -> Iterator[tuple[str, str, str]]:
    """Anchor, look with meaning, and the other names of each symbol of the register."""
    register = getattr(app, "notation_register", None)
    for entry in register.entries if register else ():
        meaning, shape, code = (
            re.sub(r"\$([^$]*)\$", lambda formula: spoken(formula[1]), text).replace("`", "")
            for text in (entry.meaning, entry.shape, entry.code)
        )
        words = f"Read “{entry.say}”; {shape}; in code {code}"
        yield entry.anchor, f"{spoken(entry.symbol)} : {meaning}", words


def collect(app: Sphinx) -> dict[str, Any]:
    """Everything that can be found, with numbers of chapters in place of their names."""
    env = app.env
    order = [name for name in _reading_order(app) if name in env.found_docs]
    chapters = [[name, plain_text(env.titles[name].astext().replace("\\", ""))] for name in order]
    numbers, equations = {}, []
    for label, (name, count) in env.get_domain("math").data["objects"].items():
        if name in order and count is not None:
            anchor = nodes.make_id(f"equation-{label}")
            numbers[label] = equation_number(env, name, anchor, count)
            equations.append([order.index(name), anchor, numbers[label]])
    entries: list[list[Any]] = []
    for number, name in enumerate(order):
        document = env.get_doctree(name)
        entries += [[number, *section] for section in sections(document, numbers)]
        if name == GUIDE:
            entries += [[number, *entry] for entry in symbols(app)]
        if name in REFERENCE:
            entries += [[number, *entry] for entry in names(document)]
    return {
        "chapters": chapters,
        "reference": [order.index(name) for name in REFERENCE if name in order],
        "entries": entries,
        "equations": equations,
    }


def equation_number(env: Any, name: str, anchor: str, count: int) -> str:
    """The number of an equation as the page shows it."""
    if env.config.math_numfig and env.config.numfig:
        parts = env.toc_fignumbers.get(name, {}).get("displaymath", {}).get(anchor)
        if parts:
            return ".".join(map(str, parts))
    return str(count)


def _reading_order(app: Sphinx) -> list[str]:
    order = [app.config.root_doc]
    for toctree in app.env.get_doctree(app.config.root_doc).findall(addnodes.toctree):
        order += [name for _, name in toctree["entries"]]
    return order


def write_data(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    text = json.dumps(collect(app), ensure_ascii=False, separators=(",", ":"))
    target = Path(app.outdir) / "_static" / FILE
    target.write_text(f"bookSearch.take({text})", encoding="utf-8")


def keep_the_page(app: Sphinx, config: Any) -> None:
    """Have the search page made, which Sphinx makes for an index of its own alone."""
    config.html_additional_pages["search"] = "search.html"


def make_no_other_index(app: Sphinx) -> None:
    """Switch off Sphinx's index: nothing reads it.

    A later build would miss it, too: one that writes a few chapters warns that it is incomplete.
    """
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", keep_the_page)
    app.connect("builder-inited", make_no_other_index)
    app.connect("build-finished", write_data)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
