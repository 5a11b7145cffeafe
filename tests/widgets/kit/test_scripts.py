"""The shared scripts that need no browser: numbers, the player's pace and places, the address."""

import pytest
from helpers.v8 import harness

from nnlib.widgets.kit.traits import Choice, Count, Counts, Number, Numbers, Switch

SOURCE = """
import { settingOf } from "widgets/kit/address.js";
import { labelOf, optionsOf } from "widgets/kit/facts.js";
import { number, spoken, ticks } from "widgets/kit/numbers.js";
import { pace } from "widgets/kit/pace.js";
import { places } from "widgets/kit/places.js";

export default {
  numbers: () => [
    number(-0.5), number(-0.001), number(1 / 3, 4), number(NaN), number(-Infinity),
    number(2.5e7), number(-0.000012, 3), spoken(-1.25),
    ticks(-5, 5, 5), ticks(0, 1, 3), ticks(0.1, 0.35, 5), ticks(2, 2),
  ],

  read: (facts, text) => settingOf(facts).read(text) ?? null,
  write: (facts, value) => settingOf(facts).write(value),
  options: (facts, name) => [optionsOf(facts), labelOf(facts, name)],

  // The steps that are due after each of some spans of time.
  steps(rate, speed, elapsed, isCalm) {
    const { begin, setSpeed, steps } = pace(rate);
    setSpeed(speed);
    begin();
    return elapsed.map((milliseconds) => steps(milliseconds, isCalm));
  },

  // The last mark in the bar after some acts, and every place that was shown on the way.
  places({ last, at }, acts) {
    const shown = [];
    let mark;
    const options = { last: last ?? Infinity, at, show: (place) => shown.push(place) };
    const place = places(options, (...rest) => { mark = rest; });
    place.mark();
    for (const [name, ...rest] of acts) place[name](...rest);
    return { words: mark[2], at: place.at, isLast: place.isLast, shown };
  },
};
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("kit")) as call:
        yield call


def test_numbers(js):
    minus = "\N{MINUS SIGN}"
    assert js("numbers") == [
        f"{minus}0.50", "0.00", "0.3333", "undefined", f"{minus}∞", "2.50 · 10⁷",
        f"{minus}1.20 · 10⁻⁵", "minus 1.25", [-4, -2, 0, 2, 4], [0, 0.5, 1],
        [0.1, 0.15, 0.2, 0.25, 0.3, 0.35], [2],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("trait", "value", "text", "nonsense"),
    [
        (
            Number(0, -1, 1),
            -0.5,
            "-0.5",
            ["", " ", "1.1", "-2", "x", "NaN", "1e9", "1,001", "1e400"],
        ),
        (Number(0.0), 0.333333333333, "0.333333333333", ["Infinity", "1e400", "-1e400", "10^400"]),
        (Number(0.1, 0, above=True), 0.1, "0.1", ["0", "-1"]),
        (Count(1, 1, 8), 7, "7", ["0", "9", "2.5", "1e400", ""]),
        (Count(0), 1000, "1000", ["-1"]),
        (Numbers([1], -2, 2, longest=3), [1.5, -2], "1.5,-2", ["", "1,", "3", "1,1,1,1"]),
        (Counts([2, 3], 1, 9, shortest=2), [2, 9], "2,9", ["2", "2,0", "2,1.5"]),
        (Choice("a", ("a", "b")), "b", "b", ["c", "A", ""]),
        (Switch(False), True, "on", ["yes", "true"]),
    ],
)
def test_settings_in_the_address(js, trait, value, text, nonsense):
    facts = trait.facts()
    assert js("write", facts, value) == text
    assert js("read", facts, text) == value
    for wrong in nonsense:
        assert js("read", facts, wrong) is None, wrong


def test_numbers_in_the_address_have_twelve_digits(js):
    assert js("write", Number(0.0).facts(), 1 / 3) == "0.333333333333"


def test_options_of_a_choice(js):
    facts = Choice("relu", {"relu": "ReLU", "leaky_relu": "leaky ReLU"}).facts()
    options = [["relu", "ReLU"], ["leaky_relu", "leaky ReLU"]]
    assert js("options", facts, "leaky_relu") == [options, "leaky ReLU"]


def test_pace(js):
    sixtieths = [1000 / 60] * 60
    # A step that falls due with a frame is not late by the rounding of sixty sixtieths.
    for rate in (4, 8, 10, 20, 40):
        assert sum(js("steps", rate, 1, sixtieths, False)) == rate
    assert js("steps", 10, 1, sixtieths[:6], False) == [0, 0, 0, 0, 0, 1]
    assert js("steps", 100, 1, [100, 100], False) == [10, 10]
    assert js("steps", 4, 1, [200, 200, 200, 200], False) == [0, 1, 1, 1]


def test_pace_with_less_motion(js):
    """No step is lost, but what is on show changes twice a second at most."""
    steps = js("steps", 20, 1, [100] * 20, True)
    changes = [k for k, due in enumerate(steps) if due]
    assert changes == [4, 9, 14, 19]
    assert sum(steps) == 40
    assert js("steps", 1, 1, [125] * 16, True) == ([0] * 7 + [1]) * 2


def test_places(js):
    run = [["go", 3], ["go", 3], ["go", 2.4], ["go", 99], ["go", -1], ["go", 0, True]]
    found = js("places", {"last": 5}, run)
    assert found["shown"] == [3, 2, 5, 0, 0]
    assert (found["words"], found["isLast"]) == ("0 of 5", False)
    shorter = js("places", {"last": 5, "at": 9}, [["setLast", 3]])
    assert shorter == {"words": "3 of 3", "at": 3, "isLast": True, "shown": []}
    endless = js("places", {}, [["go", 7]])
    assert (endless["words"], endless["isLast"]) == ("step 7", False)


def test_numbers_in_the_address_are_read_as_those_typed(js):
    eta = Number(0.1, 0, 5, above=True).facts()
    assert [js("read", eta, text) for text in ("0,05", "10^-3", "1e400")] == [0.05, 0.001, None]
    assert js("read", Numbers([1], -2, 2).facts(), "1.5,\N{MINUS SIGN}2") == [1.5, -2]
