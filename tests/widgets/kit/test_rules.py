"""What figures know of optimizers: their settings, what suits them, how their lines look."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from nnlib.optimizers import OPTIMIZERS
from nnlib.widgets.kit.line_styles import RULE_STYLES, RUN_STYLES
from nnlib.widgets.kit.rules import (
    SETTINGS,
    defaults_of,
    facts_of_rules,
    goes_by_gradient,
    new_rule,
    setting_trait,
    settings_of,
    suited,
)


def test_a_rule_has_a_slider_for_its_rate_and_for_one_thing_more():
    for name, rule in OPTIMIZERS.items():
        taken = settings_of(rule)
        assert taken[0] == "eta" and len(taken) <= 2, name
        assert new_rule(name, defaults_of(name)).eta == rule().eta
    assert settings_of(OPTIMIZERS["Adam"]) == ["eta", "beta1"]
    assert facts_of_rules(OPTIMIZERS.subset(["AdaGrad"]))["sliders"] == {"AdaGrad": ["eta"]}


def test_usual_values_are_within_the_bounds_and_on_the_slider():
    for name in OPTIMIZERS:
        for setting, value in defaults_of(name).items():
            assert setting_trait(setting, value).check(setting, value) == value
            low, high = SETTINGS[setting].shown
            assert low <= value <= high, (name, setting)


def steady(name, settings, gradient, steps=10):
    rule, theta = new_rule(name, settings), np.zeros(1)
    for _ in range(steps):
        rule.step(theta, np.full(1, gradient))
    return abs(theta[0])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_what_suits_a_rule_takes_it_as_far_as_others(name):
    """Along a steady gradient: as far as gradient descent, or a quarter of the way."""
    found = suited(name, 0.07, 6.0)
    if name == "OnlineLBFGS":
        assert found == defaults_of(name), "its rate is a share of Newton's step"
    elif goes_by_gradient(name):
        assert steady(name, found, 1.0) == pytest.approx(10 * 0.07, rel=0.35)
    else:
        for gradient in (0.01, 1.0, 50.0):
            assert steady(name, found, gradient) == pytest.approx(6 / 4, rel=0.35)


def test_which_rules_go_by_the_length_of_the_gradient():
    others = {name for name in OPTIMIZERS if not goes_by_gradient(name)}
    expected = {"RProp", "AdaGrad", "RMSProp", "Adam", "AdamW", "AMSGrad", "OnlineLBFGS"}
    assert others == expected & set(OPTIMIZERS)


def test_a_whole_number_may_come_as_a_float():
    assert new_rule("OnlineLBFGS", {"eta": 0.5, "memory": 3.0}).memory == 3


def test_no_two_styles_are_the_same():
    seen = [(style.colour, style.dash) for style in RULE_STYLES]
    marks = [style.mark for style in RULE_STYLES[: len(OPTIMIZERS)]]
    assert len(set(seen[: len(OPTIMIZERS)])) == len(set(marks)) == len(OPTIMIZERS)
    assert len({(*pair, style.mark) for pair, style in zip(seen, RULE_STYLES, strict=True)}) >= 65


def test_a_style_serves_a_script_and_matplotlib():
    style = RUN_STYLES[0]
    facts = style.facts()
    assert (facts["colour"], facts["dash"]) == (style.colour, "8 4")
    assert facts["mark"] == "M-5,-5L5,-5L5,5L-5,5z"
    axes = Figure().subplots()
    (line,) = axes.plot([0, 1], **style.line())
    (mark,) = axes.plot([0], **style.end())
    assert line.get_color() == mark.get_color()
    assert line.is_dashed() and not RULE_STYLES[0].dash
