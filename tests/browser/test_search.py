"""The search page, from a server and from disk: words, slips, symbols, numbers of equations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urldefrag

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def find(served: str, visit: Callable[..., Any]) -> Callable[[str], Any]:
    opened = visit(served, viewport=PHONE)

    def start(query: str) -> list[tuple[str, str]]:
        """Title and address of each hit, best first."""
        page = opened.open(f"search.html?q={quote(query)}")
        expect(page.locator("#search-results").get_by_role("status")).to_be_visible()
        assert not opened.problems
        links = page.locator("#search-results li > a")
        return links.evaluate_all("(found) => found.map((a) => [a.textContent, a.href])")

    return start


def leads_to_its_section(hit: tuple[str, str], served: str, site: Path) -> bool:
    address, anchor = urldefrag(hit[1].removeprefix(served))
    return f'id="{anchor}"' in (site / address).read_text(encoding="utf-8")


def test_hits_lead_to_sections_and_chapters_come_before_the_reference(
    find: Callable[[str], Any], served: str, site: Path
) -> None:
    hits = find("gradient descent")
    assert len(hits) > 5
    assert all(leads_to_its_section(hit, served, site) for hit in hits)
    assert "cost_and_gradient_descent" in hits[0][1]
    in_reference = ["/appendix/api" in address for _, address in hits]
    assert not any(in_reference[:5])


@pytest.mark.parametrize(
    ("query", "meant"),
    [("gradeint descent", "gradient descent"), ("backpropogation", "backpropagation")],
)
def test_a_slip_of_the_pen_is_understood(
    find: Callable[[str], Any], query: str, meant: str
) -> None:
    assert find(query)[:3] == find(meant)[:3] != []


@pytest.mark.parametrize("query", ["δ", "delta", r"\\delta"])
def test_a_symbol_is_found_by_its_look_and_by_its_name(
    find: Callable[[str], Any], query: str
) -> None:
    assert any("notation.html#symbol-" in address for _, address in find(query)[:3])


@pytest.mark.parametrize("query", ["(5)", "equation 5", "eq. (5)"])
def test_an_equation_is_found_by_its_number(
    find: Callable[[str], Any], served: str, site: Path, query: str
) -> None:
    hits = find(query)
    assert hits and all(title == "Equation (5)" for title, _ in hits)
    for _, address in hits:
        page, anchor = urldefrag(address.removeprefix(served))
        text = (site / page).read_text(encoding="utf-8")
        assert f'href="#{anchor}"' in text
        assert 'aria-label="Equation 5, link to it"' in text


def test_nothing_found_says_so(find: Callable[[str], Any]) -> None:
    assert find("xylophone quartet") == []


def test_the_search_needs_no_server_and_fetches_no_chapter(
    site: Path, visit: Callable[..., Any]
) -> None:
    opened = visit(site.as_uri() + "/", viewport=PHONE)
    loaded: list[str] = []
    opened.page.on("request", lambda request: loaded.append(request.url))
    page = opened.open("search.html?q=error")
    expect(page.locator("#search-results li mark").first).to_be_visible()
    assert not [url for url in loaded if "/book/" in url.removeprefix(site.as_uri())]
    assert not opened.problems
