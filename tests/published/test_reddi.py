"""Reddi, Kale and Kumar: costs of one parameter on which Adam walks to the wrong end."""

import numpy as np
import pytest
from published.register import assert_result, entries

from nnlib.optimizers import Adam, AMSGrad

PUBLISHED = entries("reddi2018")
(THEOREM,) = (entry for entry in PUBLISHED.values() if entry.kind == "formula")
(RARE_ADAM, RARE_AMSGRAD) = (entry for entry in PUBLISHED.values() if entry.kind == "number")


def walk(rule, slope, steps):
    """Where the parameter is after each step, kept between -1 and 1."""
    theta, places = np.zeros(1), np.empty(steps)
    for step in range(steps):
        rule.step(theta, np.array([slope(step)]))
        places[step] = np.clip(theta, -1, 1, out=theta)[0]
    return places


def every_third(C):
    return lambda step: C if step % 3 == 0 else -1.0


def every_101st(step):
    return 1010.0 if step % 101 == 0 else -10.0


def of_the_theorem(make, C, eta=0.1):
    return make(eta=lambda t: eta / np.sqrt(t), beta1=0.0, beta2=1 / (1 + C**2))


@pytest.mark.parametrize("C", THEOREM.at)
def test_adam_ends_at_the_worst_point_of_the_theorem_and_amsgrad_at_the_best(C):
    wrong = walk(of_the_theorem(Adam, C), every_third(C), 4000)
    assert np.abs(wrong[-300:] - 1).max() < THEOREM.within
    right = walk(of_the_theorem(AMSGrad, C), every_third(C), 4000)
    assert np.abs(right[-300:] + 1).max() < THEOREM.within


def test_below_two_the_other_end_is_the_best_and_adam_goes_there():
    end = walk(of_the_theorem(Adam, 1.5), every_third(1.5), 4000)[-1]
    assert end == pytest.approx(1, abs=THEOREM.within)


@pytest.mark.parametrize(("make", "entry"), [(Adam, RARE_ADAM), (AMSGrad, RARE_AMSGRAD)])
def test_with_a_large_gradient_in_every_101st_step(make, entry):
    rule = make(eta=lambda t: 1 / np.sqrt(t), beta1=0.9, beta2=0.99)
    assert_result(entry, float(walk(rule, every_101st, 30_000)[-1]))


def test_a_longer_memory_leads_adam_the_right_way():
    rule = Adam(eta=lambda t: 1 / np.sqrt(t), beta1=0.9, beta2=0.99999)
    assert walk(rule, every_101st, 10_000)[-1] < 0
