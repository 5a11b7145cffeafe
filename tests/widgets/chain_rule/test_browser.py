"""The ChainRule figure on a page without a kernel."""

import re

import pytest
from helpers.labels import check_labels
from helpers.live_common import check_common, decimals, drawn, number, put, state
from helpers.live_in_book import check_in_the_book, drag, middle, report_drag, swipe

import nnlib
from nnlib.widgets import ChainRule

pytestmark = pytest.mark.browser

POINT = "point on the curve, at t"
HANDLE = f'role=slider[name="{POINT}"]'


def chain(**settings):
    return ChainRule(**{"key": "chain"} | settings)


def diagram(page):
    return page.get_by_role("img", name="From t ")


def contributions(page):
    return page.get_by_role("img", name="Contributions end to end")


def graph(page):
    return page.get_by_role("group", name="The curve z of t")


def slope_shown(page):
    return graph(page).get_by_text(re.compile("dz/dt [=≈] "))


def agrees(page):
    """Whether every number on display is that of Python, and the drawing has their sizes."""
    twin = ChainRule(t=state(page)["t"])
    edges = twin.edges
    x, y, total = contributions(page).get_by_text(re.compile("[=≈] .* [=≈] ")).all_text_contents()
    four = {"abs": 0.000051}
    assert decimals(x) == pytest.approx([edges["dz_dx"], edges["dx_dt"], twin.through_x], **four)
    assert decimals(y) == pytest.approx([edges["dz_dy"], edges["dy_dt"], twin.through_y], **four)
    assert decimals(total)[-1] == pytest.approx(twin.dz_dt, **four)
    direct = page.get_by_role("paragraph").filter(has_text="Without paths")
    for place in (slope_shown(page), direct):
        assert decimals(place.text_content()) == pytest.approx([twin.dz_dt], **four)
    labels = diagram(page).get_by_text(re.compile("/.* [=≈] ")).all_text_contents()
    assert [decimals(label)[0] for label in labels] == pytest.approx(
        [edges["dx_dt"], edges["dz_dx"], edges["dy_dt"], edges["dz_dy"]], **four
    )

    # The bars are in proportion, and the second begins where the first ends.
    bars = [
        (float(bar.get_attribute("x")), float(bar.get_attribute("width")))
        for bar in contributions(page).locator("rect").all()
    ]
    lengths = [abs(v) for v in (twin.through_x, twin.through_y, twin.dz_dt)]
    longest = max(range(3), key=lengths.__getitem__)
    scale = bars[longest][1] / lengths[longest]
    assert [width for _, width in bars] == pytest.approx([scale * v for v in lengths], abs=0.02)
    zero = bars[2][0] if twin.dz_dt > 0 else bars[2][0] + bars[2][1]
    ends = sorted([zero + scale * twin.through_x, zero + scale * twin.dz_dt])
    assert [bars[1][0], bars[1][0] + bars[1][1]] == pytest.approx(ends, abs=0.02)

    # The tangent has the slope of the curve, in pixels: one unit of t, one of z, from the axes.
    (x0, y0), (x1, y1) = points(graph(page).locator(".nn-chain-tangent"))
    curve = points(graph(page).locator(".nn-chain-curve"))
    across = (curve[-1][0] - curve[0][0]) / 2.5
    up = max(y for _, y in curve) - min(y for _, y in curve)
    slope = (y0 - y1) / (up / 2) / ((x1 - x0) / across)
    assert slope == pytest.approx(twin.dz_dt, rel=0.01, abs=0.01)
    handle = page.get_by_role("slider", name=POINT)
    assert float(handle.get_attribute("aria-valuenow")) == twin.t
    return True


def points(locator):
    pairs = re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", locator.get_attribute("d"))
    return [(float(x), float(y)) for x, y in pairs]


def test_every_figure_promise(live):
    check_common(live, chain)


@pytest.mark.parametrize("t", [-1.5, -0.55, -0.5, 0.9])
def test_first_frame(live, t):
    opened = live(chain(t=t), viewport={"width": 700, "height": 800})
    assert agrees(opened.page)
    assert not opened.problems


@pytest.mark.parametrize("t", [-1.5, -1.2, -0.3, 0.4, 0.9, 1])
@pytest.mark.parametrize("width", [320, 760])
def test_arrows_point_where_the_path_leads(live, t, width):
    """Up where a contribution is positive, and tip to tip from the run to the tangent."""
    page = live(chain(t=t), viewport={"width": width, "height": 900}).page
    figure = ChainRule(t=t)
    triangle = graph(page)
    height = float(triangle.get_attribute("height"))
    wide = float(triangle.get_attribute("width"))
    ends = []
    for name, part in (("x", figure.through_x), ("y", figure.through_y)):
        head = triangle.locator(f".nn-chain-head.nn-chain-{name}")
        if head.count():
            (_, tip), (_, neck), _ = points(head)
            assert (tip < neck) == (part > 0)
            ends.append(tip)
    tangent = points(graph(page).locator(".nn-chain-tangent"))
    assert all(-0.1 <= x <= wide + 0.1 and -0.1 <= y <= height for x, y in tangent)
    if len(ends) == 2:
        assert min(y for _, y in tangent) - 1 <= ends[1] <= max(y for _, y in tangent) + 1


def test_slope_is_that_of_small_nudges(live):
    page = live(chain(t=0.25)).page
    shown = decimals(slope_shown(page).text_content())
    numerical = nnlib.numerical_gradient(lambda t: ChainRule(t=t.item()).z, 0.25).item()
    assert shown == pytest.approx([numerical], abs=0.00006)


