"""A formula is copied as LaTeX: by a button, from the keyboard, and within selected text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.minibook import build
from helpers.site_fixtures import ROOT

pytestmark = pytest.mark.browser

PAGE = r"""# Formulas

With $\hat{\mathbf{y}}_n$ as it stands, then

```{math}
:label: eq:layer
\mathbf{z} = \mathbf{W} \mathbf{a}
```

$$
J = \frac{1}{N} \sum_{n=1}^{N} \mathcal{L}_n .
$$
"""
STYLES = f"""
html_static_path = [{str(ROOT / "book" / "_static")!r}]
html_theme = "basic"
"""
LAYER, MEAN = (
    r"\mathbf{z} = \mathbf{W} \mathbf{a}",
    r"J = \frac{1}{N} \sum_{n=1}^{N} \mathcal{L}_n .",
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formulas")
    made = build(folder, {"page": PAGE}, extensions=("mathml",), configuration=STYLES)
    assert made.status == 0, made.log
    return made.output


@pytest.fixture
def page(book: Path, visit: Callable[..., Any]) -> Any:
    window = visit(book.as_uri() + "/")
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = window.open("page.html")
    opened.get_by_role("button", name="Copy LaTeX of equation (1)").wait_for()
    return opened


def clipboard(page: Any) -> str:
    return page.evaluate("() => navigator.clipboard.readText()")


def test_a_button_copies_the_latex_and_shows_only_where_it_is_wanted(page: Any) -> None:
    button = page.get_by_role("button", name="Copy LaTeX of equation (1)")
    opacity = "button => getComputedStyle(button).opacity"
    assert button.evaluate(opacity) == "0"
    page.locator(".equation").first.hover()
    assert button.evaluate(opacity) == "1"
    button.click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert clipboard(page) == LAYER


def test_the_keyboard_reaches_the_button(page: Any) -> None:
    button = page.get_by_role("button", name="Copy LaTeX of this formula")
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert button.evaluate("button => button.matches(':focus-visible')")
    assert button.evaluate("button => getComputedStyle(button).opacity") == "1"
    page.keyboard.press("Enter")
    page.get_by_text("Copied", exact=True).wait_for()
    assert clipboard(page) == MEAN


def test_selected_text_holds_its_formulas_as_latex(page: Any) -> None:
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('section'))")
    page.keyboard.press("ControlOrMeta+c")
    copied = clipboard(page)
    assert r"With $\hat{\mathbf{y}}_n$ as it stands" in copied
    assert f"$${LAYER}$$" in copied and f"$${MEAN}$$" in copied
    assert "Copy LaTeX" not in copied


def test_text_without_a_formula_is_copied_as_ever(page: Any) -> None:
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('h1'))")
    page.keyboard.press("ControlOrMeta+c")
    assert clipboard(page).startswith("Formulas")
