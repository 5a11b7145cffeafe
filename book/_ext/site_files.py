"""The files of the site that are no chapters.

They are the page where it opens, the one that a server shows for a wrong address, what search
engines read, and the picture of a link that somebody shares.

The last three name whole addresses, so they are written where the site's address is known
(BOOK_BASE_URL, see booksite.py).
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from sphinx.application import Sphinx

SOCIAL = "_static/social.png"

OPENING = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url={first}">
<link rel="canonical" href="{canonical}">
<link rel="icon" href="data:image/svg+xml,{icon}">
</head>
<body>
<p><a href="{first}">{title}</a></p>
</body>
</html>
"""


def opening_page(app: Sphinx) -> str:
    """The page that sends a reader on to the first chapter."""
    first = f"{app.config.root_doc}.html"
    return OPENING.format(
        title=html.escape(app.config.html_title or app.config.project),
        first=quote(first),
        canonical=html.escape(app.config.html_baseurl + first),
        # In the page itself: it is left before anything that it names could come.
        icon=quote((Path(app.srcdir) / app.config.html_favicon).read_text(encoding="utf-8")),
    )


def missing_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    root = urlsplit(app.config.html_baseurl).path
    yield "404", {"title": "Not found", "book_root": root}, "missing.html"


def sitemap(base: str, docnames: list[str]) -> str:
    """The addresses of all chapters, for search engines."""
    lines = [f"<url><loc>{html.escape(base + quote(name))}.html</loc></url>" for name in docnames]
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    start = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, start, *lines, "</urlset>", ""])


def draw_social_picture(title: str, path: Path) -> None:
    """Draw the picture that stands beside a shared link: the title, and a network."""
    import io

    from matplotlib.figure import Figure
    from matplotlib.image import imread

    from nnlib.figures import light, network_diagram

    network = io.BytesIO()
    network_diagram((3, 5, 4, 2), highlight=None).figure.savefig(network, format="png", dpi=130)
    network.seek(0)
    figure = Figure(figsize=(12, 6.3), dpi=100, facecolor=light("paper"))
    words: dict[str, Any] = dict(color=light("ink"), family="STIXGeneral", va="center")
    figure.text(0.06, 0.86, title, fontsize=38, weight="bold", **words)
    figure.text(0.06, 0.75, "A book with live figures and code that runs", fontsize=23, **words)
    axes = figure.add_axes((0.06, 0.04, 0.88, 0.64), frame_on=False, xticks=[], yticks=[])
    axes.imshow(imread(network))
    figure.savefig(path, format="png", metadata={"Software": None})


def write_files(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    (site / "index.html").write_text(opening_page(app), encoding="utf-8")
    base = app.config.html_baseurl
    if not base:
        return
    names = sorted(app.env.found_docs)
    (site / "sitemap.xml").write_text(sitemap(base, names), encoding="utf-8")
    robots = f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"
    (site / "robots.txt").write_text(robots, encoding="utf-8")
    draw_social_picture(app.config.project, site / SOCIAL)


def name_picture(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    base = app.config.html_baseurl
    context["book_social_picture"] = base + SOCIAL if base else ""


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-collect-pages", missing_page)
    app.connect("html-page-context", name_picture)
    app.connect("build-finished", write_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
