"""The script that shows live figures where no kernel runs (book/_static/live.js)."""

import re

import ipywidgets
import numpy as np
import pytest
import rjsmin
from helpers import every_figure
from helpers.live_common import drawn, put, state, unmount
from helpers.site_fixtures import ROOT
from matplotlib.figure import Figure
from playwright.sync_api import expect

from nnlib.figures import Picture
from nnlib.widgets import LiveFigure, Neuron
from nnlib.widgets.kit.traits import Array, Number, Numbers

pytestmark = pytest.mark.browser

FAR = '<div style="height: 4000px"></div>'
STILL = "A small still picture."


class Bare(LiveFigure):
    """Shows its settings as text and counts what it is told."""

    x = Number(1.0)
    y = Number(2.0)
    numbers = Numbers([1.0, 2.0])
    matrix = Array()

    _css = ".bare { color: rgb(1, 2, 3); }"
    _esm = """
    export default {
      initialize({ model }) {
        window.initialized = (window.initialized ?? 0) + 1;
      },
      render({ model, el, signal }) {
        el.className = "nn-figure bare";
        el.role = "group";
        el.ariaLabel = "Bare";
        const told = [];
        const show = () => { el.textContent = `x = ${model.get("x")}; ${told.join(" ")}`; };
        const x = (source, value) => { told.push(`x:${value}`); show(); };
        const any = () => { told.push("any"); show(); };
        model.on("change:x change:y", x);
        model.on("change", any);
        signal.addEventListener("abort", () => { window.aborted = true; });
        show();
        return () => {
          model.off("change:x", x);
          model.off("change:y", x);
          model.off("change", any);
        };
      },
    };
    """

    def still(self):
        return Picture(Figure(figsize=(3, 1)), STILL)


class Raising(Bare):
    _esm = 'export default { render() { throw new Error("not today"); } };'


class Unreadable(Bare):
    _esm = "export default { render( };"


class Leaking(Bare):
    _esm = """
    export default {
      render({ model, el }) {
        el.className = "nn-figure";
        el.textContent = "never ends";
        model.on("change:x", () => {});
        window.addEventListener("resize", () => {});
        new ResizeObserver(() => {}).observe(el);
        setInterval(() => {}, 1000);
        const forever = () => requestAnimationFrame(forever);
        forever();
      },
    };
    """


class Drawn(Bare):
    """A figure of the older front-end form, a function that gives the widget."""

    _esm = """
    export default () => ({
      render({ model, el }) {
        const matrix = model.get("matrix");
        const data = Array.from({ length: 6 }, (_, i) => matrix.data.getFloat64(8 * i, true));
        el.className = "nn-figure";
        el.role = "group";
        el.ariaLabel = "Drawn";
        el.textContent = JSON.stringify({ shape: matrix.shape, data });
      },
    });
    """


def figures(page):
    return page.get_by_role("group", name=re.compile("^(Bare|Drawn)$"))


def stills(page):
    return page.get_by_role("img", name=STILL)


def texts(page):
    drawn(page)
    return figures(page).all_text_contents()


def test_script_is_small():
    source = (ROOT / "book" / "_static" / "live.js").read_text(encoding="utf-8")
    assert len(rjsmin.jsmin(source)) <= 5000


@pytest.mark.parametrize("from_disk", [False, True], ids=["served", "from disk"])
def test_several_figures(live, from_disk):
    opened = live(Bare(x=1), Bare(x=2), Drawn(matrix=np.full((3, 2), 0.1)), from_disk=from_disk)
    assert [text[:5] for text in texts(opened.page)[:2]] == ["x = 1", "x = 2"]
    assert opened.page.evaluate("() => window.initialized") == 2
    assert not opened.problems


def test_two_views_of_one_model_stay_in_step(live):
    figure = Bare()
    page = live(figure, figure).page
    assert page.evaluate("() => window.initialized") == 1
    put(page, {"x": 5})
    assert texts(page) == ["x = 5; x:5 any"] * 2


