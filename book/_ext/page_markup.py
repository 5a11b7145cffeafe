"""Bits of markup: what folds, and cells beside what stands before them.

- admonitions of the class `dropdown` become plain <details>, which need no script;
- the line that unfolds a cell is read out as it is written ("Show the source");
- the cell tag `beside` puts a code cell next to the block before it;
- a list of references is no ARIA list: its entries have a role that no list may hold.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode, depart_HideCellInput, visit_HideCellInput
from sphinx.application import Sphinx
from sphinx.locale import admonitionlabels
from sphinx.transforms.post_transforms import SphinxPostTransform


class Disclosure(nodes.General, nodes.Element):
    """A block that opens on demand."""


class DisclosureTitle(nodes.General, nodes.TextElement):
    """The line that opens it."""


class FoldDropdowns(SphinxPostTransform):
    """Turn admonitions of the class `dropdown` into <details>."""

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(nodes.Admonition)):
            if "dropdown" not in node.get("classes", []):
                continue
            children = list(node.children)
            if children and isinstance(children[0], nodes.title):
                title = DisclosureTitle("", "", *children.pop(0).children)
            else:
                title = DisclosureTitle("", admonitionlabels.get(node.tagname, node.tagname))
            classes = ["admonition", *node["classes"]]
            if not isinstance(node, nodes.admonition):
                classes.insert(1, node.tagname)
            folded = Disclosure("", title, *children, classes=classes, ids=node["ids"])
            node.replace_self(folded)


class PutCellsBeside(SphinxPostTransform):
    """Put a cell tagged `beside` and the block before it into one container of two columns."""

    default_priority = 401
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for cell in list(self.document.findall(nodes.container)):
            if "tag_beside" not in cell.get("classes", []):
                continue
            parent = cell.parent
            end = parent.index(cell)
            start = end - 1
            if start < 0 or isinstance(parent[start], nodes.title):
                continue
            if start > 0 and isinstance(parent[start - 1], nodes.target):
                start -= 1  # the anchor of a labelled equation stays with it
            blocks = parent.children[start : end + 1]
            pair = nodes.container("", classes=["side-by-side"])
            parent.children[start : end + 1] = [pair]
            pair.parent = parent
            pair += blocks


def _visit_disclosure(self: Any, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "details"))


def _depart_disclosure(self: Any, node: nodes.Element) -> None:
    self.body.append("</details>\n")


def _visit_disclosure_title(self: Any, node: nodes.Element) -> None:
    self.body.append('<summary class="admonition-title">')


def _depart_disclosure_title(self: Any, node: nodes.Element) -> None:
    self.body.append("</summary>\n")


def _visit_folded_cell(self: Any, node: nodes.Element) -> None:
    """Let its words name the line; MyST-NB names every one of them "Toggle hidden content"."""
    start = len(self.body)
    visit_HideCellInput(self, node)
    name = ' aria-label="Toggle hidden content"'
    self.body[start:] = [part.replace(name, "") for part in self.body[start:]]


def unlist_references(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Drop the role of the list around doc-biblioentry, which docutils writes."""
    if "body" in context:
        context["body"] = context["body"].replace(
            ' role="list" class="citation-list"', ' class="citation-list"'
        )


def setup(app: Sphinx) -> dict[str, Any]:
    app.setup_extension("myst_nb")
    app.add_node(HideCodeCellNode, override=True, html=(_visit_folded_cell, depart_HideCellInput))
    app.add_node(Disclosure, html=(_visit_disclosure, _depart_disclosure))
    app.add_node(DisclosureTitle, html=(_visit_disclosure_title, _depart_disclosure_title))
    app.add_post_transform(FoldDropdowns)
    app.add_post_transform(PutCellsBeside)
    app.connect("html-page-context", unlist_references)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
