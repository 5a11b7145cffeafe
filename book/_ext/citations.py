"""Labels on the page of references that read like the citations in the text: "Mazur, 2015a"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting import FormattedEntry, toplevel
from pybtex.style.formatting.alpha import Style
from pybtex.style.formatting.unsrt import date
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.template import field, optional_field, sentence
from sphinx.application import Sphinx


class AuthorYearLabels(BaseLabelStyle):
    """The names of one or two authors, or the first name of more, and the year with its letter."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterator[str]:
        for entry in sorted_entries:
            names = [" ".join(p.prelast_names + p.last_names) for p in entry.persons["author"]]
            authors = " and ".join(names) if len(names) < 3 else f"{names[0]} et al."
            yield f"{authors}, {entry.fields['year']}"


class AuthorYearStyle(Style):
    """The standard entries, with the notes of all kinds of entries."""

    default_label_style = AuthorYearLabels

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        # The letter that tells 2015a from 2015b belongs to the label; the date is 17 March 2015.
        fields = {**entry.fields, "year": entry.fields["year"].rstrip("abc")}
        dated = Entry(entry.type, fields=fields, persons=entry.persons)
        dated.key = entry.key
        return super().format_entry(label, dated, bib_data)

    def get_mastersthesis_template(self, entry: Entry) -> Any:
        kind = entry.fields.get("type", "Master's thesis")
        return toplevel[
            sentence[self.format_names("author")],
            self.format_title(entry, "title"),
            sentence[kind, field("school"), date],
            sentence[optional_field("note")],
            self.format_web_refs(entry),
        ]

    def get_incollection_template(self, entry: Entry) -> Any:
        standard = super().get_incollection_template(entry)
        *parts, links = standard.children
        return toplevel[(*parts, sentence[optional_field("note")], links)]


def setup(app: Sphinx) -> dict[str, bool]:
    register_plugin("pybtex.style.formatting", "author_year", AuthorYearStyle)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
