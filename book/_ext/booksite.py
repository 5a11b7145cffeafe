"""The pages of the site: what they load, and what they say about themselves.

The theme and Jupyter Book bring 29 files to a page: an icon font, two script frameworks, styles for
things that this book does not use. Our templates need none of them, so they are taken off the pages
and out of the built folder. A page gets its description, its place in the book and its downloads,
and the addresses that continuous integration knows (BOOK_REPOSITORY_URL, BOOK_REPOSITORY_BRANCH,
BOOK_BASE_URL).
"""

from __future__ import annotations

import html
import os
import re
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

import stylesheets
from docutils import nodes
from short_scripts import shortened
from sphinx import addnodes
from sphinx.application import Sphinx

# Extensions that Jupyter Book always loads and whose scripts this book replaces or does without.
SILENCED = {"sphinx_thebe", "sphinx_togglebutton", "sphinx_copybutton", "sphinx_comments"}

# Styles of the theme, of Sphinx and of extensions that our own stand in for.
DROPPED_STYLES = re.compile(
    r"(^|/)(basic|pygments|alabaster|theme|pydata-sphinx-theme|sphinx-book-theme|togglebutton"
    r"|copybutton|sphinx-thebe|mystnb[.\w]*|sphinx-design[.\w]*|design-style[.\w]*)\.css$"
)
# Scripts that no page needs.
DROPPED_SCRIPTS = re.compile(
    r"(^|/)(documentation_options|doctools|sphinx_highlight|fontawesome|bootstrap"
    r"|pydata-sphinx-theme|sphinx-book-theme|togglebutton|clipboard[.\w]*"
    r"|copybutton\w*|sphinx-thebe|design-tabs|tex-mml-chtml)\.js$|require(\.min)?\.js|mathjax",
    re.IGNORECASE,
)
DROPPED_INLINE = re.compile(r"togglebutton|toggleHint|THEBE|DOCUMENTATION_OPTIONS\.")

VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>')

# Our own scripts, of which a page gets the words without the spaces and the comments.
SCRIPTS = ("start.js", "site.js", "formulas.js", "live.js", "search.js")

# Left in the built folder by the theme and loaded by no page.
UNUSED_FILES = (
    "scripts",
    "styles",
    "vendor",
    "webpack-macros.html",
    "sbt-webpack-macros.html",
    "locales",
    "images",
    "basic.css",
    "pygments.css",
    "togglebutton.js",
    "togglebutton.css",
    "sphinx-thebe.js",
    "sphinx-thebe.css",
    "clipboard.min.js",
    "copybutton.js",
    "copybutton_funcs.js",
    "copybutton.css",
    "check-solid.svg",
    "copy-button.svg",
    "design-tabs.js",
    "sphinx-design.min.css",
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "searchtools.js",
    "language_data.js",
)


def read_addresses(app: Sphinx, config: Any) -> None:
    """Fill in the repository and the site's address where continuous integration gives them."""
    repository = os.environ.get("BOOK_REPOSITORY_URL", "").strip().rstrip("/")
    branch = os.environ.get("BOOK_REPOSITORY_BRANCH", "").strip() or "main"
    base = os.environ.get("BOOK_BASE_URL", "").strip()
    config.booksite_repository = repository
    # Jupyter Book's default points at its own repository, and the theme stops at a host that it
    # does not know; our templates link to any.
    known = re.search(r"github|gitlab|bitbucket", repository)
    config.html_theme_options.update(
        repository_url=repository if known else "",
        repository_branch=branch,
        use_repository_button=bool(known),
        use_issues_button=bool(known),
    )
    if base:
        config.html_baseurl = base.rstrip("/") + "/"


def silence(app: Sphinx) -> None:
    """Disconnect the extensions of SILENCED from the pages."""
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            if listener.handler.__module__.split(".")[0] in SILENCED:
                app.disconnect(listener.id)


def _plain_text(node: nodes.Node) -> str:
    return " ".join(node.astext().split())


def description(doctree: nodes.document | None, limit: int = 200) -> str:
    """The first paragraph of a page that holds no formula, cut at a word."""
    if doctree is None:
        return ""
    for paragraph in doctree.findall(nodes.paragraph):
        text = _plain_text(paragraph)
        if len(text) < 40 or any(paragraph.findall(nodes.math)):
            continue
        if isinstance(paragraph.parent, nodes.entry | nodes.caption):
            continue
        if len(text) > limit:
            text = text[:limit].rsplit(" ", 1)[0].rstrip(",;:") + "…"
        return text
    return ""


@lru_cache(maxsize=1)
def parts_of_the_book(app: Sphinx) -> dict[str, str]:
    """Map each chapter to the caption of its part."""
    parts: dict[str, str] = {}
    for toctree in app.env.get_doctree(app.config.root_doc).findall(addnodes.toctree):
        for _, docname in toctree["entries"]:
            parts[docname] = toctree.get("caption") or ""
    return parts


