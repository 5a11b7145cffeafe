"""The race on a page without a kernel."""

import re

import numpy as np
import pytest
from helpers.labels import check_labels
from helpers.live_common import check_common, drawn, put, state, stopped_clock
from helpers.live_in_book import check_in_the_book, drag, middle, swipe
from playwright.sync_api import expect
from widgets.race.lab import START, costs

from nnlib.optimizers import OPTIMIZERS
from nnlib.widgets import Race

pytestmark = pytest.mark.browser

NAMES = ("course", "start", "rules", "tuned", "budget", "axis", "batch_size", "seed")
GRIP = f'role=slider[name="{START}"]'
MAP = 'role=group[name="Map of J with the paths"]'
CHART = "role=img[name=/^J of every rule/]"
LOST = {"GradientDescent": {"eta": 1}}


def figure(course="ravine", **settings):
    return Race(course, **{"key": "race"} | settings)


def twin(page):
    """The figure that Python would have made of the settings of the page."""
    now = state(page)
    return Race(**{name: now[name] for name in NAMES})


def bar(page):
    return page.get_by_role("group", name="Controls of the race")


def words(page):
    return page.locator(".nn-race-words").text_content()


def agrees(page, at=None):
    """Whether the table has the costs of nnlib, for those who have not diverged by then."""
    found = twin(page)
    place = min(state(page)["at"], found.budget) if at is None else at
    heights = []
    for name, J in found.costs().items():
        if found._is_whole(name, J) or place < len(J) - 1:
            heights.append(J[min(place, len(J) - 1)])
    assert costs(page) == pytest.approx(heights, rel=1e-2, abs=5.1e-5)
    return True


def test_every_figure_promise(live):
    own = {"mine": [[-2.5, 0.8], [1.0, 0.5], [9.0, 0.0]]}
    check_common(live, lambda: figure(tuned=LOST, own=own))


@pytest.mark.parametrize(
    "settings", [{}, {"rules": list(OPTIMIZERS)}, {"tuned": LOST, "axis": "steps"}]
)
def test_labels_can_be_read(live, settings):
    check_labels(live, lambda: figure(**settings))


@pytest.mark.parametrize("surface", ["bowl", "rosenbrock", "saddle"])
def test_first_frame(live, surface):
    opened = live(figure(surface))
    page = opened.page
    assert agrees(page)
    assert page.locator(f"{MAP} >> .nn-map-run").count() == 4
    assert page.locator(f"{CHART} >> .nn-map-run").count() == 4
    marks = page.locator(f"{MAP} >> .nn-map-mark").evaluate_all(
        "(all) => all.map((e) => e.getAttribute('d'))"
    )
    assert len(set(marks)) == 4, "colour is not the only difference"
    assert not opened.problems


def test_mouse_drags_the_start_of_all(live):
    page = live(figure("bowl"), viewport={"width": 900, "height": 900}).page
    drag(page, GRIP, (60, 30))
    drawn(page)
    assert state(page)["start"] != [-2.5, 1.5]
    assert agrees(page)
    page.mouse.click(*middle(page, f"{MAP} >> .nn-map-field"))
    drawn(page)
    assert state(page)["start"] == pytest.approx([0, 0], abs=0.02)


def test_finger(live):
    page = live(figure("bowl"), has_touch=True, viewport={"width": 360, "height": 900}).page
    swipe(page, GRIP, (12, 3), (30, 15))
    drawn(page)
    assert state(page)["start"] != [-2.5, 1.5]
    assert agrees(page)


def test_keyboard(live):
    page = live(figure()).page
    start = page.get_by_role("slider", name=START)
    start.press("ArrowRight")
    start.press("Shift+ArrowUp")
    drawn(page)
    assert state(page)["start"] == pytest.approx([-2.49, 0.9])
    assert agrees(page)
    page.get_by_role("spinbutton", name="Gradients").fill("25")
    drawn(page)
    assert state(page)["budget"] == 25
    assert agrees(page)
    page.get_by_role("button", name="Reset", exact=True).press("Enter")
    drawn(page)
    assert (state(page)["start"], state(page)["budget"]) == ([-2.5, 0.8], 40)
    assert agrees(page)


