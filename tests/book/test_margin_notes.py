"""Notes in the margin are short, and stand beside a paragraph, behind which they are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document
from helpers.chapters import sources
from page_markup import PutNotesAfter

NOTE = re.compile(r"^```\{margin\}\n(.*?)^```\n\n(.{3})", re.MULTILINE | re.DOTALL)
OTHER_BLOCKS = ("```", ":::", "$$", "#", "|", "- ", "1. ", "(", "%", ">")
CHAPTERS = [path for path in sources().values() if "{margin}" in path.read_text("utf8")]


def note(*classes: str) -> nodes.sidebar:
    return nodes.sidebar("", nodes.paragraph("", "Elsewhere it has another name."), classes=classes)


def after(*blocks: nodes.Node) -> nodes.document:
    document = new_document("page")
    document += nodes.section("", *blocks)
    PutNotesAfter(document).run()
    return document


def test_a_note_is_read_after_the_paragraph_that_it_stands_before() -> None:
    [section] = after(note("margin"), nodes.paragraph("", "A unit."), nodes.paragraph("", "More."))
    pair, rest = section.children
    assert [child.astext() for child in pair] == ["A unit.", "Elsewhere it has another name."]
    assert pair["classes"] == ["noted"] and rest.astext() == "More."


@pytest.mark.parametrize(
    "blocks",
    [
        (note("margin"), nodes.literal_block("", "1 + 1")),
        (nodes.paragraph("", "A unit."), note("margin")),
        (note(), nodes.paragraph("", "A unit.")),
    ],
    ids=["before code", "last", "another sidebar"],
)
def test_without_a_paragraph_it_stays_where_it_is(blocks: tuple[nodes.Element, ...]) -> None:
    [section] = after(*blocks)
    assert section.children == list(blocks)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_note_is_short_and_stands_before_a_paragraph(path: Path) -> None:
    source = path.read_text("utf8")
    notes = NOTE.findall(source)
    assert len(notes) == source.count("```{margin}")
    for text, following in notes:
        assert 12 <= len(text.split()) <= 40, text
        assert not following.startswith(OTHER_BLOCKS), f"no paragraph follows: {text}"
