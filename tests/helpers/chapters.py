"""The sources of the book, read without building it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from helpers.site_fixtures import ROOT

FENCE = re.compile(r"^\s*(?P<fence>`{3,}|~{3,}|:{3,})\{?(?P<name>[\w-]*)\}?(?P<rest>.*)$")
CELL = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{code-cell\}[^\n]*\n(?P<body>.*?)^(?P=fence)\s*$", re.M | re.S
)
CODE_SPAN = re.compile(
    r"(?P<role>\{[a-z:]+\}`[^`]+`)|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.S
)
ROLE = re.compile(r"\{([a-z:]+)\}`([^`]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced directive: its name, argument, options and text."""

    name: str
    argument: str
    options: dict[str, str]
    text: str


@dataclass(frozen=True)
class Chapter:
    """One source file."""

    docname: str
    source: str

    @property
    def blocks(self) -> list[Block]:
        found: list[Block] = []
        _scan(self.source.split("\n"), found)
        return found

    @property
    def prose(self) -> str:
        """The text without code, cells and equation blocks."""
        outside: list[str] = []
        nested: list[tuple[str, bool]] = []  # the fences that are open, and which hold no prose
        for line in self.source.split("\n"):
            match = FENCE.match(line)
            inside_code = bool(nested) and nested[-1][1]
            if nested and line.strip() == nested[-1][0]:
                nested.pop()
            elif match and not inside_code:
                nested.append((match["fence"], _verbatim(match["name"])))
            elif not inside_code:
                outside.append(line)
                continue
            outside.append("")
        return CODE_SPAN.sub(lambda match: match["role"] or "", "\n".join(outside))

    @property
    def labelled(self) -> dict[str, str]:
        """The equations with a label."""
        return {
            block.options["label"]: block.text
            for block in self.blocks
            if block.name == "math" and "label" in block.options
        }

    @property
    def formulas(self) -> list[str]:
        """Every formula, displayed or in a line of text."""
        displayed = [block.text for block in self.blocks if block.name == "math"]
        prose = re.sub(r"\\\$", "", self.prose)
        displayed += re.findall(r"\$\$(.+?)\$\$", prose, re.S)
        displayed += re.findall(
            r"\\begin\{(?:align|equation|gather)\*?\}.*?\\end\{\w+\*?\}", prose, re.S
        )
        rest = re.sub(r"\$\$.+?\$\$", "", prose, flags=re.S)
        return displayed + re.findall(r"\$([^$]+)\$", rest)

    def roles(self, *names: str) -> list[str]:
        """The targets of the roles of these names."""
        return [target for role, target in ROLE.findall(self.prose) if role in names]


def code_cells(source: str) -> list[str]:
    """The code of each cell, without its options."""
    cells = []
    for match in CELL.finditer(source):
        body = match["body"]
        body = re.sub(r"\A---\n.*?^---\n", "", body, flags=re.M | re.S)
        cells.append(re.sub(r"\A(?::[\w-]+:[^\n]*\n)+", "", body))
    return cells


def _verbatim(name: str) -> bool:
    return name in {"", "code-cell", "math", "python", "literalinclude", "eval-rst", "code-block"}


def _scan(lines: list[str], found: list[Block]) -> None:
    place = 0
    while place < len(lines):
        match = FENCE.match(lines[place])
        if not match:
            place += 1
            continue
        end = place + 1
        while end < len(lines) and lines[end].strip() != match["fence"]:
            end += 1
        body = lines[place + 1 : end]
        options: dict[str, str] = {}
        while body and (option := re.match(r"\s*:([\w-]+):\s*(.*)$", body[0])):
            options[option[1]] = option[2].strip()
            body = body[1:]
        found.append(Block(match["name"], match["rest"].strip(), options, "\n".join(body)))
        if not _verbatim(match["name"]):
            _scan(body, found)
        place = end + 1


@cache
def table_of_contents() -> list[str]:
    """The documents in reading order."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf8"))
    return [toc["root"]] + [entry["file"] for part in toc["parts"] for entry in part["chapters"]]


@cache
def sources() -> dict[str, Path]:
    """Every page in the folder of the book, in the table of contents or not."""
    book = ROOT / "book"
    return {
        path.relative_to(ROOT).with_suffix("").as_posix(): path
        for path in sorted(book.rglob("*.md"))
        if not any(part.startswith(("_", ".")) for part in path.relative_to(book).parts)
    }


@cache
def chapters() -> dict[str, Chapter]:
    """Every document of the table of contents that exists."""
    return {
        docname: Chapter(docname, sources()[docname].read_text("utf8"))
        for docname in table_of_contents()
        if docname in sources()
    }


def docstrings() -> dict[str, str]:
    """The source of every module of nnlib."""
    return {
        str(path.relative_to(ROOT)): path.read_text("utf8")
        for path in sorted(Path(ROOT / "nnlib").rglob("*.py"))
    }
