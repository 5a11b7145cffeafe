"""What a chapter says of numbers and pictures is what its code computes.

The cells of a chapter are executed here from top to bottom, and its text is held to them:

- `numbers = {"0.3775": z}` lists numbers as they are printed in the text, with their values. Each
  must stand in the text and be the rounded value.
- Any other number of the text must be a literal of the code or printed by it. One with three
  decimals or more must be listed. (Whole numbers below 10 are counted by the reader.)
- `claims = {"less than a tenth": J < start / 10}` lists what is said in words, of a run or of a
  picture: the words must stand in the text, and what is beside them must be true.
- `told = {"13 people": "alpaydin1998"}` lists what is known from elsewhere only, with its source.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from helpers.chapters import code_cells, sources
from helpers.site_fixtures import ROOT

CHAPTERS = [path for path in sources().values() if "{code-cell}" in path.read_text("utf8")]
LISTS = ("numbers", "claims", "told")

OPENING = re.compile(r"^\s*(?P<fence>`{3,}|:{3,})(?P<kind>\{[\w:-]+\}|[\w+-]*)")
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\d.]*\d)(?!\w)")
CITATION = re.compile(r"\{cite:\w+\}`[^`]*`")


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
    captions = re.findall(r"^    caption: \|\n((?:^      .*\n)+)", source, flags=re.M)
    # What a link sets in a figure is no number of the text; the tests of the figure follow it.
    lines = [re.sub(r"<a href=[^>]*>", "", line) for line in lines]
    # Without code, but with the arguments of roles.
    text = re.sub(r"(\}`[^`\n]+`)|`[^`\n]+`", lambda m: m[1] or " ", "\n".join(lines + captions))
    text = CITATION.sub(" ", text)
    text = text.replace("\N{MINUS SIGN}", "-").replace(r"\,", "").replace("{,}", "")
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def decimals(number: str) -> int:
    return len(number.partition(".")[2])


@dataclass
class Run:
    """What the cells of a chapter gave: the lists, what they print, and every number in it."""

    numbers: list[tuple[str, float]] = field(default_factory=list)
    claims: list[tuple[str, bool]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    held: set[float] = field(default_factory=set)
    printed: str = ""


@contextlib.contextmanager
def folder(path: Path):
    before = Path.cwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)


def run(source: str, where: Path = ROOT) -> Run:
    """Execute the cells in the folder of their chapter."""
    namespace: dict[str, object] = {}
    found, printed = Run(), io.StringIO()
    with folder(where), contextlib.redirect_stdout(printed):
        for cell in code_cells(source):
            tree = ast.parse(cell)
            found.held |= {
                abs(float(node.value))
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, int | float)
            }
            shown = isinstance(tree.body[-1], ast.Expr) and tree.body.pop()
            exec(compile(tree, "<cell>", "exec"), namespace)
            if shown:
                value = eval(compile(ast.Expression(shown.value), "<cell>", "eval"), namespace)
                if isinstance(value, (int, float, tuple, list)):
                    print(value)
            assigned = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            for name in assigned.intersection(LISTS):
                found.__dict__[name] = gather(found, name, namespace[name])
    found.printed = printed.getvalue()
    found.held |= {abs(float(number)) for number in NUMBER.findall(found.printed)}
    return found


def gather(found: Run, name: str, listed: dict) -> object:
    """Add a list, which may have been begun by an earlier cell, to what was found."""
    before = getattr(found, name)
    if name == "told":
        return before | listed
    return before + [item for item in listed.items() if item not in before]


def disagreements(source: str, where: Path = ROOT, found: Run | None = None) -> list[str]:
    """What is wrong with the numbers and claims of a chapter, or of a run of it, in words."""
    text = text_of(source)
    words = " ".join(re.sub(r"[*_$]", "", text).split())
    found = run(source, where) if found is None else found
    problems = []
    for number, value in found.numbers:
        digits = number.lstrip("-")
        if not re.search(rf"(?<![\d.]){re.escape(digits)}(?!\d)(?!\.\d)", text):
            problems.append(f"{number} is listed, but does not stand in the text")
        unit = 10.0 ** -decimals(number)
        if not abs(float(value) - float(number)) <= unit / 2 * (1 + 1e-9):
            problems.append(f"{number} stands in the text, but the code gives {float(value):.12g}")
    for claim, true in found.claims:
        if re.sub(r"[*_$]", "", claim) not in words:
            problems.append(f"“{claim}” is listed, but does not stand in the text")
        if not true:
            problems.append(f"“{claim}” stands in the text, and is not true")
    bibliography = (ROOT / "book" / "references.bib").read_text("utf8")
    for claim, key in found.told.items():
        if re.sub(r"[*_$]", "", claim) not in words:
            problems.append(f"“{claim}” is listed, but does not stand in the text")
        if f"{{{key}," not in bibliography:
            problems.append(f"“{claim}” is from {key}, which references.bib does not list")
    known = {number.lstrip("-") for number, _ in found.numbers}
    elsewhere = {n for words in found.told for n in NUMBER.findall(words.replace(",", ""))}
    for digits in dict.fromkeys(match[0].lstrip("-") for match in NUMBER.finditer(text)):
        if digits in known | elsewhere:
            continue
        if decimals(digits) >= 3:
            problems.append(f"{digits} stands in the text, but in no cell `numbers = ...`")
        elif (float(digits) >= 10 or "." in digits) and float(digits) not in found.held:
            problems.append(f"{digits} stands in the text, and no cell holds or prints it")
    return problems


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_chapter(path):
    problems = disagreements(path.read_text("utf8"), path.parent)
    assert not problems, "\n".join(problems)


def test_where_jax_is_missing_its_chapter_says_so_and_stands(monkeypatch):
    monkeypatch.setitem(sys.modules, "jax", None)
    path = sources()["book/practice/jax"]
    found = run(path.read_text("utf8"), path.parent)
    assert "JAX is not installed here" in found.printed
    assert not disagreements(path.read_text("utf8"), found=found)


SAMPLE = """---
kernelspec: {name: python3}
---
# Title

The sum is $0.123 + 0.002 = 0.125$, and `0.999` is code. It is *far* below
one, as 25 people know.

```{code-cell} python
:tags: [remove-cell]

numbers = {"0.123": %s, "0.002": 0.002, "0.125": 0.125}
claims = {"far below one": numbers["0.123"] < 0.5}
told = {"25 people": "mazur2015"}
```
"""


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (SAMPLE % "0.1234", None),
        (SAMPLE % "0.1236", "0.123 stands in the text, but the code gives 0.1236"),
        (SAMPLE.replace("0.123 +", "0.002 +") % "0.123", "0.123 is listed, but does not stand"),
        (SAMPLE.replace("The sum", "Of 3.1416, the sum") % "0.123", "3.1416 stands in the text"),
        (SAMPLE.replace("The sum", "Of 17, the sum") % "0.123", "17 stands in the text, and no"),
        (SAMPLE.replace("The sum", "Of 0.7, the sum") % "0.123", "0.7 stands in the text, and no"),
        (SAMPLE.replace("*far* below", "near") % "0.123", "“far below one” is listed, but"),
        (SAMPLE.replace("] < 0.5", "] > 0.5") % "0.123", "“far below one” stands in the text, and"),
        (SAMPLE.replace("25 people know", "we know") % "0.123", "“25 people” is listed, but"),
        (SAMPLE.replace('"mazur2015"', '"nobody"') % "0.123", "references.bib does not list"),
    ],
)
def test_the_check_itself(source, words):
    problems = disagreements(source)
    assert len(problems) == (words is not None), problems
    if words:
        assert words in problems[0]
