"""The IDBDRates on a page without a kernel."""

import pytest
from helpers.labels import check_labels
from helpers.live_common import check_common, drawn, put, state, stopped_clock
from helpers.live_in_book import check_in_the_book
from widgets.idbd_rates.lab import shown

from nnlib.widgets import IDBDRates
from nnlib.widgets.idbd_rates.run import RATES

pytestmark = pytest.mark.browser

NAMES = ("meta", "relevant", "noise", "step")
FIRST = {"meta": 0.005, "relevant": 5, "noise": 0, "step": 12}


def rates(**settings):
    return IDBDRates(**{"key": "idbd", "step": 12} | settings)


def settings(page):
    now = state(page)
    return {name: now[name] for name in NAMES}


def bar(page):
    return page.get_by_role("group", name="Controls of the learning")


def slider(page, name):
    return page.get_by_role("slider", name=name, exact=True)


def wait_for_place(page, place):
    page.wait_for_function(
        """(start) => [...document.querySelectorAll(".nn-idbd-words")]
          .some((words) => words.textContent.startsWith(start))""",
        arg=f"After {100 * place:,} examples" if place else "Before the first example",
    )


def agrees(page):
    """Whether words and bars are those of Python."""
    now = settings(page)
    wait_for_place(page, now["step"])
    figure = IDBDRates(**now)
    found, count = figure.run(), figure.relevant
    last = found.rates[-1]
    kinds = [kind for kind in (last[:count], last[count:]) if kind.size]
    bounds = [bound for kind in kinds for bound in (kind.min(), kind.max())]
    errors = [errors[-1] for errors in found.recent()]
    numbers = shown(page)
    assert numbers[: len(bounds)] == pytest.approx(bounds, abs=0.00051)
    assert numbers[len(bounds) :] == pytest.approx([*errors, RATES[found.best]], abs=0.0051)
    assert f"{100 * now['step']:,} of 20,000 examples" in bar(page).text_content()
    picture = page.get_by_role("img", name=f"After {100 * now['step']:,} examples")
    assert f"{errors[0]:.2f} with IDBD" in picture.get_attribute("aria-label")
    assert page.locator(".nn-idbd-relevant").count() == count
    assert page.locator(".nn-idbd-bar").count() == 20
    heights = page.locator(".nn-idbd-bar").evaluate_all(
        "(all) => all.map((e) => e.getBBox().height)"
    )
    assert [height / max(heights) for height in heights] == pytest.approx(
        last / max(last), abs=0.01
    )
    return True


def test_every_figure_promise(live):
    check_common(live, rates)


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("given", [{}, {"relevant": 20}, {"noise": 2, "relevant": 1, "meta": 0.02}])
def test_first_frame(live, given, width):
    opened = live(rates(**given), viewport={"width": width, "height": 800})
    assert agrees(opened.page)
    assert not opened.problems


@pytest.mark.parametrize("given", [{}, {"relevant": 20}, {"relevant": 2}, {"step": 0}])
def test_labels_can_be_read(live, given):
    check_labels(live, lambda: rates(**given))


def test_play_step_and_start_again(live):
    page = live(rates()).page
    with stopped_clock(page) as turn:
        bar(page).get_by_role("button", name="Play the learning").click()
        turn(1000)
        bar(page).get_by_role("button", name="Pause").click()
        turn(100)
    before = state(page)["step"]
    assert 17 <= before <= 23
    assert agrees(page)
    bar(page).get_by_role("button", name="One step back").click()
    drawn(page)
    assert state(page)["step"] == before - 1
    assert agrees(page)
    slider(page, "Step of the learning").press("ArrowLeft")
    drawn(page)
    assert agrees(page)
    bar(page).get_by_role("button", name="Start again").click()
    drawn(page)
    assert settings(page) == FIRST | {"step": 0}
    wait_for_place(page, 0)
    assert page.locator(".nn-idbd-single").count() == 0
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert settings(page) == FIRST
    assert agrees(page)


def test_keyboard(live):
    page = live(rates()).page
    slider(page, "meta rate zeta").press("PageUp")
    slider(page, "relevant inputs").press("ArrowLeft")
    slider(page, "noise of the target").press("ArrowRight")
    drawn(page)
    now = settings(page)
    assert now.pop("meta") > 0.005
    assert now == {"relevant": 4, "noise": 0.1, "step": 12}
    assert agrees(page)


def test_a_run_that_is_lost_can_be_played_again(live):
    opened = live(rates(meta=0.05, step=60))
    page = opened.page
    last = IDBDRates(meta=0.05, step=60).run().errors.size
    page.get_by_text(f"Lost after {100 * last:,} examples").first.wait_for()
    drawn(page)
    assert state(page)["step"] == last
    slider(page, "meta rate zeta").press("PageDown")
    drawn(page)
    now = settings(page)
    assert (now["step"], now["meta"] < 0.05) == (last, True)
    assert agrees(page)
    assert not opened.problems


def test_python_sets_another_run(live):
    page = live(rates()).page
    assert agrees(page)
    put(page, {"step": 7})
    assert agrees(page)
    put(page, {"relevant": 11, "step": 9})
    assert agrees(page)


def test_address(live):
    page = live(rates(), hash="idbd.meta=0.01&idbd.relevant=2&idbd.step=8").page
    assert settings(page) == {"meta": 0.01, "relevant": 2, "noise": 0, "step": 8}
    assert agrees(page)
    bar(page).get_by_role("button", name="One step forward").click()
    page.wait_for_url("**idbd.step=9*")


@pytest.mark.parametrize(
    "nonsense", ["idbd.meta=1", "idbd.relevant=0", "idbd.relevant=2.5", "idbd.step=999"]
)
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(rates(), hash=nonsense)
    assert settings(opened.page) == FIRST
    assert not opened.problems


def test_in_the_book(in_book):
    def step(page):
        return page.get_by_role("button", name="One step forward")

    check_in_the_book(
        in_book,
        "idbd",
        agrees,
        mouse=lambda page: step(page).click(),
        touch=lambda page: step(page).tap(),
        keyboard=lambda page: slider(page, "relevant inputs").press("ArrowRight"),
        play="learning",
    )
