"""The Playground on a page: a link leads to what its sender saw, the run included."""

import pytest
from helpers.live_common import drawn, put, state, wait_for_state
from widgets.playground.pages import (
    PLANE,
    TALL,
    agrees,
    chart_of,
    choose_brush,
    clicks,
    costs,
    link_of,
    map_of,
    network_of,
    note_of,
    place_of,
    playground,
    said,
    theta_of,
    unfold,
    until,
)

pytestmark = pytest.mark.browser

# A run that takes many seconds.
LONG = "playground.steps=50000&playground.d=2,8,8,8,8,1&playground.N=500"


def again(page):
    """What is shown while a run is made again."""
    return page.get_by_text("training again")


def arrived(page, steps):
    wait_for_state(page, f"now.steps === {steps}")
    drawn(page)
    assert not again(page).is_visible()


def test_a_link_makes_the_run_again(live):
    widget = playground(eta=0.5)
    page = live(widget, viewport=TALL).page
    clicks(page, "One epoch", 6)
    clicks(page, "One step forward", 2)
    page.get_by_role("button", name="unit 2 of layer 1").click()
    page.mouse.move(0, 0)
    page.evaluate("() => document.activeElement.blur()")
    drawn(page)
    link = link_of(page)
    assert "playground.steps=26" in link
    assert "playground.unit=1,2" in link
    seen = [part.screenshot() for part in (map_of(page), network_of(page))]
    words, theta = note_of(page).text_content(), theta_of(page)

    opened = live(widget, viewport=TALL, hash=link)
    other = opened.page
    arrived(other, 26)
    said(other, "^Trained again. Step 26: cost")
    assert theta_of(other) == theta
    assert agrees(other, widget, 26)
    assert [part.screenshot() for part in (map_of(other), network_of(other))] == seen
    assert note_of(other).text_content() == words
    assert place_of(other).text_content() == place_of(page).text_content()
    assert chart_of(other).locator("circle").count() == 2
    assert link_of(other) == link

    # A reload is such a link as well.
    other.reload()
    arrived(other, 26)
    assert theta_of(other) == theta
    assert not opened.problems


def test_other_settings_in_a_link_are_another_run(live):
    page = live(playground(), viewport=TALL).page
    clicks(page, "One epoch", 2)
    for link, wanted in (
        ("playground.eta=0.5&playground.steps=8", {"eta": 0.5}),
        ("playground.d=2,2,1&playground.steps=8", {"d": [2, 2, 1]}),
        ("playground.seed=3", {"seed": 3}),
    ):
        page.evaluate("(link) => { location.hash = link; }", link)
        steps = 8 if "steps" in link else 0
        arrived(page, steps)
        assert agrees(page, playground(**wanted), steps)


def test_a_long_run_shows_how_far_it_is_and_can_be_stopped(live):
    opened = live(playground(batch_size=400), viewport=TALL, hash=LONG)
    page = opened.page
    again(page).wait_for()
    progress = page.get_by_role("progressbar", name="Training again")
    first = float(progress.get_attribute("value"))
    page.wait_for_function("(first) => document.querySelector('progress').value > first", arg=first)
    assert link_of(page).count("playground.steps=50000") == 1
    page.get_by_role("button", name="Stop here").click()
    drawn(page)
    assert not again(page).is_visible()
    steps = state(page)["steps"]
    assert 0 < steps < 50000
    assert f"step {steps} " in place_of(page).text_content()
    until(page, lambda: f"playground.steps={steps}" in link_of(page))
    assert not opened.problems


@pytest.mark.parametrize(
    "act",
    [
        lambda page: page.get_by_role("button", name="Play the training").click(),
        lambda page: page.get_by_role("button", name="One step forward").click(),
        lambda page: page.get_by_role("button", name="Start again").click(),
        lambda page: page.get_by_role("button", name="spirals").click(),
        lambda page: put(page, {"eta": 0.1}),
        lambda page: put(page, {"d": [2, 1]}),
    ],
)
def test_what_ends_a_run_that_is_made_again(live, act):
    opened = live(playground(batch_size=400), viewport=TALL, hash=LONG)
    page = opened.page
    again(page).wait_for()
    act(page)
    until(page, lambda: not again(page).is_visible())
    assert not opened.problems


def test_a_run_that_cannot_be_made_again_says_so(live):
    page = live(playground(), viewport=TALL).page
    clicks(page, "One epoch", 2)
    changed = page.get_by_text("have changed while this run went on")
    assert not changed.is_visible()
    unfold(page)
    page.get_by_role("combobox", name="Batch size").select_option("16")
    drawn(page)
    assert changed.is_visible()
    assert "steps" not in link_of(page)
    page.get_by_role("button", name="Start again").click()
    drawn(page)
    assert not changed.is_visible()
    clicks(page, "One epoch", 1)
    assert "playground.steps=2" in link_of(page)

    choose_brush(page, "class 1")
    page.locator(PLANE).click(position={"x": 20, "y": 20})
    drawn(page)
    assert changed.is_visible()
    page.get_by_role("button", name="Start again").click()
    clicks(page, "One epoch", 1)
    link = link_of(page)
    assert "playground.steps=2" in link
    other = live(playground(), viewport=TALL, hash=link).page
    arrived(other, 2)
    assert theta_of(other) == theta_of(page)
    assert costs(other) == costs(page)


def test_a_run_that_is_too_long_says_so(live):
    page = live(playground(d=[2, 1], N=10, batch_size=10), viewport=TALL).page
    page.evaluate(
        """() => {
          const [forward] = document.querySelectorAll("[aria-label='One step forward']");
          for (let k = 0; k < 50001; k += 1) forward.click();
        }"""
    )
    drawn(page)
    assert page.get_by_text("at most 50,000 steps").is_visible()
    assert "steps" not in link_of(page)
