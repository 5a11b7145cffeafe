"""Every page of the built book, as a browser shows it: from a server, on a phone, and from disk."""

from __future__ import annotations

import functools
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from docutils import nodes
from helpers.live_common import INSPECT, drawn
from helpers.page_weight import pages
from helpers.site_fixtures import ROOT, Build

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
# Sections that are out of sight are drawn like the others.
WHOLE = ".apart { content-visibility: visible !important }"
# What people who use a keyboard, a screen reader or strong contrast cannot get around.
GRAVE = ("serious", "critical")

# Pages that between them show every kind of text that the one style sheet colours.
RICH = ("book/intro", "book/foundations/notation", "book/backpropagation/putting_it_together")


def ask(page: Any, question: str) -> Any:
    return page.evaluate(f"() => ({INSPECT}).{question}()")


def accessibility(page: Any, **options: Any) -> list[str]:
    """Grave violations that axe finds, one line for each element."""
    page.evaluate(AXE_SCRIPT)
    page.add_style_tag(content=WHOLE)
    # The inside of a formula is thousands of elements of which axe has nothing to say.
    where = {"exclude": [["math"]]}
    result = page.evaluate(
        "([where, options]) => axe.run(where, options)",
        [where, {"resultTypes": ["violations"], **options}],
    )
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html'][:120]}"
        for rule in result["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


def formulas_in_source(build: Build, name: str) -> int:
    """How many formulas Sphinx read in a chapter."""
    path = build.output / "_build" / ".doctrees" / f"{name}.doctree"
    document = pickle.loads(path.read_bytes())
    return sum(1 for _ in document.findall(lambda n: isinstance(n, nodes.math | nodes.math_block)))


@functools.cache
def anchors(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r"\sid=\"([^\"]+)\"", path.read_text(encoding="utf-8")))


def leads_somewhere(fragment: str, page: Path) -> bool:
    """Whether it is a place of the page, or sets a live figure that the page has."""
    key, is_setting, _ = fragment.partition(".")
    if is_setting and "=" in fragment:
        return f'"key":"{key}"' in page.read_text(encoding="utf-8")
    return fragment in anchors(page)


def dead_links(hrefs: list[str], origin: str, site: Path) -> list[str]:
    dead = []
    for href in sorted(set(hrefs)):
        if not href.startswith(origin):
            continue
        address, fragment = urldefrag(href)
        # What sets a live figure is no anchor; the build holds it to the figure: figure_links.py.
        fragment = fragment.split("&")[0]
        fragment = "" if "=" in fragment else fragment
        target = site / unquote(address.removeprefix(origin).partition("?")[0])
        if target.is_dir():
            target /= "index.html"
        is_page = target.suffix == ".html" and target.is_file()
        if not target.is_file() or (
            fragment and is_page and not leads_somewhere(unquote(fragment), target)
        ):
            dead.append(href)
    return dead


def label(kind: str, found: list[str]) -> list[str]:
    return [f"{kind}: {item}" for item in found]


def content_problems(page: Any, expected_formulas: int) -> list[str]:
    formulas = ask(page, "formulas")
    problems = label("formula not drawn", formulas["empty"])
    problems += label("formula with an error", formulas["errors"])
    if formulas["inArticle"] < expected_formulas:
        problems.append(f"{formulas['inArticle']} formulas of {expected_formulas} are on the page")
    problems += label("TeX left in the text", ask(page, "rawTex"))
    return problems


@pytest.mark.parametrize("name", pages())
def test_page(
    name: str, clean_build: Build, site: Path, served: str, visit: Callable[..., Any]
) -> None:
    opened = visit(served, viewport=DESK, color_scheme="light")
    page = opened.open(f"{name}.html")
    problems = content_problems(page, formulas_in_source(clean_build, name))

    headings = ask(page, "headings")
    if len(headings) != 1:
        problems.append(f"{len(headings)} first-level headings: {headings}")
    problems += label("picture without words", ask(page, "unnamedPictures"))
    problems += label("dead link", dead_links(ask(page, "links"), served, site))
    resources = [url for url in ask(page, "resources") if not url.startswith((served, "data:"))]
    problems += label("foreign resource", resources)
    rules = {"color-contrast": {"enabled": False}}  # Slow: see test_contrast.
    problems += label("accessibility", accessibility(page, rules=rules))

    page.set_viewport_size(PHONE)
    problems += label("wider than a phone", ask(page, "tooWide"))

    problems += opened.problems
    assert not problems, "\n".join(["", *problems])


@pytest.mark.parametrize("name", pages())
def test_page_from_disk(
    name: str, clean_build: Build, site: Path, visit: Callable[..., Any]
) -> None:
    opened = visit(site.as_uri() + "/", viewport=DESK)
    page = opened.open(f"{name}.html")
    problems = content_problems(page, formulas_in_source(clean_build, name))
    problems += opened.problems
    assert not problems, "\n".join(["", *problems])


def live_pages() -> list[str]:
    """The chapters that hold live figures."""
    return [n for n in pages() if "widgets." in (ROOT / f"{n}.md").read_text(encoding="utf-8")]


@pytest.mark.parametrize("name", live_pages())
@pytest.mark.parametrize("from_disk", [False, True], ids=["served", "disk"])
def test_live_figures(
    name: str, from_disk: bool, site: Path, served: str, visit: Callable[..., Any]
) -> None:
    """Each mounts when it comes near, draws more than the still, and fits a phone."""
    origin = site.as_uri() + "/" if from_disk else served
    opened = visit(origin, viewport=DESK, reduced_motion="reduce")
    page = opened.open(f"{name}.html")
    places = page.locator(".nn-live")
    assert places.count()
    for k in range(places.count()):
        places.nth(k).scroll_into_view_if_needed()
        figure = places.nth(k).locator(".nn-figure").first
        figure.wait_for(state="visible")
        assert figure.locator("button, input, select, [role=slider]").count()
        assert figure.get_attribute("aria-label")
    problems = label("failed figure", page.locator(".nn-failed").all_inner_texts())
    if not from_disk:
        page.add_style_tag(content=WHOLE)  # a figure out of sight has the width that it had
        page.set_viewport_size(PHONE)
        for _ in range(60):  # figures follow the width in the next frames
            drawn(page)
            too_wide = ask(page, "tooWide")
            if not too_wide:
                break
        problems += label("wider than a phone", too_wide)
    problems += opened.problems
    assert not problems, "\n".join(["", *problems])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", RICH)
def test_contrast(name: str, scheme: str, served: str, visit: Callable[..., Any]) -> None:
    page = visit(served, viewport=DESK, color_scheme=scheme).open(f"{name}.html")
    problems = accessibility(page, runOnly=["color-contrast"])
    assert not problems, "\n".join(["", *problems])


def test_the_site_opens_at_its_first_page(
    site: Path, served: str, visit: Callable[..., Any]
) -> None:
    for origin in (served, site.as_uri() + "/"):
        opened = visit(origin)
        page = opened.open("index.html")
        page.wait_for_url(f"{origin}{pages()[0]}.html")
        assert not opened.problems


def test_styles_load_nothing_foreign(site: Path) -> None:
    foreign = {
        f"{path.relative_to(site)}: {address}"
        for path in site.rglob("*.css")
        for address in re.findall(
            r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^)'\"]+)", path.read_text(encoding="utf-8")
        )
    }
    assert not foreign
