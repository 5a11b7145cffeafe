"""A page with a stepper: its parts as a reader finds them, and the numbers that it shows."""

from __future__ import annotations

import re
from typing import Any

from helpers.live_common import drawn, number, state
from widgets.backpropagation_stepper.common import stepper

from nnlib.widgets import BackpropagationStepper


def equation(page: Any) -> Any:
    return page.get_by_role("group", name="Equation")


def result_cells(page: Any) -> Any:
    """The numbers that the step on display computes; pressing one explains it."""
    return equation(page).get_by_role("button")


def explanation(page: Any) -> Any:
    return page.get_by_role("note", name="Explanation")


def network(page: Any) -> Any:
    """The drawing, whose words are those of the step."""
    return page.get_by_role("img", name=re.compile("^(Forward|Loss|Backward|Update): "))


def fields(page: Any) -> Any:
    return page.get_by_role("group", name="Numbers to change")


def bar(page: Any) -> Any:
    return page.get_by_role("group", name="Controls of the round")


def training_report(page: Any) -> Any:
    """What is written of the training; the same words for the ear come a little later."""
    return page.get_by_text(re.compile("J went from|run away")).and_(page.locator("output"))


def lit_keys(part: Any) -> list[str]:
    """The keys of the numbers that are lit in a part of the figure."""
    return part.locator(".nn-backprop-lit[data-key]").evaluate_all(
        "(all) => all.map((one) => one.dataset.key)"
    )


def twin(page: Any) -> BackpropagationStepper:
    """A widget with the settings of the page."""
    settings = state(page)
    return stepper(**{name: settings[name] for name in BackpropagationStepper.settings()})


def results(page: Any) -> list[float]:
    """The results of the step on display, each from its explanation, where it has all digits."""
    numbers = []
    for cell in result_cells(page).all():
        cell.click()
        drawn(page)
        numbers.append(number(explanation(page).get_by_role("strong").text_content()))
    return numbers