def test_events(live):
    """As in Jupyter: each changed trait first, then once for all; nothing for the same value."""
    page = live(Bare()).page
    put(page, {"x": 3, "y": 4})
    put(page, {"x": 3, "numbers": [1, 2]})
    assert texts(page) == ["x = 3; x:3 x:4 any"]
    put(page, {"numbers": [1, 2.5]})
    assert texts(page) == ["x = 3; x:3 x:4 any any"]


@pytest.mark.parametrize("link", [ipywidgets.jslink, ipywidgets.jsdlink])
def test_linked_traits(live, link):
    one, other = Bare(x=1), Bare(y=7)
    keep = link((one, "x"), (other, "y"))
    page = live(one, other).page
    assert state(page, 1)["y"] == 1
    put(page, {"x": 5}, 0)
    assert state(page, 1)["y"] == 5
    put(page, {"y": -2}, 1)
    assert state(page, 0)["x"] == (-2 if link is ipywidgets.jslink else 5)
    keep.close()


def test_binary_traits(live):
    matrix = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 0.1]])
    page = live(Drawn(matrix=matrix)).page
    assert texts(page) == ['{"shape":[3,2],"data":[1,3,5,2,4,0.1]}']


def test_style_once_for_a_class(live):
    page = live(Bare(), Bare(), Raising()).page
    assert page.evaluate("() => document.adoptedStyleSheets.length") == 1
    colour = figures(page).first.evaluate("(figure) => getComputedStyle(figure).color")
    assert colour == "rgb(1, 2, 3)"


@pytest.mark.parametrize("broken", [Raising, Unreadable])
def test_broken_figure_keeps_its_picture_and_harms_no_other(live, broken):
    opened = live(Bare(x=1), broken(), Bare(x=2), wait="text=This figure did not start (")
    page = opened.page
    assert [text[:5] for text in texts(page)] == ["x = 1", "x = 2"]
    message = page.get_by_text("This figure did not start (")
    assert message.is_visible()
    if broken is Raising:
        assert "not today" in message.text_content()
    assert stills(page).count() == 1
    above, below = (figures(page).nth(k).bounding_box()["y"] for k in (0, 1))
    assert above < stills(page).bounding_box()["y"] < below
    assert stills(page).is_visible()
    expected = ("console error", "script error: Unexpected token")
    assert [problem for problem in opened.problems if not problem.startswith(expected)] == []


def test_figure_whose_file_was_missing_starts_again(live):
    page = live(Bare(x=1), Neuron(key="n"), wait="text=x = 1").page
    page.route("**/live/*.js", lambda route: route.abort())
    page.reload()
    message = page.get_by_role("alert").filter(has_text="could not be loaded").last
    expect(message).to_be_visible()
    page.unroute("**/live/*.js")
    message.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("group", name="One neuron")).to_be_visible()


def test_page_without_the_state_of_a_figure(live):
    figure = Bare()
    page = live(figure).page

    def without_state(route):
        response = route.fetch()
        text = response.text().replace(f'"{figure.model_id}":', '"another":')
        route.fulfill(response=response, body=text)

    page.route(page.url, without_state)
    page.reload()
    page.get_by_text("does not hold its state").wait_for()
    assert stills(page).is_visible()


def test_figure_that_fails_later_says_so(live):
    """A figure made with the shared pieces ends with a message, and the others go on."""
    page = live(Neuron(), Bare()).page
    put(page, {"activation": "no such curve"})
    message = page.get_by_role("alert")
    message.wait_for()
    assert message.text_content().startswith("This figure has stopped:")
    put(page, {"x": 9}, 1)
    assert texts(page)[0].startswith("x = 9")


def test_figures_start_when_the_reader_comes_near(live):
    page = live(Bare(x=1), Bare(x=2), between=FAR).page
    assert texts(page) == ["x = 1; "]
    assert stills(page).count() == 1
    stills(page).scroll_into_view_if_needed()
    expect(figures(page)).to_have_count(2)
    assert stills(page).count() == 0


