"""Numbers as people write them: read as they were meant, or refused in words."""

import pytest
from helpers.v8 import harness

SOURCE = """
import { readNumber, readWithin } from "widgets/kit/reading.js";

export default { read: readNumber, within: readWithin };
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("reading")) as call:
        yield call


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,05", 0.05),
        (",5", 0.5),
        ("5.", 5),
        (" +3 ", 3),
        ("\N{MINUS SIGN}0.5", -0.5),
        ("\N{EN DASH}2", -2),
        ("- 2", -2),
        ("0,001", 0.001),
        ("1.001", 1.001),
        ("1234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("1 000", 1000),
        ("1\N{NARROW NO-BREAK SPACE}234,5", 1234.5),
        ("1'000", 1000),
        ("1e-3", 0.001),
        ("1E3", 1000),
        ("10^-3", 0.001),
        ("-10^2", -100),
        ("10⁻³", 0.001),
        ("2·10⁻³", 0.002),
        ("2 × 10^-3", 0.002),
        ("2*10**3", 2000),
        ("1/4", 0.25),
        ("0e5", 0),
        ("-0", 0),
        ("１２", 12),
    ],
)
def test_read_as_meant(js, text, value):
    assert js("read", text) == {"value": value}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "A number is wanted."),
        ("  ", "A number is wanted."),
        ("NaN", "“NaN” is no number."),
        ("inf", "The number must be finite."),
        ("-∞", "The number must be finite."),
        ("1e400", "1e400 is too large"),
        ("1e-400", "1e-400 is too small"),
        ("1,001", "“1,001” may be 1.001 or 1001: write one of them."),
        *((text, f"“{text}” is no number.") for text in (
            "abc", "0x10", "0b1", "1 2", "1 0000", "1,2,3", "12,34,567", "1.2.3", "--3", "1e",
            "e5", "10^", "1e2.5", "5%", "5²", "2 10^3", "1/0", "1/2/3", "1;2",
        )),
    ],
)  # fmt: skip
def test_refused_in_words(js, text, words):
    assert js("read", text)["wrong"].startswith(words)


@pytest.mark.parametrize(
    ("text", "bounds", "words"),
    [
        ("7", {"low": -2, "high": 2}, "7 is too large: 2 at most."),
        ("-3", {"low": -2, "high": 2}, "−3 is too small: −2 at least."),
        ("0", {"low": 0, "above": True}, "0 is too small: above 0."),
        ("2,5", {"low": 0, "whole": True}, "2.5 is no whole number."),
        ("abc", {"low": 0}, "“abc” is no number."),
    ],
)
def test_outside_the_bounds(js, text, bounds, words):
    assert js("within", text, bounds) == {"wrong": words}
    assert js("within", "1", bounds) == {"value": 1}
