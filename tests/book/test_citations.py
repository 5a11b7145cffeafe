"""The page of references labels its entries as the text cites them."""

from __future__ import annotations

import citations
import pytest
from pybtex.backends.plaintext import Backend
from pybtex.database import Entry, parse_string

SOURCES = """
@misc{one, author = {Mazur, Matt}, title = {A post}, year = {2015a}, howpublished = {Post of May}}
@article{two, author = {de la Cruz, Ana and Vigna, Sebastiano}, title = {A paper},
  journal = {A journal}, year = {2021}}
@incollection{three, author = {LeCun, Yann and Orr, Genevieve and Müller, Klaus}, title = {Tricks},
  booktitle = {A book}, publisher = {Springer}, year = {1998}, note = {Good advice.}}
@mastersthesis{thesis, author = {Hochreiter, Sepp}, title = {Netze}, type = {Diploma thesis},
  school = {A school}, year = {1991}, note = {In German.}}
"""


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    style = citations.AuthorYearStyle()
    formatted = style.format_bibliography(parse_string(SOURCES, "bibtex"))
    return {entry.key: entry for entry in formatted}


def test_labels_are_authors_and_year(entries):
    assert {key: entry.label for key, entry in entries.items()} == {
        "one": "Mazur, 2015a",
        "two": "de la Cruz and Vigna, 2021",
        "three": "LeCun et al., 1998",
        "thesis": "Hochreiter, 1991",
    }


@pytest.mark.parametrize(
    ("key", "end"),
    [
        ("one", "Post of May, 2015."),
        ("three", "Springer, 1998. Good advice."),
        ("thesis", "Diploma thesis, A school, 1991. In German."),
    ],
)
def test_dates_have_no_letter_and_notes_are_shown(entries, key, end):
    assert entries[key].text.render(Backend()).endswith(end)
