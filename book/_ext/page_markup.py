"""Bits of markup: what folds, and what stands beside what.

- admonitions of the class `dropdown` become plain <details>, which need no script;
- the line that unfolds a cell is read out as it is written ("Show the source");
- the cell tag `beside` puts a code cell next to the block before it;
- a note in the margin goes with the paragraph that it stands before, and is read after it;
- an entry of the list of references is an item of it: docutils gives it a role that is out of use;
- source code is one `pre`, in which no `div` may stand;
- a section says how high it is about, so that a browser may leave it out until it is near.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode, depart_HideCellInput, visit_HideCellInput
from sphinx.application import Sphinx
from sphinx.locale import admonitionlabels
from sphinx.transforms.post_transforms import SphinxPostTransform
from stylesheets import length_class


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


class PutNotesAfter(SphinxPostTransform):
    """Put a note in the margin behind the paragraph that it stands before, both into a container.

    There they are side by side on a wide page. On a narrow one, and read aloud, the note follows
    what it is about.
    """

    default_priority = 402
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for note in list(self.document.findall(nodes.sidebar)):
            parent = note.parent
            start = parent.index(note)
            following = parent[start + 1] if start + 1 < len(parent) else None
            if "margin" not in note["classes"] or not isinstance(following, nodes.paragraph):
                continue
            pair = nodes.container("", classes=["noted"])
            parent.children[start : start + 2] = [pair]
            pair.parent = parent
            pair += [following, note]


# Pixels at a width of 37rem: of a line of text with 75 characters, of a line of code or a row of
# a table, of a displayed formula, of a picture that does not say how high it is.
TEXT, LINE, FORMULA, PICTURE = 29, 24, 64, 420


def estimated_height(section: nodes.section) -> int:
    """Return about how many pixels high a section is on a wide screen.

    A browser that leaves out what is out of sight keeps so much room for it.
    """
    height = 0.0
    for node in section.findall():
        match node:
            case nodes.title():
                height += 90
            case nodes.raw():
                found = re.search(r'class="nn-picture".*?height="(\d+)"', node.astext(), re.DOTALL)
                height += int(found[1]) if found else 0
            case nodes.image():
                height += PICTURE
            case nodes.literal_block():
                height += LINE * (node.astext().count("\n") + 1) + 40
            case nodes.math_block():
                height += FORMULA + LINE * node.astext().count(r"\\")
            case nodes.row():
                height += 2 * LINE
            case nodes.paragraph() if not isinstance(node.parent, nodes.entry):
                height += TEXT * (len(node.astext()) // 75 + 1) + 16
    return round(height)


def _visit_section(self: Any, node: nodes.section) -> None:
    self.section_level += 1
    # Second-level sections are drawn one by one as the reader comes to them: see layout.css.
    apart = self.section_level == 2
    room = f"apart {length_class('tall', estimated_height(node))}" if apart else ""
    self.body.append(self.starttag(node, "section", CLASS=room))


def _depart_section(self: Any, node: nodes.section) -> None:
    self.section_level -= 1
    self.body.append("</section>\n")


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


def mend_body(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Make references items of their list, and the blocks of source code spans.

    The one is written by docutils, the others by sphinx.ext.viewcode.
    """
    if "body" not in context:
        return
    body = context["body"].replace(' role="doc-biblioentry"', ' role="listitem"')
    if pagename.startswith("_modules/"):
        inside, end = '<div class="viewcode-block"', "</pre>"
        head, _, code = body.partition("<pre>")
        code, _, tail = code.rpartition(end)
        code = code.replace(inside, '<span class="viewcode-block"').replace("</div>", "</span>")
        body = f"{head}<pre>{code}{end}{tail}" if tail else body
    context["body"] = body


def setup(app: Sphinx) -> dict[str, Any]:
    app.setup_extension("myst_nb")
    app.add_node(HideCodeCellNode, override=True, html=(_visit_folded_cell, depart_HideCellInput))
    app.add_node(nodes.section, override=True, html=(_visit_section, _depart_section))
    app.add_node(Disclosure, html=(_visit_disclosure, _depart_disclosure))
    app.add_node(DisclosureTitle, html=(_visit_disclosure_title, _depart_disclosure_title))
    app.add_post_transform(FoldDropdowns)
    app.add_post_transform(PutCellsBeside)
    app.add_post_transform(PutNotesAfter)
    app.connect("html-page-context", mend_body)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