def test_keyboard(live):
    page = live(chain()).page
    slider = page.get_by_role("slider", name="t", exact=True)
    slider.press("ArrowRight")
    drawn(page)
    assert state(page)["t"] == pytest.approx(-0.49)
    assert agrees(page)
    point = page.get_by_role("slider", name=POINT)
    for key, t in (("ArrowLeft", -0.5), ("Shift+ArrowLeft", -0.6), ("Home", -1.5), ("End", 1)):
        point.press(key)
        drawn(page)
        assert state(page)["t"] == pytest.approx(t)
        assert agrees(page)
    exact = page.get_by_role("spinbutton", name="t, exact", exact=True)
    exact.fill("0.333")
    drawn(page)
    assert state(page)["t"] == 0.333
    assert agrees(page)
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert state(page)["t"] == -0.5


def test_mouse_moves_the_point(live):
    page = live(chain(), viewport={"width": 800, "height": 700}).page
    x, y = middle(page, HANDLE)
    page.mouse.move(x, y)
    page.mouse.down()
    for k in range(1, 6):
        page.mouse.move(x + 10 * k, y - 3 * k)
        drawn(page)
        assert agrees(page)
    page.mouse.up()
    assert state(page)["t"] > -0.3
    put(page, {"t": 0.5})
    assert agrees(page)


def test_touch_moves_the_point(live):
    page = live(chain(), has_touch=True, viewport={"width": 320, "height": 900}).page
    swipe(page, HANDLE, (-15, 0), (-40, 0))
    drawn(page)
    assert state(page)["t"] < -0.7
    assert agrees(page)


def secant(page):
    """The slope over dt and how far it is off, as the figure says them."""
    words = page.get_by_role("paragraph").filter(has_text="÷").text_content()
    return [number(text) for text in re.search("[=≈] (.+) for .+; off by (.+)", words).groups()]


@pytest.mark.parametrize("t", [-1.5, -0.5, 0.25, 1])
def test_the_secant_turns_into_the_tangent(live, t):
    """As the chapter says: with a tenth of dt, it is off by about a tenth."""
    page = live(chain(t=t), viewport={"width": 800, "height": 700}).page
    lefts = []
    for dt in (0.1, 0.01, 0.001):
        put(page, {"dt": dt})
        figure = ChainRule(t=t, dt=dt)
        left = abs(figure.quotient - figure.dz_dt)
        assert secant(page) == pytest.approx([figure.quotient, left], rel=0.005, abs=0.000051)
        lefts.append(left)
    assert lefts[0] / lefts[1] == pytest.approx(10, rel=0.6)
    assert lefts[1] / lefts[2] == pytest.approx(10, rel=0.1)
    (x0, y0), (x1, y1) = points(graph(page).locator(".nn-chain-tangent"))
    (x2, y2), (x3, y3) = points(graph(page).locator(".nn-chain-secant"))
    steeper = figure.quotient / figure.dz_dt
    assert (y3 - y2) * (x1 - x0) == pytest.approx(steeper * (y1 - y0) * (x3 - x2), abs=25)


def test_dt_is_halved_and_reset(live):
    page = live(chain()).page
    for dt in (0.2, 0.1, 0.05):
        page.get_by_role("button", name="Halve dt").click()
        drawn(page)
        assert state(page)["dt"] == dt
    page.wait_for_url("**#chain.dt=0.05")
    page.get_by_role("slider", name="nudge dt", exact=True).press("Home")
    page.get_by_role("button", name="Halve dt").click()
    drawn(page)
    assert state(page)["dt"] == 0.001
    page.get_by_role("button", name="Reset").click()
    assert state(page)["dt"] == 0.4


@pytest.mark.parametrize("t", [-1.5, -1.1, -0.5, 0, 0.22, 0.9])
def test_labels_can_be_read(live, t):
    check_labels(live, lambda: chain(t=t))


def test_address(live):
    page = live(chain(), hash="chain.t=0.75").page
    assert state(page)["t"] == 0.75
    assert agrees(page)
    page.get_by_role("slider", name=POINT).press("Home")
    page.wait_for_url("**#chain.t=-1.5")


@pytest.mark.parametrize("nonsense", ["chain.t=2", "chain.z=0"])
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(chain(), hash=nonsense)
    assert state(opened.page)["t"] == -0.5
    assert not opened.problems


def test_reader_of_the_screen_hears_the_sum(live):
    page = live(chain(), reduced_motion="reduce").page
    status = (
        page.get_by_role("group", name="The chain rule over two paths").get_by_role("status").last
    )
    page.get_by_role("slider", name=POINT).press("ArrowRight")
    page.get_by_role("slider", name=POINT).press("ArrowLeft")
    assert status.text_content() == ""
    status.get_by_text("Through").wait_for(state="attached")
    assert status.text_content() == (
        "Through x 0.6687, through y minus 0.4544, together 0.2143: the slope of the curve."
    )
    assert page.evaluate("() => probe().frames") == []


def test_in_the_book(in_book):
    check_in_the_book(
        in_book,
        "chain",
        agrees,
        mouse=lambda page: drag(page, HANDLE, (40, -5)),
        touch=lambda page: swipe(page, HANDLE, (-15, 0), (-40, 0)),
        keyboard=lambda page: page.get_by_role("slider", name=POINT).press("Shift+ArrowLeft"),
    )


def test_frames(in_book, record_property):
    report_drag(in_book, record_property, "chain", HANDLE)