def test_address_leads_to_the_figure_or_to_the_anchor_before_it(live):
    anchor = f'{FAR}<p id="eq-delta">Here</p>{FAR}'
    pair = Bare(x=1, key="first"), Bare(x=2, key="second")
    page = live(*pair, between=anchor, hash="second.x=2").page
    expect(figures(page)).to_have_count(1)
    assert texts(page)[0].startswith("x = 2")

    page = live(*pair, between=anchor, hash="eq-delta&second.x=2", wait="").page
    assert page.evaluate(
        """() => {
          const { top } = document.getElementById("eq-delta").getBoundingClientRect();
          return top >= 0 && top < innerHeight;
        }"""
    )


def test_anchors_in_the_address_are_kept(live):
    page = live(Neuron(key="neuron"), hash="eq-delta").page
    page.get_by_role("slider", name="bias b i", exact=True).press("Home")
    page.wait_for_url("**/index.html#eq-delta&neuron.b=-6")
    page.get_by_role("button", name="Reset").click()
    page.wait_for_url("**/index.html#eq-delta")


def test_nothing_is_left_behind(live):
    page = live(Bare(), Bare()).page
    assert unmount(page) == {}
    assert page.evaluate("() => window.aborted")
    assert stills(page).count() == 2

    left = unmount(live(Leaking()).page)
    assert set(left) == {"listeners", "frames", "timers", "observed", "callbacks"}


def test_prints_what_is_there(live):
    """The live figure where it has started, the still picture elsewhere; never nothing."""
    page = live(Bare(x=1), Bare(x=2), between=FAR).page
    page.emulate_media(media="print")
    assert figures(page).is_visible()
    assert stills(page).is_visible()


def test_paper_has_nothing_to_press(live):
    """What is set is there in words and numbers; sliders and buttons are not."""
    from nnlib.widgets import Neuron

    page = live(Neuron()).page
    page.emulate_media(media="print")
    assert page.get_by_role("button").count() == 0
    for field in page.locator(".nn-figure :is(input, select)").all():
        if field.is_visible():
            edge = field.evaluate("(e) => getComputedStyle(e).borderTopWidth")
            assert edge == "0px"
    assert page.locator(".nn-figure input[type=range]:visible").count() == 0
    assert page.locator(".nn-figure input:visible").first.input_value()


@pytest.mark.parametrize("name", every_figure.NAMES)
def test_no_figure_prints_its_controls(live, name):
    """Nor what says how to use them: settings are words and numbers, each behind its name."""
    page = live(every_figure.made(name)).page
    page.evaluate(
        "() => { for (const each of document.querySelectorAll('details')) each.open = true; }"
    )
    how = "button.nn-button, input[type=range], input[type=radio], summary, .nn-screen, .nn-player"
    assert page.locator(f".nn-figure :is({how}):visible").count()
    page.emulate_media(media="print")
    for control in page.locator(f".nn-figure :is({how}):visible").all():
        # Chosen radio buttons are out of sight; their labels are the words.
        assert control.get_attribute("class") == "nn-unseen"
    assert page.get_by_role("group", name="Brush").count() == 0
    for field in page.locator(".nn-figure :is(.nn-exact, .nn-select):visible").all():
        assert field.evaluate("(e) => getComputedStyle(e).borderTopWidth") == "0px"
    assert page.locator(".nn-figure [hidden]:visible").count() == 0
    for setting in page.locator(":is(.nn-slider, .nn-number):visible").all():
        # The ends of the words, which may be longer than their box.
        apart = setting.evaluate(
            """(setting) => {
              const words = document.createRange();
              words.selectNodeContents(setting.querySelector(".nn-name"));
              const field = setting.querySelector(".nn-exact");
              const { left } = field.getBoundingClientRect();
              const room = getComputedStyle(field).textAlign === "left" ? 0 : Infinity;
              return left - words.getBoundingClientRect().right + room;
            }"""
        )
        assert 0 <= apart < 60, setting.text_content()


def test_a_wide_figure_prints_smaller(live):
    """It keeps to the width that it was drawn for, and the sheet is not scaled to hold it."""
    page = live(Neuron(), viewport={"width": 1000, "height": 700}).page
    figure = page.get_by_role("group", name="One neuron")
    wide = figure.bounding_box()["width"]
    page.emulate_media(media="print")
    assert figure.bounding_box()["width"] <= 600.5 < wide
