"""The EdgeOfStability on a page without a kernel."""

import re

import pytest
from helpers.labels import check_labels
from helpers.live_common import check_common, drawn, put, state, stopped_clock
from helpers.live_in_book import check_in_the_book
from widgets.edge_of_stability.lab import shown

from nnlib.widgets import EdgeOfStability

pytestmark = pytest.mark.browser

NAMES = ("eta", "mu", "step", "earlier")


def edge(**settings):
    return EdgeOfStability(**{"key": "edge"} | settings)


def settings(page):
    now = state(page)
    return {name: now[name] for name in NAMES}


def bar(page):
    return page.get_by_role("group", name="Controls of the descent")


def wait_for_step(page, step):
    page.wait_for_function(
        """(step) => [...document.querySelectorAll(".nn-edge-words")]
          .some((words) => words.textContent.startsWith(`Step ${step}:`))""",
        arg=step,
    )


def agrees(page):
    """Whether the words are those of Python, as long as rounding errors have not grown."""
    now = settings(page)
    wait_for_step(page, now["step"])
    found = EdgeOfStability(**now).run()
    edge = 2 * (1 + now["mu"]) / now["eta"]
    assert shown(page) == pytest.approx([found.J[-1], found.eigenvalues[-1], edge], abs=0.0051)
    assert f"step {now['step']} of 1000" in bar(page).text_content()
    picture = page.get_by_role("img", name=f"Step {now['step']}:")
    assert f"{found.eigenvalues[-1]:.2f}" in picture.get_attribute("aria-label")
    return True


def test_every_figure_promise(live):
    check_common(live, lambda: edge(step=20))


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize(
    "given", [{}, {"step": 30, "mu": 0.5}, {"step": 40, "eta": 0.3, "earlier": [20, 0.5]}]
)
def test_first_frame(live, given, width):
    opened = live(edge(**given), viewport={"width": width, "height": 800})
    assert agrees(opened.page)
    assert not opened.problems


@pytest.mark.parametrize("given", [{"step": 20}, {"step": 30, "eta": 2, "mu": 0.9}, {"eta": 0.05}])
def test_labels_can_be_read(live, given):
    check_labels(live, lambda: edge(**given))


def test_play_and_change_the_rate_in_the_middle_of_a_run(live):
    page = live(edge()).page
    with stopped_clock(page) as turn:
        bar(page).get_by_role("button", name="Play the descent").click()
        turn(1000)
        bar(page).get_by_role("button", name="Pause").click()
        turn(100)
    before = state(page)["step"]
    assert 15 <= before <= 31
    assert agrees(page)
    slider = page.get_by_role("slider", name="learning rate eta")
    for _ in range(3):
        slider.press("ArrowRight")
    drawn(page)
    now = settings(page)
    eta = now.pop("eta")
    assert eta > 0.5
    assert now == {"mu": 0, "step": before, "earlier": [before, 0.5]}
    bar(page).get_by_role("button", name="One step forward").click()
    drawn(page)
    assert state(page)["step"] == before + 1
    assert agrees(page)
    # The line of the edge has a step where the rate was changed.
    line = page.locator(".nn-edge-line").get_attribute("d")
    assert len(set(re.findall(r",([\d.]+)", line))) == 2
    bar(page).get_by_role("button", name="Start again").click()
    drawn(page)
    assert settings(page) == {"eta": eta, "mu": 0, "step": 0, "earlier": []}
    assert agrees(page)
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert settings(page) == {"eta": 0.5, "mu": 0, "step": 0, "earlier": []}


def test_momentum_begins_anew(live):
    page = live(edge(step=10)).page
    page.get_by_role("slider", name="momentum mu").press("PageUp")
    drawn(page)
    now = settings(page)
    assert (now["step"], now["earlier"]) == (0, [])
    assert now["mu"] > 0
    assert agrees(page)


def test_a_run_that_diverges_is_offered_to_start_again(live):
    opened = live(edge(eta=2, step=100))
    page = opened.page
    last = len(EdgeOfStability(eta=2, step=100).run().J) - 1
    page.get_by_text(f"Diverged at step {last}").first.wait_for()
    drawn(page)
    assert state(page)["step"] == last
    slider = page.get_by_role("slider", name="learning rate eta")
    slider.press("PageDown")
    drawn(page)
    now = settings(page)
    assert (now["step"], now["earlier"]) == (0, [])
    assert now["eta"] < 2
    assert agrees(page)
    # Once more, and played again at the same rate.
    put(page, {"eta": 2, "step": 100})
    page.get_by_text(f"Diverged at step {last}").first.wait_for()
    with stopped_clock(page) as turn:
        bar(page).get_by_role("button", name="Play the descent").click()
        turn(84)
        bar(page).get_by_role("button", name="Pause").click()
        turn(100)
    assert 0 < state(page)["step"] < last
    assert agrees(page)
    assert not opened.problems


def test_python_sets_another_run(live):
    page = live(edge(step=30)).page
    assert agrees(page)
    put(page, {"step": 12})
    assert agrees(page)
    put(page, {"eta": 0.3, "step": 16, "earlier": [12, 0.4]})
    assert agrees(page)


def test_address(live):
    page = live(edge(), hash="edge.eta=0.3&edge.step=40&edge.earlier=20,0.5").page
    assert settings(page) == {"eta": 0.3, "mu": 0, "step": 40, "earlier": [20, 0.5]}
    assert agrees(page)
    bar(page).get_by_role("button", name="One step forward").click()
    page.wait_for_url("**edge.step=41*")


@pytest.mark.parametrize(
    "nonsense", ["edge.eta=3", "edge.mu=1", "edge.step=-1", "edge.earlier=20", "edge.earlier=9,9"]
)
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(edge(), hash=nonsense)
    assert settings(opened.page) == {"eta": 0.5, "mu": 0, "step": 0, "earlier": []}
    assert not opened.problems


def test_in_the_book(in_book):
    def step(page):
        return page.get_by_role("button", name="One step forward")

    check_in_the_book(
        in_book,
        "edge",
        agrees,
        mouse=lambda page: step(page).click(),
        touch=lambda page: step(page).tap(),
        keyboard=lambda page: page.get_by_role("slider", name="learning rate eta").press(
            "ArrowRight"
        ),
        play="descent",
    )