def downloads(app: Sphinx, pagename: str, context: dict[str, Any]) -> list[dict[str, str]]:
    """The notebook of a chapter, with its outputs, and its source."""
    if not context.get("page_source_suffix"):
        return []
    found = []
    pathto = context["pathto"]
    executed = Path(app.outdir).parent / "jupyter_execute" / f"{pagename}.ipynb"
    if executed.is_file():
        target = Path(app.outdir) / "_sources" / f"{pagename}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(executed, target)
        found.append(
            {"text": "Notebook (.ipynb)", "url": pathto(f"_sources/{pagename}.ipynb", True)}
        )
    if context.get("sourcename"):
        suffix = context["page_source_suffix"]
        found.append(
            {
                "text": f"Source ({suffix})",
                "url": pathto(f"_sources/{context['sourcename']}", True),
            }
        )
    return found


def chapter_list(app: Sphinx, context: dict[str, Any]) -> str:
    """The chapters, with the sections of the open page under its name."""
    root = app.config.root_doc
    pathto, toctree = context["pathto"], context["toctree"]
    here = context["pagename"] == root
    title = html.escape(app.env.titles[root].astext())
    current = ' class="current" aria-current="page"' if here else ""
    top = f'<ul class="nav-top"><li><a{current} href="{pathto(root)}">{title}</a></li></ul>'
    chapters = toctree(maxdepth=4, collapse=False, includehidden=True, titles_only=True) or ""
    sections = context["generate_toc_html"]() if "generate_toc_html" in context else ""
    if sections and context["pagename"] in app.env.titles:
        sections = f'<div class="nav-sections">{sections}</div>'
        if here:
            top = top.replace("</li></ul>", f"{sections}</li></ul>")
        else:
            chapters = re.sub(
                r'(<a class="current reference internal")( href="#">.*?</a>)',
                lambda found: f'{found[1]} aria-current="page"{found[2]}{sections}',
                chapters,
                count=1,
                flags=re.DOTALL,
            )
    return top + chapters


def page_contents(context: dict[str, Any]) -> str:
    """The sections of a page that has several, for the margin beside its text."""
    sections = context["generate_toc_html"]() if "generate_toc_html" in context else ""
    return str(sections) if str(sections).count("<li") > 1 else ""


def _name(asset: Any) -> str:
    return str(getattr(asset, "filename", asset) or "")


def _keep_script(asset: Any) -> bool:
    name = _name(asset)
    if not name:
        return not DROPPED_INLINE.search(getattr(asset, "attributes", {}).get("body") or "")
    return not DROPPED_SCRIPTS.search(name)


@lru_cache(maxsize=1)
def paper_colours(app: Sphinx) -> dict[str, str]:
    """The page backgrounds of palette.css, in order: light, then dark."""
    css = (stylesheets.FOLDER / "palette.css").read_text(encoding="utf-8")
    found = re.findall(r"--nn-paper:\s*(#[0-9a-f]{6})", css)
    return {"light": found[0], "dark": found[1]}


def prepare_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give the templates what they show, and take the theme's files off the page."""
    context["css_files"] = [
        css for css in context.get("css_files", []) if not DROPPED_STYLES.search(_name(css))
    ]
    scripts = [js for js in context.get("script_files", []) if _keep_script(js)]
    first = [js for js in scripts if _name(js).endswith("start.js")]
    context["book_start"] = first[0]
    context["script_files"] = [js for js in scripts if js not in first]
    # The theme's head has the viewport as well.
    context["metatags"] = VIEWPORT.sub("", context.get("metatags") or "")
    context["book_description"] = description(doctree)
    context["book_part"] = parts_of_the_book(app).get(pagename, "")
    context["book_downloads"] = downloads(app, pagename, context)
    context["book_repository"] = app.config.booksite_repository
    context["book_paper"] = paper_colours(app)
    context["book_contents"] = page_contents(context) if doctree is not None else ""
    context["book_nav"] = lambda: chapter_list(app, context)


def remove_unused_files(app: Sphinx, exception: Exception | None) -> None:
    """Take out of the built folder what no page loads, and the spaces out of our scripts."""
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    for name in UNUSED_FILES:
        path = static / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for name in SCRIPTS:
        script = static / name
        if script.exists():
            script.write_text(shortened(script.read_text("utf8")), encoding="utf-8")
    for path in [*static.glob("mystnb.*.css"), *static.glob("sphinx-thebe*")]:
        path.unlink()


def setup(app: Sphinx) -> dict[str, Any]:
    silence(app)
    app.setup_extension("stylesheets")
    app.add_config_value("booksite_repository", "", "html", [str])
    app.add_js_file("start.js", priority=50)
    app.add_js_file("site.js", priority=100, loading_method="defer")
    app.connect("config-inited", read_addresses)
    app.connect("html-page-context", prepare_page, priority=900)
    app.connect("build-finished", remove_unused_files, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