def test_who_runs_and_how(live):
    page = live(figure()).page
    page.get_by_text("Rules and their settings: 4 of").click()
    page.get_by_role("checkbox", name="Nesterov").check()
    page.get_by_role("checkbox", name="RProp").uncheck()
    drawn(page)
    assert state(page)["rules"] == ["GradientDescent", "Momentum", "Nesterov", "Adam"]
    assert agrees(page)
    assert not page.get_by_role("slider", name="learning rate eta of RProp", exact=True).count()
    page.get_by_role("spinbutton", name="learning rate eta of Adam, exact").fill("0.3")
    page.get_by_role("slider", name="memory beta1 of Adam", exact=True).press("End")
    drawn(page)
    assert state(page)["tuned"] == {"Adam": {"eta": 0.3, "beta1": 0.99}}
    assert agrees(page)


def test_step_scrub_and_play(live):
    page = live(figure()).page
    page.get_by_role("button", name="One step back").click()
    drawn(page)
    assert agrees(page, 39)
    page.get_by_role("slider", name="Step of the race").fill("7")
    drawn(page)
    assert agrees(page, 7)
    assert words(page).startswith("After 7 gradients, ")
    page.get_by_role("button", name="Start again").click()
    drawn(page)
    assert agrees(page, 0)
    with stopped_clock(page) as turn:
        bar(page).get_by_role("button", name="Play the race").click()
        turn(1000)
        bar(page).get_by_role("button", name="Pause").click()
        turn(100)
    at = state(page)["at"]
    assert 5 <= at <= 10
    assert agrees(page, at)
    box = page.locator(f"{CHART} >> .nn-race-scrub").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + 20)
    drawn(page)
    assert agrees(page)


def test_divergence_in_words(live):
    page = live(figure(tuned=LOST)).page
    steps = len(twin(page).paths()["GradientDescent"]) - 1
    row = page.get_by_role("row").filter(has_text="gradient descent")
    expect(row).to_contain_text(f"diverged after {steps} steps")
    assert f"Gradient descent diverged after {steps} steps." in words(page)
    expect(page.locator(CHART)).to_have_attribute("aria-label", re.compile("diverged after"))
    points = re.findall(
        r"-?\d+\.\d", page.locator(f"{MAP} >> .nn-map-run").first.get_attribute("d")
    )
    assert np.abs(np.array(points, dtype=float)).max() < 800
    assert agrees(page)


def test_the_search(live):
    page = live(figure()).page
    expected = twin(page).best_rates()
    expect(page.get_by_text("840 gradients a rule")).to_be_visible()
    page.get_by_role("button", name="Find each one’s best rate").click()
    expect(page.get_by_text("each rule now has its best rate")).to_be_visible()
    drawn(page)
    assert state(page)["tuned"] == {name: {"eta": eta} for name, eta in expected.items()}
    assert agrees(page)
    assert "RProp (J 3.40 · 10⁻⁸) is lowest" in words(page)


def test_the_search_can_be_stopped(live):
    page = live(figure("rosenbrock", budget=1000, rules=list(OPTIMIZERS))).page
    with stopped_clock(page) as turn:
        page.get_by_role("button", name="Find each one’s best rate").click()
        expect(page.get_by_role("progressbar", name="Search of rates")).to_be_visible()
        page.get_by_role("button", name="Stop the search").click()
        turn(100)
        expect(page.get_by_text("the rates are as before")).to_be_visible()
        page.get_by_role("button", name="Find each one’s best rate").click()
        page.get_by_role("slider", name=START).press("ArrowRight")
        turn(100)
        expect(page.get_by_text("Stopped: the race has changed.")).to_be_visible()
        turn(1000)
    assert state(page)["tuned"] == {}
    expect(page.get_by_role("progressbar", name="Search of rates")).to_be_hidden()


