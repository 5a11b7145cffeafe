"""What every live figure can do besides: a link to what it shows, the whole screen, a file."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from helpers import every_figure
from helpers.live_common import drawn, state, unmount
from playwright.sync_api import expect

from nnlib.widgets import GradientDescentFigure, Neuron

pytestmark = pytest.mark.browser

every = pytest.mark.parametrize("name", every_figure.NAMES)
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
SVG = "{http://www.w3.org/2000/svg}"


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def pasted(page: Any) -> str:
    return page.evaluate("() => navigator.clipboard.readText()")


@every
def test_a_copied_link_shows_what_its_sender_saw(live: Any, name: str) -> None:
    figure = every_figure.made(name)
    sender = live(figure, **CLIPBOARD)
    every_figure.use(sender.page, name)
    drawn(sender.page)
    press(sender.page, "Copy link")
    expect(sender.page.get_by_text("Copied.")).to_be_visible()
    address = pasted(sender.page)
    assert address.startswith(sender.page.url.split("#")[0] + f"#{figure.key}.")

    # The same page on another device.
    reader = live(figure, hash=address.split("#")[1]).page
    drawn(reader)
    named = re.findall(rf"\b{figure.key}\.(\w+)=", address)
    assert named
    assert {at: state(reader)[at] for at in named} == {at: state(sender.page)[at] for at in named}


def test_a_link_to_an_untouched_figure_leads_to_it(live: Any) -> None:
    page = live(Neuron(key="one"), **CLIPBOARD).page
    press(page, "Copy link")
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert "#one.a=" in pasted(page)


def test_without_a_clipboard_the_address_can_be_copied_by_hand(live: Any) -> None:
    page = live(Neuron(key="one", b=0.5), permissions=[]).page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')); }")
    press(page, "Copy link")
    field = page.get_by_role("textbox", name="Address of what the figure shows")
    expect(field).to_be_focused()
    chosen = field.evaluate("(e) => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert "#one.a=" in chosen
    assert unmount(page) == {}


def test_what_is_too_much_for_a_link_is_said_and_not_cut_off(live: Any) -> None:
    page = live(every_figure.made("DrawDigit"), **CLIPBOARD).page
    stroke = [[0.1 + 0.8 * (k % 50) / 50, 0.5] for k in range(2500)]
    page.evaluate(
        """(strokes) => nnLive.model(document.querySelector(".nn-live").dataset.modelId)
          .set({ strokes })""",
        [stroke],
    )
    press(page, "Copy link")
    expect(page.get_by_text("This is too much for a link.")).to_be_visible()
    page.wait_for_function("() => probe().timers.length === 0")
    assert "strokes" not in page.url


def test_what_an_address_cannot_have_is_said(live: Any) -> None:
    figure = GradientDescentFigure("ravine", key="gd")
    page = live(figure, hash="gd.eta=0,05&gd.steps=1e400&gd.mu=7").page
    assert state(page)["eta"] == 0.05
    assert (state(page)["steps"], state(page)["mu"]) == (figure.steps, figure.mu)
    said = page.get_by_text("left as it was: ")
    for part in ("steps=1e400", "mu=7"):
        expect(said).to_contain_text(part)
    expect(said).not_to_contain_text("eta")


def test_a_link_that_is_followed_right_after_a_change(live: Any) -> None:
    """The change would have been written to the address a moment later, over the link."""
    opened = live(Neuron(key="n"))
    opened.context.add_init_script(
        """window.due = [];
        const { setTimeout } = window;
        window.setTimeout = (act, wait) => {
          window.due.push(act);
          return setTimeout(act, wait);
        };"""
    )
    page = opened.page
    page.reload()
    page.wait_for_selector(".nn-figure")
    a = state(page)["a"]
    page.get_by_role("slider", name="input a 1", exact=True).press("Home")
    assert state(page)["a"] != a
    page.evaluate("() => { location.hash = 'n.b=2'; for (const act of due) act(); }")
    page.wait_for_function("() => probe().timers.length === 0")
    assert page.url.endswith("#n.b=2")
    assert (state(page)["a"], state(page)["b"]) == (a, 2)


def test_without_a_key_there_is_no_link(live: Any) -> None:
    page = live(Neuron()).page
    expect(page.get_by_role("button", name="More", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Copy link")).to_have_count(0)


@every
def test_saved_pictures(live: Any, name: str, tmp_path: Any) -> None:
    """A file shows the words and numbers of the drawing, and needs nothing of the page."""
    page = live(every_figure.made(name), theme="dark").page
    press(page, "More")
    with page.expect_download() as download:
        press(page, "Save SVG")
    assert download.value.suggested_filename == f"{every_figure.made(name).key}.svg"
    download.value.save_as(tmp_path / "figure.svg")
    source = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert not re.search(r"var\(|class=|nn-\w+\(|<foreignObject|url\(blob", source)
    root = ElementTree.fromstring(source)
    ground = root.find(f"{SVG}rect")
    assert ground is not None and ground.attrib["fill"] == "rgb(20, 24, 31)", "paper of the page"
    words = "".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    shown = page.locator(".nn-figure svg text").all_text_contents()
    assert all(text.replace(" ", "") in words.replace(" ", "") for text in shown)
    assert "Reset" not in words and "Copy link" not in words

    with page.expect_download() as download:
        press(page, "Save PNG")
    download.value.save_as(tmp_path / "figure.png")
    png = (tmp_path / "figure.png").read_bytes()
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert [width, height] == [2 * int(root.attrib[side]) for side in ("width", "height")]


@every
@pytest.mark.parametrize("by", ["full screen", "cover"])
def test_enlarged_for_a_lecture(live: Any, name: str, by: str) -> None:
    """It is larger and works as before; whoever leaves it is where they were."""
    opened = live(every_figure.made(name), viewport={"width": 1400, "height": 900})
    page = opened.page
    page.evaluate("() => { document.querySelector('main').style.width = '700px'; }")
    if by == "cover":  # as on a phone that gives the screen to videos alone
        page.evaluate("() => { delete Element.prototype.requestFullscreen; }")
    figure = page.locator(".nn-figure")
    before = figure.bounding_box()["width"]
    press(page, "More")
    enlarge = page.get_by_role("button", name="Enlarge")
    enlarge.focus()
    enlarge.press("Enter")
    back = page.get_by_role("button", name="Back to the page")
    expect(back).to_be_focused()
    drawn(page)
    assert figure.bounding_box()["width"] > 1.2 * before
    settings = state(page)
    every_figure.use(page, name)
    drawn(page)
    assert state(page) != settings

    back.focus()
    if by == "cover":
        page.keyboard.press("Escape")
    else:  # Esc belongs to the browser here, which tells the page of it in the same way
        page.evaluate("() => document.exitFullscreen()")
    expect(enlarge).to_be_focused()
    drawn(page)
    assert figure.bounding_box()["width"] == pytest.approx(before, abs=1)
    assert unmount(page) == {}
    assert not opened.problems


def test_a_pointer_hits_what_it_means_in_an_enlarged_figure(live: Any) -> None:
    page = live(Neuron(key="n", b=0.0), viewport={"width": 1400, "height": 900}).page
    page.evaluate("() => { document.querySelector('main').style.width = '500px'; }")
    press(page, "More")
    press(page, "Enlarge")
    page.wait_for_selector(".nn-large")
    drawn(page)
    point = page.get_by_role("slider", name="pre-activation z, moved by the bias")
    box = point.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y, steps=5)
    page.mouse.up()
    drawn(page)
    moved = point.bounding_box()
    assert moved["x"] + moved["width"] / 2 == pytest.approx(x + 90, abs=4)


def test_on_paper_there_are_no_tools(live: Any) -> None:
    page = live(Neuron(key="n")).page
    page.emulate_media(media="print")
    expect(page.get_by_text("Copy link")).not_to_be_visible()
