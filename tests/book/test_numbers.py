"""Numbers quoted in a chapter are those that its code computes.

A chapter lists them in cells that assign ``numbers = {"0.3775": z}``: the text as it is printed,
and the value. The cells of a chapter are executed here from the top to its last list; a listed
number must stand in the text and be the rounded value, and one with three decimals or more must be
listed.
"""

from __future__ import annotations

import re

import pytest
from helpers.chapters import code_cells, sources

CHAPTERS = [path for path in sources().values() if "{code-cell}" in path.read_text("utf8")]
LIST = re.compile(r"^numbers\b", re.M)

OPENING = re.compile(r"^\s*(?P<fence>`{3,}|:{3,})(?P<kind>\{[\w:-]+\}|[\w+-]*)")
NUMBER = re.compile(r"(?<![\w.])-?\d+\.\d+(?![\d.]*\d)")


def text_of(source: str) -> str:
    """Prose and formulas, with the thin spaces and minus signs of typesetting made plain."""
    lines: list[str] = []
    fences: list[tuple[str, bool]] = []  # the open ones, and whether each holds code
    for line in re.sub(r"\A---\n.*?^---$", "", source, flags=re.M | re.S).splitlines():
        if fences and line.strip() == fences[-1][0]:
            fences.pop()
        elif not (fences and fences[-1][1]) and (opening := OPENING.match(line)):
            kind = opening["kind"]
            is_code = kind in ("{code-cell}", "{literalinclude}") or not kind.startswith("{")
            fences.append((opening["fence"], is_code))
        elif not (fences and fences[-1][1]) and not line.startswith("%"):
            lines.append(line)
    # Without code, but with the arguments of roles.
    text = re.sub(r"(\}`[^`\n]+`)|`[^`\n]+`", lambda m: m[1] or " ", "\n".join(lines))
    return text.replace("\N{MINUS SIGN}", "-").replace(r"\,", "").replace("{,}", "")


def decimals(number: str) -> int:
    return len(number.partition(".")[2])


def run(source: str) -> list[tuple[str, float]]:
    """Execute the cells up to the last list; the listed numbers with their values, in order."""
    namespace: dict[str, object] = {}
    listed: list[tuple[str, float]] = []
    cells = code_cells(source)
    while cells and not LIST.search(cells[-1]):
        cells.pop()
    for cell in cells:
        exec(compile(cell, "<cell>", "exec"), namespace)
        if LIST.search(cell):
            listed += namespace["numbers"].items()
    return listed


def disagreements(source: str) -> list[str]:
    """What is wrong with the numbers of a chapter, in words."""
    text = text_of(source)
    listed = run(source)
    problems = []
    for number, value in listed:
        digits = number.lstrip("-")
        if not re.search(rf"(?<![\d.]){re.escape(digits)}(?!\d)(?!\.\d)", text):
            problems.append(f"{number} is listed, but does not stand in the text")
        unit = 10.0 ** -decimals(number)
        if not abs(float(value) - float(number)) <= unit / 2 * (1 + 1e-9):
            problems.append(f"{number} stands in the text, but the code gives {float(value):.12g}")
    known = {number.lstrip("-") for number, _ in listed}
    for match in NUMBER.finditer(text):
        digits = match[0].lstrip("-")
        if decimals(digits) >= 3 and digits not in known:
            problems.append(f"{digits} stands in the text, but in no cell `numbers = ...`")
    return problems


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_chapter(path):
    assert not (problems := disagreements(path.read_text("utf8"))), "\n".join(problems)


SAMPLE = """---
kernelspec: {name: python3}
---
# Title

The sum is $0.123 + 0.002 = 0.125$, and `0.999` is code.

```{code-cell} python
:tags: [remove-cell]

numbers = {"0.123": %s, "0.002": 0.002, "0.125": 0.125}
```
"""


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (SAMPLE % "0.1234", None),
        (SAMPLE % "0.1236", "0.123 stands in the text, but the code gives 0.1236"),
        (SAMPLE.replace("0.123 +", "0.12 +") % "0.123", "0.123 is listed, but does not stand"),
        (SAMPLE.replace("The sum", "Of 3.1416, the sum") % "0.123", "3.1416 stands in the text"),
    ],
)
def test_the_check_itself(source, words):
    problems = disagreements(source)
    assert len(problems) == (words is not None)
    if words:
        assert words in problems[0]
