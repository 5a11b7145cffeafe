"""The look of the site: the sheets of book/_static/css, joined to the one file that a page loads.

Each sheet holds one topic with all its rules: for wide screens, phones, dark pages and print. A
page that loaded them one by one would wait for each.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import rcssmin
from sphinx.application import Sphinx

FOLDER = Path(__file__).resolve().parent.parent / "_static" / "css"

# In the order of the cascade: where two rules weigh the same, the later sheet has the last word.
SHEETS = (
    "palette",
    "base",
    "page",
    "navigation",
    "text",
    "blocks",
    "layout",
    "boxes",
    "code",
    "cells",
    "figures",
    "math",
    "symbols",
    "api",
)
JOINED = "book.css"


def join(folder: Path = FOLDER) -> str:
    """Return the text of all sheets, with addresses as seen from the folder above them.

    Raises
    ------
    FileNotFoundError
        If a sheet of the list is missing, or a sheet in the folder is not listed.
    """
    unlisted = {path.stem for path in folder.glob("*.css")} - set(SHEETS)
    if unlisted:
        raise FileNotFoundError(f"SHEETS has no place in the cascade for {sorted(unlisted)}")
    parts = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    return "\n".join(parts).replace('url("../', 'url("')


def write_joined(app: Sphinx) -> None:
    """Put the joined sheet in place before the first page is written, which names its checksum."""
    if app.builder.format == "html":
        static = Path(app.outdir) / "_static"
        static.mkdir(parents=True, exist_ok=True)
        (static / JOINED).write_text(rcssmin.cssmin(join()), encoding="utf-8")


def remove_sources(app: Sphinx, exception: Exception | None) -> None:
    """Take out of the built folder the sheets that Sphinx copied, and that no page loads."""
    if exception is None and app.builder.format == "html":
        shutil.rmtree(Path(app.outdir) / "_static" / FOLDER.name, ignore_errors=True)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_css_file(JOINED, priority=100)
    app.connect("builder-inited", write_joined)
    app.connect("build-finished", remove_sources)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
