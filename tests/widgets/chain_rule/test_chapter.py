"""What the chapter tells the reader to do with the chain rule, done in its order."""

import pytest
from helpers.live_common import drawn, state
from helpers.live_in_book import drag
from widgets.chain_rule.test_browser import HANDLE, agrees, secant

from nnlib.widgets import ChainRule

pytestmark = pytest.mark.browser


def test_the_instructions(in_book):
    page = in_book("chain", viewport={"width": 1200, "height": 900}).page
    exact = page.get_by_role("spinbutton", name="t, exact", exact=True)
    drag(page, HANDLE, (-40, 5))
    drawn(page)
    assert agrees(page)
    for t in (-0.55, -1.47, -1.10, 0.22, 0.74, 0.97):
        exact.fill(f"{t}")
        drawn(page)
        assert agrees(page)
        figure = ChainRule(t=t)
        assert abs(figure.dz_dt) < 0.25, "nearly level"
        assert (abs(figure.through_x) > 0.5) == (t == -0.55)

    for words in ("a wide nudge", "narrow"):
        page.locator('a[href^="#chain."]').filter(has_text=words).click()
        drawn(page)
        lefts = [secant(page)[1]]
        for _ in range(3):
            page.get_by_role("button", name="Halve dt").click()
            drawn(page)
            lefts.append(secant(page)[1])
        assert lefts == sorted(lefts, reverse=True)
        if words == "narrow":
            ratios = [a / b for a, b in zip(lefts, lefts[1:], strict=False)]
            assert ratios == pytest.approx([2, 2, 2], rel=0.15)
    assert state(page)["t"] == -0.5
