"""Entries of the register as a table, which folds into cards on a phone, and as a list by look."""

from __future__ import annotations

import html
import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from symbol_looks import LOOKS, alphabetical, look
from symbol_register import Entry


class Looks(nodes.General, nodes.Element):
    """Links to the rows of a guide, by what a symbol looks like."""


class Rows(nodes.General, nodes.Element):
    """A table of symbols, written as one that folds into cards on a phone."""


class Details(nodes.General, nodes.Element):
    """A block that opens on demand."""


def inline(text: str) -> list[nodes.Node]:
    """Turn ``$formula$`` and `` `code` `` in a line of the register into nodes."""
    parts: list[nodes.Node] = []
    for piece in re.split(r"(\$[^$]+\$|`[^`]+`)", text):
        if piece.startswith("$"):
            parts.append(nodes.math(piece[1:-1], piece[1:-1]))
        elif piece.startswith("`"):
            parts.append(nodes.literal(piece[1:-1], piece[1:-1]))
        elif piece:
            parts.append(nodes.Text(piece))
    return parts


HEADINGS = ("Symbol", "Meaning", "Shape", "In code", "First in")
COLUMN_WIDTHS = (12, 33, 20, 22, 20)  # in characters, for builders other than HTML


def _row(entry: Entry, app: Sphinx, docname: str) -> list[list[nodes.Node]]:
    first: list[nodes.Node] = [nodes.Text("—")]
    if entry.first in app.env.titles:
        title = app.env.titles[entry.first].astext()
        if entry.first == docname:
            first = [nodes.Text("this chapter")]
        else:
            uri = app.builder.get_relative_uri(docname, entry.first)
            first = [nodes.reference("", title, refuri=uri, internal=True)]
    return [
        [nodes.math(entry.symbol, entry.symbol)],
        inline(entry.meaning),
        inline(entry.shape),
        inline(entry.code),
        first,
    ]


def by_look(entries: list[Entry], app: Sphinx) -> list[nodes.Node]:
    """List the symbols with their names by look; each leads to its row."""
    if app.builder.format != "html":
        return []
    groups: dict[str, list[Entry]] = {name: [] for name in LOOKS}
    for entry in sorted(entries, key=lambda entry: alphabetical(entry.key)):
        groups[look(entry.key)].append(entry)
    found: list[nodes.Node] = []
    for name, group in groups.items():
        if group:
            links = Looks(
                caption=name, entries=[(entry.anchor, _name(entry, app)) for entry in group]
            )
            links += [nodes.math(entry.symbol, entry.symbol) for entry in group]
            found.append(links)
    return found


def _name(entry: Entry, app: Sphinx) -> str:
    """The symbol read aloud, with the chapter where it means this only there."""
    title = app.env.titles.get(entry.first)
    return f"{entry.say}, in “{title.astext()}”" if entry.scope and title else entry.say


def symbol_table(
    caption: str, entries: list[Entry], app: Sphinx, docname: str, anchored: bool = False
) -> nodes.Element:
    """Show entries as a table; `anchored` gives each row an id."""
    rows = [_row(entry, app, docname) for entry in entries]
    if app.builder.format == "html":
        cards = Rows(caption=caption, anchors=[e.anchor if anchored else "" for e in entries])
        for row in rows:
            for cell in row:
                cards += nodes.inline("", "", *cell)
        return cards
    table = nodes.table("", nodes.title("", caption))
    group = nodes.tgroup(cols=len(HEADINGS))
    group += [nodes.colspec(colwidth=width) for width in COLUMN_WIDTHS]
    head, body = nodes.thead(), nodes.tbody()
    for part, lines in ((head, [[[nodes.Text(h)] for h in HEADINGS]]), (body, rows)):
        for line in lines:
            row_node = nodes.row()
            row_node += [nodes.entry("", nodes.paragraph("", "", *cell)) for cell in line]
            part += row_node
    group += [head, body]
    table += group
    return table


def visit_rows(writer: Any, node: Rows) -> None:
    """Write a table that a phone shows as cards, whose cells say which column they are of."""
    body = writer.body
    body.append('<table class="symbols">')
    body.append(f"<caption>{html.escape(node['caption'])}</caption>")
    body.append("<thead><tr>")
    for heading in HEADINGS:
        body.append(f'<th scope="col">{heading}</th>')
    body.append("</tr></thead><tbody>")
    cells = list(node.children)
    for start, anchor in zip(range(0, len(cells), len(HEADINGS)), node["anchors"], strict=True):
        body.append(f'<tr id="{anchor}">' if anchor else "<tr>")
        row = zip(HEADINGS, cells[start : start + len(HEADINGS)], strict=True)
        for number, (heading, cell) in enumerate(row):
            opening = 'th scope="row"' if number == 0 else "td"
            body.append(f'<{opening} data-label="{heading}">')
            for child in cell.children:
                child.walkabout(writer)
            body.append("</th>" if number == 0 else "</td>")
        body.append("</tr>")
    body.append("</tbody></table>\n")
    raise nodes.SkipNode


def visit_looks(writer: Any, node: Looks) -> None:
    """Write one look, and the links of the symbols that have it."""
    writer.body.append(f'<dl class="symbol-looks"><dt>{html.escape(node["caption"])}</dt>')
    for formula, (anchor, name) in zip(node.children, node["entries"], strict=True):
        writer.body.append(f'<dd><a href="#{anchor}">')
        formula.walkabout(writer)
        writer.body.append(f" <span>{html.escape(name)}</span></a></dd>")
    writer.body.append("</dl>\n")
    raise nodes.SkipNode


def visit_details(writer: Any, node: Details) -> None:
    """Open the collapsed block."""
    writer.body.append(
        '<details class="chapter-symbols"><summary>Symbols in this chapter</summary>\n'
    )


def depart_details(writer: Any, node: Details) -> None:
    """Close it."""
    writer.body.append("</details>\n")
