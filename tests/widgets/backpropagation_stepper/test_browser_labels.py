"""The numbers in the network of the stepper can be read: at every step, width and theme."""

import pytest
from helpers.labels import clashes, faint
from helpers.live_common import put
from widgets.backpropagation_stepper.common import NETS, random_stepper, stepper

from nnlib.widgets.backpropagation_stepper.figure import PRESETS

pytestmark = pytest.mark.browser

#: Numbers of all sizes, of either sign.
WIDE = [-1.25, 0.00012, 3.14159, -0.0375, 12.5, -0.333333, 1000, -0.5, 7e-6]
FIGURES = [
    *NETS,
    stepper(y=[0.751365070, 0.772928465]),
    stepper(theta=(WIDE * 2)[:12], x=[-1000, 1e-5], output="identity", y=[-1000, 0.00012]),
    random_stepper(7, [3, 3, 3], hidden="tanh", output="tanh", loss="mse", y=[-0.111, -1, 0.5]),
    random_stepper(
        8, [2, 1, 3], hidden="elu", output="softmax", loss="cross_entropy", y=[0.25, 0.5, 0.25]
    ),
    random_stepper(9, [3, 1], output="tanh", loss="mse", y=[-0.987654]),
]


@pytest.mark.parametrize("width", [320, 390, 600, 690, 760, 900])
def test_no_label_meets_another_or_a_ring(live, width):
    page = live(stepper(), viewport={"width": width, "height": 900}).page
    problems = set()
    for figure in FIGURES:
        settings = {name: getattr(figure, name) for name in figure.settings() if name != "key"}
        for step in range(4 * (len(figure.d) - 1) + 2):
            put(page, settings | {"step": step})
            problems |= {f"d = {figure.d}, step {step}: {clash}" for clash in clashes(page)}
    assert not problems, "\n".join(["", *sorted(problems)])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_labels_stand_out(live, theme):
    page = live(stepper(), theme=theme, color_scheme=theme).page
    problems = set()
    for name in PRESETS:
        for step in range(10):
            put(page, PRESETS[name] | {"step": step})
            problems |= {f"step {step}: {text}" for text in faint(page)}
    assert not problems, "\n".join(["", *sorted(problems)])


def test_a_text_twice_as_large_does_not_push_the_page(live):
    page = live(stepper(step=9), viewport={"width": 390, "height": 844}).page
    page.add_style_tag(content="html { font-size: 200% }")
    for settings in PRESETS.values():
        for step in range(10):
            put(page, settings | {"step": step})
            assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
