r"""The page of nnlib's public names, from the docstrings.

Docstrings are numpydoc with two habits of the book: shapes in the type slot, in the book's
symbols, and MyST roles (``{eq}`eq:delta```, ``{cite:p}`mazur2015```) where a chapter or a source is
meant. Autodoc reads reStructuredText, so each docstring is rewritten on its way: sections become
definition lists, ``(d_ell, N)`` becomes a formula, roles become Sphinx roles, and a single-backtick
name becomes a link if this page has it, else code. The directive ``{public-names}`` lists what
``import nnlib`` offers, ``{family}`` the members of a family such as the activations.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.statemachine import StringList
from public_names import documented, first_sentence, full_name, is_on_the_page, summary
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from nnlib._families import Family

SECTIONS = (
    "Parameters",
    "Other Parameters",
    "Attributes",
    "Returns",
    "Yields",
    "Raises",
    "Warns",
    "Notes",
    "References",
    "Examples",
    "See Also",
)
# Sections whose entries are "name : type"; in the others of LISTED an entry is a type.
NAMED = ("Parameters", "Other Parameters", "Attributes")
LISTED = (*NAMED, "Returns", "Yields", "Raises", "Warns")

Link = Callable[[str], str]


ROLE = re.compile(r"\{([a-z:]+)\}`([^`]+)`")
SINGLE = re.compile(r"(?<![`:\w])`([^`]+)`(?![`_])")
LITERAL = re.compile(r"(``.+?``)")
SHAPE = re.compile(r"\((?:[^()]|\([^()]*\))*,(?:[^()]|\([^()]*\))*\)")
LENGTH = re.compile(r"d_(?:ell|L|in|out|\d|\(ell ?[+-] ?1\))|\d+|N|P|d|[+-]")


def _as_code(name: str) -> str:
    return f"``{name}``"


def shape_to_tex(shape: str) -> str | None:
    r"""Turn a shape into a formula, or return None for one not in the book's symbols.

    >>> shape_to_tex("(d_ell, 1 + d_(ell-1))")
    'd_{\\ell} \\times (1 + d_{\\ell-1})'
    """
    lengths = [length.strip() for length in re.split(r",(?![^(]*\)\))", shape[1:-1])]
    if len(lengths) != 2 or not all(lengths):
        return None
    parts = []
    for length in lengths:
        if LENGTH.sub("", length).strip():
            return None
        tex = re.sub(r"d_\(?(ell ?[+-] ?1|\w+)\)?", r"d_{\1}", length)
        tex = re.sub(r"\bell ?([+-]) ?1", r"ell\g<1>1", tex)
        tex = tex.replace("ell", r"\ell")
        tex = re.sub(r"\{(in|out)\}", r"{\\text{\1}}", tex)
        parts.append(f"({tex})" if re.search(r" [+-] ", length) else tex)
    return r" \times ".join(parts)


def _type(text: str, link: Link) -> str:
    """Set a type slot: shapes as formulas, the rest as it is."""

    def shape(match: re.Match[str]) -> str:
        tex = shape_to_tex(match[0])
        return f"\0:math:`{tex}`\0" if tex else f"\0``{match[0]}``\0"

    pieces = re.split(r"\0", SHAPE.sub(shape, text))
    set_pieces = []
    for piece in pieces:
        if piece.startswith((":math:", "``")):
            set_pieces.append(piece)
        else:
            set_pieces.append(_prose(piece, link).replace("_", r"\_").replace("*", r"\*"))
    return "".join(set_pieces)


def _prose(line: str, link: Link) -> str:
    """Rewrite the roles and names in a line, outside of literals."""
    pieces = LITERAL.split(line)
    for place in range(0, len(pieces), 2):
        piece = ROLE.sub(r":\1:`\2`", pieces[place])
        pieces[place] = SINGLE.sub(lambda match: link(match[1]), piece)
    return "".join(pieces)


def _sections(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Split a docstring at its underlined headings; the part before them has no name."""
    name = ""
    body: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place].strip()
        below = lines[place + 1].strip() if place + 1 < len(lines) else ""
        if line in SECTIONS and below == "-" * len(line):
            yield name, body
            name, body = line, []
            place += 2
            continue
        body.append(lines[place])
        place += 1
    yield name, body


