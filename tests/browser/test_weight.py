"""What a page of the book costs before its reader does anything, however long the chapter is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers.page_weight import pages, weigh

pytestmark = pytest.mark.browser

# Compressed bytes of the page, its styles, scripts and fonts, and of the pictures in sight.
FIRST_VIEW = 180_000


@pytest.mark.parametrize("name", pages())
def test_a_chapter_loads_within_its_budget(
    name: str, site: Path, served: str, browser: Any
) -> None:
    """Live figures, and pictures that are large, come when the reader does."""
    weight = weigh(browser, site, served, name)
    heaviest = sorted(weight.files.items(), key=lambda item: -item[1])[:5]
    assert weight.first_view <= FIRST_VIEW, heaviest
    assert weight.state <= 10_000