def test_against_time(live):
    own = {"mine": [[-2.5, 0.8], [1.0, 0.5]]}
    opened = live(figure(own=own))
    page = opened.page
    assert page.get_by_role("table").get_by_role("row").count() == 6
    page.get_by_role("radio", name="time").check(force=True)
    drawn(page)
    expect(bar(page)).to_contain_text(" ms")
    assert page.get_by_role("table").get_by_role("row").count() == 5, "of Python no time is known"
    assert not re.search("NaN|undefined", page.locator(".nn-figure").inner_html())
    assert not opened.problems


def test_the_surface_brings_what_suits_it(live):
    page = live(figure(tuned=LOST)).page
    page.get_by_role("combobox", name="Course").select_option("beale")
    drawn(page)
    now = state(page)
    assert (now["start"], now["budget"], now["tuned"]) == ([1, 1.5], 150, {})
    assert agrees(page)
    page.get_by_role("combobox", name="Course").select_option("ravine")
    drawn(page)
    assert state(page)["tuned"] == LOST


def test_address(live):
    address = (
        "race.course=rosenbrock&race.start=-1,2&race.rules=GradientDescent,AdaGrad&race.budget=90"
        "&race.tuned=GradientDescent.eta:0.001,AdaGrad.eta:1&race.axis=steps&race.at=30"
    )
    page = live(figure(), hash=address).page
    now = state(page)
    assert now["rules"] == ["GradientDescent", "AdaGrad"]
    assert now["tuned"] == {"GradientDescent": {"eta": 0.001}, "AdaGrad": {"eta": 1}}
    assert (now["start"], now["budget"], now["axis"]) == ([-1, 2], 90, "steps")
    assert agrees(page, 30)
    page.get_by_role("button", name="Reset", exact=True).click()
    page.wait_for_url("**/index.html")
    assert agrees(page)


@pytest.mark.parametrize(
    "nonsense",
    [
        "rules=Adams",
        "rules=Adam,Adam",
        "tuned=Adam.mu:1",
        "tuned=Adam.eta:0",
        "tuned=x",
        "start=9,9",
    ],
)
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(figure(), hash=f"race.{nonsense}")
    now = state(opened.page)
    assert (now["start"], now["tuned"], len(now["rules"])) == ([-2.5, 0.8], {}, 4)
    assert not opened.problems


def test_python_sets_another_race(live):
    page = live(figure()).page
    put(page, {"rules": ["RMSProp"], "budget": 12, "tuned": {"RMSProp": {"eta": 0.2}}})
    assert agrees(page)
    put(page, {"rules": []})
    assert words(page) == "Nobody runs: choose a rule below."


def test_a_race_on_a_network(live):
    opened = live(figure("moons"))
    page = opened.page
    assert agrees(page)
    assert not page.locator(MAP).is_visible()
    page.get_by_role("combobox", name="Batch size").select_option("20")
    page.get_by_role("button", name="Other first weights").click()
    drawn(page)
    assert (state(page)["batch_size"], state(page)["seed"]) == (20, 1)
    assert agrees(page)
    page.get_by_role("combobox", name="Course").select_option("bowl")
    drawn(page)
    assert page.locator(MAP).is_visible()
    assert agrees(page)
    page.get_by_role("combobox", name="Course").select_option("digits")
    drawn(page)
    assert agrees(page)
    assert not opened.problems


def test_nobody_is_first_before_the_start(live):
    page = live(figure(at=0)).page
    assert words(page) == "All begin where J is 11.13."
    rows = page.get_by_role("table", name="Where each rule stands").get_by_role("row").all()[1:]
    assert [row.get_by_role("cell").all_text_contents() for row in rows] == [["11.13", ""]] * 4


def test_in_the_book(in_book):
    check_in_the_book(
        in_book,
        "race",
        agrees,
        mouse=lambda page: drag(page, GRIP, (60, 30)),
        touch=lambda page: swipe(page, GRIP, (12, 3), (30, 15)),
        keyboard=lambda page: page.get_by_role("slider", name=START).press("Shift+ArrowUp"),
        play="race",
    )
