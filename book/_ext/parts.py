"""Parts of pages that stand in files of their own, each named after what it holds.

So a part that several pages share stands once in the site, and one that has changed has another
name, which no cache mistakes for the old one.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

#: The folders of `_static` that hold parts.
FOLDERS = ("live", "pictures")


def folder_of(app: Sphinx, name: str) -> Path:
    """Return the folder of the built site that holds these parts, one of `FOLDERS`."""
    return Path(app.outdir) / "_static" / name


def name_of(text: str) -> str:
    """Return the name of what holds this text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def write(path: Path, text: str) -> None:
    """Write a part, unless it is there: a file of this name holds this text."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def remove_unused(app: Sphinx, exception: Exception | None) -> None:
    """Take out of the built site the parts that no page names any more."""
    if exception is not None or app.builder.format != "html":
        return
    files = [path for name in FOLDERS for path in folder_of(app, name).glob("*.*")]
    named: set[str] = set()
    for page in Path(app.outdir).rglob("*.html") if files else ():
        named.update(re.findall(r"\b[0-9a-f]{12}\b", page.read_text("utf8")))
    for path in files:
        if path.stem not in named:
            path.unlink()


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("build-finished", remove_unused, priority=960)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
