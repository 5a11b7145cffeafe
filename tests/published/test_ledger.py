"""The page of the ledger and the register say the same, and the page's code makes it so."""

from pathlib import Path

import pytest
from helpers.chapters import code_cells
from published.register import ENTRIES, RESULTS, assert_result

PAGE = Path(__file__).parents[2] / "book" / "appendix" / "ledger.md"
CITED_AS = {
    "mazur2015": "Mazur 2015",
    "thill2025": "Thill 2025",
    "thill2025notebook": "Thill 2025, notebook",
}
TRIED = [entry for entry in ENTRIES if entry.result != "open"]


@pytest.fixture
def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def rows(text: str) -> list[tuple]:
    """What the page records when its cells run from top to bottom."""
    names: dict = {}
    for cell in code_cells(text):
        exec(cell, names)
    return names["ledger"]


def test_every_result_has_a_known_name_and_a_reason_where_one_is_due():
    for entry in ENTRIES:
        assert entry.result in RESULTS, entry
        assert bool(entry.reason) == (entry.result != "reproduced"), entry


@pytest.mark.slow
def test_the_page_records_what_the_register_says(text):
    recorded = rows(text)
    on_page = [(source, quantity, published) for source, quantity, published, *_ in recorded]
    assert on_page == [(CITED_AS[e.source], e.quantity, e.published) for e in TRIED]
    for (*_, low, high, ours), entry in zip(recorded, TRIED, strict=True):
        assert (low, high) == pytest.approx((entry.low, entry.high), rel=1e-12)
        assert_result(entry, ours)


def test_the_page_lists_what_is_open_with_its_reason(text):
    table = text.split("## Still open")[1]
    lines = [line.replace("`", "") for line in table.splitlines() if line.startswith("| {cite")]
    still_open = [entry for entry in ENTRIES if entry.result == "open"]
    assert len(lines) == len(still_open)
    for line, entry in zip(lines, still_open, strict=True):
        assert entry.source in line and entry.quantity in line and entry.reason in line, entry
