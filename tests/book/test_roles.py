"""The roles that built pages give to elements: needed, allowed there, and complete."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

# The role that an element has by itself: to say it again is noise, and on the parts of a table no
# valid HTML.
OWN = {
    "a": "link",
    "article": "article",
    "aside": "complementary",
    "button": "button",
    "details": "group",
    "figure": "figure",
    "footer": "contentinfo",
    "header": "banner",
    "li": "listitem",
    "main": "main",
    "math": "math",
    "nav": "navigation",
    "ol": "list",
    "table": "table",
    "tbody": "rowgroup",
    "td": "cell",
    "th": "columnheader",
    "thead": "rowgroup",
    "tr": "row",
    "ul": "list",
}
# The roles that pages give, each with the elements that may have it by "ARIA in HTML".
GIVEN = {
    "doc-backlink": {"a"},
    "doc-footnote": {"aside"},
    "doc-noteref": {"a"},
    "group": {"div", "pre", "span"},
    "heading": {"div", "p"},
    "img": {"svg"},
    "list": {"div"},
    "listitem": {"div"},
    "search": {"div", "form"},
}
# Elements without an end.
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Roles(HTMLParser):
    """What is wrong with the roles of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.around: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        role = attributes.get("role") or ""
        if "role" in attributes and (tag not in GIVEN.get(role, ()) or OWN.get(tag) == role):
            self.wrong.append(f"{tag} with the role {role}")
        if role == "heading" and not attributes.get("aria-level"):
            self.wrong.append("a heading without its level")
        if role == "listitem" and "list" not in (self.around or [("", "")])[-1]:
            self.wrong.append("an item of no list")
        if role == "img" and not {"aria-label", "aria-labelledby"} & attributes.keys():
            self.wrong.append("a picture without a name")
        if tag not in VOID:
            self.around.append((tag, role))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.around.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.around and self.around.pop()[0] != tag:
            pass


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ('<tr role="row">', "tr with the role row"),
        ('<main role="main">', "main with the role main"),
        ('<div role="region">', "div with the role region"),
        ('<p role="heading">', "a heading without its level"),
        ('<div role="list"><p></p></div><div role="listitem">', "an item of no list"),
        ('<svg role="img">', "a picture without a name"),
    ],
)
def test_a_wrong_role_is_found(html: str, wrong: str) -> None:
    assert Roles(html).wrong == [wrong]


def test_every_role_is_needed_and_allowed(site: Path) -> None:
    pages = [path for path in site.rglob("*.html") if "_static" not in path.parts]
    wrong = {path.name: found for path in pages if (found := Roles(path.read_text("utf8")).wrong)}
    assert len(pages) > 15
    assert not wrong
