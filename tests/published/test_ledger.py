"""The page of the ledger takes its table from the register, and its code makes it so."""

import contextlib
from pathlib import Path

import pytest
import yaml
from helpers.chapters import code_cells
from published.register import COUNTS, ENTRIES, KINDS, interval

PAGE = Path(__file__).parents[2] / "book" / "appendix" / "ledger.md"


@pytest.fixture
def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_every_result_has_a_known_kind_and_a_reason_where_one_is_due():
    for entry in ENTRIES:
        assert entry.kind in KINDS, entry
        assert bool(entry.reason) == (entry.kind in ("difference", "open")), entry
        assert bool(entry.at) == bool(entry.within) == (entry.kind == "formula"), entry


def test_no_result_counts_twice():
    printed = [(entry.source, entry.published) for entry in ENTRIES if entry.published != "-"]
    assert len(set(printed)) == len(printed)


def test_a_number_is_one_that_was_printed():
    for entry in ENTRIES:
        if entry.kind in ("number", "difference"):
            low, high = interval(entry.published)
            assert low < float(entry.published) < high, entry


@pytest.mark.slow
def test_the_page_records_every_result_once_and_counts_the_kinds_apart(text, capsys):
    names: dict = {}
    with contextlib.chdir(PAGE.parent):
        for cell in code_cells(text):
            exec(cell, names)
    recorded = [(entry["source"], entry["quantity"]) for entry, _ in names["ledger"]]
    tried = [(entry.source, entry.quantity) for entry in ENTRIES if entry.kind != "open"]
    assert recorded == tried
    for entry, ours in names["ledger"]:
        assert names["agrees"](entry, ours) == (entry["kind"] != "difference"), entry
    printed = capsys.readouterr().out
    for count, words in [
        (COUNTS["number"], "numbers printed and reproduced"),
        (COUNTS["formula"], "formulas printed and checked"),
        (COUNTS["difference"], "differences explained"),
        (COUNTS["open"], "results open"),
    ]:
        assert f"{count:2} {words}" in printed


def test_the_page_does_not_type_what_the_register_has(text):
    code = "\n".join(code_cells(text))
    raw = yaml.safe_load((Path(__file__).parent / "published.yml").read_text(encoding="utf-8"))
    for entry in raw:
        if entry.get("kind", "number") in ("number", "difference") and len(entry["published"]) > 7:
            assert entry["published"] not in code, entry


def test_the_page_lists_what_is_open_with_its_reason(text):
    table = text.split("## Still open")[1]
    lines = [line.replace("`", "") for line in table.splitlines() if line.startswith("| {cite")]
    still_open = [entry for entry in ENTRIES if entry.kind == "open"]
    assert len(lines) == len(still_open)
    for line, entry in zip(lines, still_open, strict=True):
        assert entry.source in line and entry.quantity in line and entry.reason in line, entry
