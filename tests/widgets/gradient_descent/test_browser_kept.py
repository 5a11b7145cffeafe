"""The ghost of a run: a path that is kept beside the next ones."""

import pytest
from helpers.labels import check_labels
from helpers.live_common import drawn, violations
from playwright.sync_api import expect
from widgets.gradient_descent.pages import CHART, MAP, agrees, figure, legend

pytestmark = pytest.mark.browser

GHOST = ".nn-map-run"


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def lines(page):
    """The line on the map and that in the chart."""
    return [page.locator(f"{area} >> {GHOST}").get_attribute("d") for area in (MAP, CHART)]


def line_of_the_path(page):
    return page.locator(f"{MAP} >> .nn-gd-line").get_attribute("d")


def test_a_path_is_kept_beside_the_next_one(live):
    opened = live(figure())
    page = opened.page
    before = line_of_the_path(page)
    final = figure().landscape().value(figure().path()[-1])
    button(page, "Keep this path").click()
    drawn(page)
    assert lines(page)[0] == before
    page.get_by_role("slider", name="momentum mu", exact=True).fill("0.5")
    page.get_by_role("spinbutton", name="Steps").fill("20")
    drawn(page)
    assert lines(page)[0] == before != line_of_the_path(page)
    assert f"kept path (η = 0.07): J {final:.4f} after 40 steps" in legend(page)
    assert "this path: J" in legend(page)
    assert not violations(page)
    # The ghost goes along with the player, and is as long as it was.
    page.get_by_role("slider", name="Step of the descent").fill("5")
    drawn(page)
    assert before.startswith(lines(page)[0])
    assert agrees(page, 5)
    page.get_by_role("slider", name="Step of the descent").press("End")
    drawn(page)
    assert lines(page)[0] == before
    button(page, "Drop the kept path").click()
    drawn(page)
    assert page.locator(GHOST).count() == 0
    assert "kept path" not in legend(page)
    expect(button(page, "Keep this path")).to_be_focused()
    assert not opened.problems


def test_it_tells_the_rates_that_its_rule_has(live):
    page = live(figure(eta=0.02, mu=0.5)).page
    button(page, "Keep this path").click()
    drawn(page)
    assert "kept path (η = 0.02, μ = 0.5)" in legend(page)


def test_it_belongs_to_its_surface(live):
    page = live(figure()).page
    surface = page.get_by_role("combobox", name="Surface")
    button(page, "Keep this path").click()
    drawn(page)
    ravine = lines(page)
    surface.select_option("bowl")
    drawn(page)
    assert page.locator(GHOST).count() == 0
    surface.select_option("ravine")
    drawn(page)
    assert lines(page) == ravine
    surface.select_option("bowl")
    drawn(page)
    button(page, "Keep this path").click()
    drawn(page)
    assert lines(page) != ravine
    surface.select_option("ravine")
    drawn(page)
    assert page.locator(GHOST).count() == 0


def test_reset_drops_it(live):
    page = live(figure()).page
    button(page, "Keep this path").click()
    button(page, "Reset").click()
    drawn(page)
    assert page.locator(GHOST).count() == 0
    expect(button(page, "Keep this path")).to_be_visible()


def test_it_stands_beside_runs_from_python(live):
    runs = {"mine": [[2.0, 1.0], [1.0, 0.5]], "other": [[1.0, 1.0], [0.5, 0.5]]}
    page = live(figure(runs=runs)).page
    button(page, "Keep this path").click()
    drawn(page)
    assert page.locator(f"{MAP} >> {GHOST}").count() == 3
    dashes = page.locator(f"{MAP} >> {GHOST}").evaluate_all(
        "(lines) => lines.map((line) => line.getAttribute('stroke-dasharray'))"
    )
    assert len(set(dashes)) == 3


def test_a_path_that_leaves_the_map_can_be_kept(live):
    opened = live(figure(eta=0.1))
    page = opened.page
    button(page, "Keep this path").click()
    page.get_by_role("slider", name="learning rate eta", exact=True).press("Home")
    drawn(page)
    assert "kept path (η = 0.1): leaves the map at step" in legend(page)
    assert not opened.problems


def test_labels_can_be_read(live):
    def keep_one(page):
        button(page, "Keep this path").click()
        page.get_by_role("slider", name="momentum mu", exact=True).fill("0.8")

    check_labels(live, figure, keep_one)
