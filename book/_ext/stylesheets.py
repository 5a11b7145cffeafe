"""The look of the site: the sheets of book/_static/css, joined to the one file that a page loads.

Each sheet holds one topic with all its rules: for wide screens, phones, dark pages and print. A
page that loaded them one by one would wait for each.

A length that differs from place to place is a class, such as `tall-800`, whose rule is made here: a
site may forbid styles inside its pages.
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
    "contents",
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

# Pixels, in steps: about how high a section is, and how narrow a picture may become.
LENGTHS = {
    "tall": ("--tall", [round(100 * 2 ** (step / 2)) for step in range(16)]),
    "legible": ("--nn-legible", list(range(120, 641, 20))),
}


def length_class(name: str, pixels: float) -> str:
    """Return the class that stands for a length; `name` is one of LENGTHS."""
    return f"{name}-{min(LENGTHS[name][1], key=lambda step: abs(step - pixels))}"


def length_rules() -> str:
    return "\n".join(
        f".{length_class(name, step)} {{ {variable}: {step}px; }}"
        for name, (variable, steps) in LENGTHS.items()
        for step in steps
    )


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
    return "\n".join([*parts, length_rules()]).replace('url("../', 'url("')


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