def _entries(body: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Split a list section into its terms and what is indented below each."""
    term = ""
    text: list[str] = []
    for line in body:
        if line.strip() and line[0] != " ":
            if term:
                yield term, text
            term, text = line.strip(), []
        else:
            text.append(line)
    if term:
        yield term, text


def _term(section: str, term: str, link: Link) -> str:
    """Set the line of an entry: names as code, then the type."""
    names, colon, kind = term.partition(" : ")
    if not colon and section not in NAMED:
        return f"``{term}``" if section in ("Raises", "Warns") else _type(term, link)
    listed = ", ".join(f"``{name.strip()}``" for name in names.split(","))
    return f"{listed} : {_type(kind, link)}" if colon else listed


def rewrite(lines: list[str], link: Link = _as_code) -> list[str]:
    """Turn a numpydoc docstring into reStructuredText.

    Parameters
    ----------
    lines : list of str
        The docstring, without its indentation.
    link : callable
        Turns the name between single backticks into reStructuredText.
    """
    out: list[str] = []
    for section, body in _sections(lines):
        if section:
            out += ["", f".. rubric:: {section}", "   :class: docstring-section", ""]
        if section in LISTED:
            for term, text in _entries(body):
                out.append(_term(section, term, link))
                # a term needs a definition, be it an empty one
                out += [_prose(line, link) for line in text] if any(text) else ["    \\ "]
                out.append("")
        else:
            out += [
                line if line.lstrip().startswith(">>>") else _prose(line, link) for line in body
            ]
    return [*out, ""]


def linker(place: str, known: dict[str, str]) -> Link:
    """Return the function that links names as they are meant in the entry of ``place``."""
    owner = place.rpartition(".")[2], place.split(".")[-2]

    def link(name: str) -> str:
        for candidate in (name, *(f"{part}.{name}" for part in owner)):
            if candidate in known and known[candidate] != place:
                return f":py:obj:`{name} <{known[candidate]}>`"
        return _as_code(name)

    return link


def process_docstring(
    app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]
) -> None:
    """Rewrite a docstring that autodoc is about to read."""
    part = ".".join(name.split(".")[:2])
    known = documented("nnlib") | documented(part)
    lines[:] = rewrite(lines, linker(name, known))


def _is_family(thing: Any) -> bool:
    # nnlib is found once `setup` has said where
    return isinstance(thing, importlib.import_module("nnlib._families").Family)


def leave_families_out(
    app: Sphinx, what: str, name: str, obj: Any, skip: bool, options: Any
) -> bool | None:
    """Keep autodoc from printing a family as a value: its table is what ``{family}`` shows."""
    return True if _is_family(obj) else None


class PublicNames(SphinxDirective):
    """``{public-names}``: what ``import nnlib`` offers, each with its first paragraph."""

    def run(self) -> list[nodes.Node]:
        package = importlib.import_module("nnlib")
        lines = []
        for name, full in sorted(documented("nnlib").items(), key=lambda item: item[0].lower()):
            if "." in name:
                continue
            thing = getattr(package, name)
            role = "mod" if inspect.ismodule(thing) else "obj"
            lines += [
                f":py:{role}:`nnlib.{name} <{full}>`",
                f"    {_prose(summary(thing), _as_code)}",
            ]
        self.env.note_dependency(package.__file__ or "")
        listing = nodes.container(classes=["public-names"])
        self.state.nested_parse(StringList(_to_myst(lines), "nnlib"), 0, listing)
        return [listing]


class FamilyTable(SphinxDirective):
    """``{family} nnlib.losses.LOSSES``: the names that an argument takes, from their one table."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        module, _, name = self.arguments[0].rpartition(".")
        try:
            loaded = importlib.import_module(module)
            family = getattr(loaded, name)
        except (ImportError, AttributeError, ValueError) as error:
            raise self.error(f"{self.arguments[0]!r} does not exist: {error}") from None
        if not _is_family(family):
            raise self.error(f"{self.arguments[0]} is a {type(family).__name__}, not a Family")
        comment = ModuleAnalyzer.for_module(module).find_attr_docs().get(("", name), [])
        link = linker(self.arguments[0], documented("nnlib") | documented(module))
        body = [*(_prose(line, link) for line in comment), "", *family_table(family, link)]
        lines = [f".. py:data:: {name}", f"   :module: {module}", ""]
        lines += [f"   {line}" for line in body]
        self.env.note_dependency(loaded.__file__ or "")
        entry = nodes.container()
        self.state.nested_parse(StringList(_to_myst(lines), module), 0, entry)
        return entry.children


def family_table(family: Family[Any], link: Link) -> list[str]:
    """List the members of a family as a table in reStructuredText: name, words, first sentence.

    A name leads to its entry on the page, if it has one. Words that are no more than the name are
    left out, and where all are, so is their column.
    """
    words = {
        name: "" if title == name.replace("_", " ") else title
        for name, title in family.titles.items()
    }
    rows: list[tuple[str, ...]] = [("Name", "In words", "What it is")]
    for name, member in family.items():
        listed = is_on_the_page(member)
        shown = f":py:obj:`{name} <{full_name(member)}>`" if listed else _as_code(name)
        rows.append((shown, words[name], _prose(first_sentence(member), link)))
    if not any(words.values()):
        rows = [(shown, *rest) for shown, _, *rest in rows]
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in rows:
        lines += [f"   {'*' if not place else ' '} - {cell}" for place, cell in enumerate(row)]
    return lines


def _to_myst(lines: list[str]) -> list[str]:
    """Wrap reStructuredText for the MyST parser."""
    return ["```{eval-rst}", *lines, "```"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Load autodoc, set it up for nnlib, and rewrite its docstrings."""
    root = str(Path(__file__).resolve().parents[2])
    if root not in sys.path:
        sys.path.insert(0, root)
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.viewcode")
    app.add_directive("public-names", PublicNames)
    app.add_directive("family", FamilyTable)
    app.connect("autodoc-process-docstring", process_docstring)
    app.connect("autodoc-skip-member", leave_families_out)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
