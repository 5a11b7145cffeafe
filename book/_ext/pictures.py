"""Pictures that a page loads when the reader comes near: stills of live figures, and large ones.

A picture of the book is inline SVG, whose colours are those of the page. Where a live figure takes
its place, and where it would weigh as much as the text around it, the page names a file instead,
which a browser fetches on approach, for print, and without a script. The file carries both sets of
colours; which of them applies is for the page to say, by its `color-scheme`.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import parts
from sphinx.application import Sphinx
from stylesheets import length_class

from nnlib.figures.style import PALETTE

# Characters of a picture that a page holds itself.
LARGE = 24_000

_PICTURE = re.compile(r'<svg xmlns="[^"]*" class="nn-picture".*?</svg>', re.DOTALL)
_LIVE = re.compile(r'(<div class="nn-live"[^>]*>)(<svg xmlns.*?</svg>)', re.DOTALL)
_STYLE = re.compile(r' style="[^"]*--nn-legible:(\d+)px"')
_SIZE = re.compile(r'width="\d+" height="\d+"')


def style_of_file() -> str:
    """The two sets of colours, for a picture that stands in no page."""

    def colours(mode: int) -> str:
        return "".join(f"--nn-{name}:{shades[mode]};" for name, shades in PALETTE.items())

    dark = "@media screen and (prefers-color-scheme:dark)"
    return f"<style>:root{{{colours(0)}}}{dark}{{:root{{{colours(1)}}}}}</style>"


def put_away(svg: str, folder: Path, address: str) -> str:
    """Write a picture into a file of `folder`, and return the element that stands for it."""
    words = re.search(r"<title[^>]*>(.*?)</title>(?:<desc[^>]*>(.*?)</desc>)?", svg, re.DOTALL)
    size, classes = _SIZE.search(svg), classes_of(svg)
    if words is None or size is None:
        return svg
    alt = html.escape(html.unescape(" ".join(filter(None, words.groups()))), quote=True)
    text = svg.replace("<title", f"{style_of_file()}<title", 1)
    name = f"{parts.name_of(text)}.svg"
    parts.write(folder / name, text)
    return (
        f'<img class="{classes}" src="{address}/{name}" {size[0]} '
        f'loading="lazy" decoding="async" alt="{alt}">'
    )


def classes_of(svg: str) -> str:
    """Return the classes that say on a page of the book what the style of a picture says."""
    style = _STYLE.search(svg)
    return f"nn-picture {length_class('legible', int(style[1]))}" if style else "nn-picture"


def without_style(svg: str) -> str:
    """Return a picture that stands in a page of the book, whose style sheet sets its place."""
    return _STYLE.sub("", svg, count=1).replace('"nn-picture"', f'"{classes_of(svg)}"', 1)


def lighten(body: str, folder: Path, address: str) -> str:
    """Return the body of a page, with files for the pictures that it need not hold."""
    body = _LIVE.sub(lambda found: found[1] + put_away(found[2], folder, address), body)
    return _PICTURE.sub(
        lambda found: (
            put_away(found[0], folder, address)
            if len(found[0]) > LARGE
            else without_style(found[0])
        ),
        body,
    )


def prepare_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    if doctree is None or app.builder.format != "html" or "body" not in context:
        return
    folder = parts.folder_of(app, "pictures")
    address = context["pathto"]("_static/pictures", True)
    context["body"] = lighten(context["body"], folder, address)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", prepare_page, priority=860)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
