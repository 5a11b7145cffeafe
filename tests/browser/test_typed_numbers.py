"""What is typed into the number fields of the figures is read as meant, or refused beside them."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import every_figure
from helpers.live_common import drawn, state, violations
from playwright.sync_api import expect
from widgets.playground.pages import unfold

from nnlib.widgets import GradientDescentFigure, Neuron, Playground

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("typed", "eta"), [("0,05", 0.05), ("10^-3", 0.001), ("5 · 10⁻²", 0.05), ("1/4", 0.25)]
)
@pytest.mark.parametrize("kind", [GradientDescentFigure, Playground])
def test_a_learning_rate_as_people_write_it(live: Any, kind: Any, typed: str, eta: float) -> None:
    page = live(kind(key="f")).page
    unfold(page)
    field = page.get_by_role("spinbutton", name="learning rate eta, exact")
    field.fill("")
    field.press_sequentially(typed)
    field.press("Tab")
    drawn(page)
    assert state(page)["eta"] == eta
    assert float(field.input_value()) == eta


@pytest.mark.parametrize("name", every_figure.NAMES)
@pytest.mark.parametrize("typed", ["1,001", "0x1", "NaN", "1e400", "", "12 34"])
def test_every_field_refuses_in_words(live: Any, name: str, typed: str) -> None:
    page = live(every_figure.made(name)).page
    for field in page.get_by_role("spinbutton").all():
        if not field.is_visible():
            continue
        before, shown = state(page), field.input_value()
        field.fill(typed)
        field.press("Tab")
        words = page.locator(".nn-refused:not(:empty)").last
        expect(words).to_contain_text(f"{shown} stays.")
        assert field.get_attribute("aria-describedby") == words.get_attribute("id")
        assert field.input_value() == shown
        drawn(page)
        assert state(page) == before


def test_what_half_of_a_number_set_is_taken_back(live: Any) -> None:
    page = live(Neuron(key="n", b=0.5)).page
    field = page.get_by_role("spinbutton", name="bias b i, exact")
    field.fill("")
    field.press_sequentially("1,250")
    words = page.get_by_text("“1,250” may be 1.250 or 1250: write one of them.")
    expect(words).to_be_visible()
    assert field.get_attribute("aria-invalid") == "true"
    box, beside = field.bounding_box(), words.bounding_box()
    assert abs(beside["y"] - box["y"] - box["height"]) < 12
    assert not violations(page)
    field.press("Tab")
    assert state(page)["b"] == 0.5
    expect(words).to_contain_text("0.5 stays.")
    field.fill("1.25")
    expect(words).to_have_count(0)
    assert state(page)["b"] == 1.25


def test_a_refused_number_leaves_the_last_good_one(live: Any) -> None:
    """In the model, in the field and on the slider; whether the good one was left first or not."""
    page = live(Neuron(key="n", b=0.5)).page
    field = page.get_by_role("spinbutton", name="bias b i, exact")
    slider = page.get_by_role("slider", name="bias b i", exact=True)

    def shows(b: float) -> None:
        drawn(page)
        assert state(page)["b"] == b
        assert float(field.input_value()) == float(slider.input_value()) == b

    field.fill("-1.25")
    field.fill("7")
    expect(page.get_by_text("7 is too large: 6 at most.")).to_be_visible()
    field.press("Tab")
    shows(-1.25)
    field.fill("2")
    field.press("Tab")
    field.press("ControlOrMeta+a")
    field.press_sequentially("2.5.5")
    field.press("Enter")
    shows(2)
    # What is wrong and then replaced leaves nothing of its half, either.
    field.press("ControlOrMeta+a")
    field.press_sequentially("1,250")
    field.fill("9")
    field.press("Tab")
    shows(2)
    for _ in field.input_value():
        field.press("Backspace")
    field.press("Tab")
    shows(2)


def test_a_refused_seed_does_not_begin_again(live: Any) -> None:
    page = live(Playground(key="f", seed=3)).page
    page.get_by_role("button", name="One epoch").click()
    drawn(page)
    steps = state(page)["steps"]
    page.get_by_text("All settings", exact=True).click()
    seed = page.get_by_role("spinbutton", name="Seed")
    seed.fill("")
    seed.press("Tab")
    drawn(page)
    assert steps == state(page)["steps"] > 0
    assert state(page)["seed"] == 3


def test_words_stay_on_a_phone(live: Any) -> None:
    page = live(Neuron(key="n"), viewport={"width": 320, "height": 700}).page
    for field in page.get_by_role("spinbutton").all():
        field.fill("1,001")
        box = page.locator(".nn-refused:not(:empty)").last.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320


@pytest.mark.parametrize("deed", ["press", "type elsewhere", "Escape"])
def test_words_go_when_the_reader_goes_on(live: Any, deed: str) -> None:
    """They lie above other parts of the figure. The deed that leaves their field leaves them."""
    page = live(Neuron(key="n")).page
    field = page.get_by_role("spinbutton", name="bias b i, exact")
    other = page.get_by_role("spinbutton").first
    words = page.locator(".nn-refused:not(:empty)")
    field.fill("1,001")
    field.click()
    expect(words).to_have_count(1)
    other.click()
    expect(words).to_have_count(1)
    if deed == "press":
        other.click()
    elif deed == "type elsewhere":
        other.fill("0.5")
    else:
        other.press("Escape")
    expect(words).to_have_count(0)
    assert field.get_attribute("aria-describedby") is None


def test_arrow_keys_step(live: Any) -> None:
    page = live(Neuron(key="n", b=0.5)).page
    field = page.get_by_role("spinbutton", name="bias b i, exact")
    for key, b in (("ArrowUp", 0.51), ("Shift+ArrowDown", 0.41), ("PageUp", 0.51)):
        field.press(key)
        assert state(page)["b"] == pytest.approx(b), key
        assert float(field.get_attribute("aria-valuenow")) == pytest.approx(b)
        assert float(field.input_value()) == pytest.approx(b)
