"""The register of symbols, ``book/notation.yml``: its entries, and what makes one complete."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml
from latex_symbols import ACCENTS, STYLES, symbols
from symbol_looks import spoken

KINDS = {
    "index": "Indices and sizes",
    "scalar": "Numbers",
    "vector": "Vectors",
    "matrix": "Matrices",
    "set": "Sets",
    "function": "Functions",
    "operation": "Operations",
    "relation": "Relations and arrows",
    "bracket": "Brackets and bars",
}
FIELDS = {"symbol", "kind", "shape", "meaning", "code", "first"}
OPTIONAL = {"scope", "say"}


@dataclass(frozen=True)
class Entry:
    """One line of the register."""

    symbol: str  # as shown, with its indices
    key: str  # as found in formulas
    kind: str
    shape: str
    meaning: str
    code: str
    first: str
    say: str  # as read aloud
    scope: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The id of its row in the notation guide."""
        chapter = f" in {self.first.rsplit('/', 1)[-1]}" if self.scope else ""
        return "symbol-" + re.sub(r"\W+|_", "-", self.say + chapter)


class RegisterError(ValueError):
    """An entry of the register is incomplete or contradicts another."""


class Register:
    """All entries, found by the symbol and by the chapter it stands in."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self.by_key: dict[str, list[Entry]] = {}
        for entry in self.entries:
            twins = self.by_key.setdefault(entry.key, [])
            for twin in twins:
                if twin.scope == entry.scope or set(twin.scope) & set(entry.scope):
                    raise RegisterError(f"{entry.key} is listed twice with the same scope")
            twins.append(entry)

    def find(self, key: str, docname: str) -> Entry | None:
        """Return the meaning that a symbol has in a chapter."""
        entries = self.by_key.get(key, [])
        scoped = [entry for entry in entries if docname in entry.scope]
        return next(iter(scoped or [entry for entry in entries if not entry.scope]), None)

    def relatives(self, key: str) -> list[str]:
        """Return the registered symbols with the same letter in another style or with an accent."""
        letter = _letter(key)
        return [other for other in self.by_key if other != key and _letter(other) == letter]


def _letter(key: str) -> str:
    styles = "|".join(STYLES | ACCENTS | {"mathrm"})
    bare = re.sub(rf"\\({styles})\b|[{{}}'*^]", "", key)
    return bare.lstrip("\\").lower()


def load(path: Path) -> Register:
    """Read the register, and refuse an entry that is not complete.

    Raises
    ------
    RegisterError
        Naming the entry and what is wrong with it.

    """
    lines = yaml.safe_load(path.read_text("utf8"))
    entries = []
    for number, line in enumerate(lines, 1):
        name = line.get("symbol", f"number {number}") if isinstance(line, dict) else line
        if not isinstance(line, dict) or not FIELDS <= set(line) <= FIELDS | OPTIONAL:
            wanted = ", ".join(sorted(FIELDS))
            raise RegisterError(f"entry {name}: needs the fields {wanted} (perhaps scope and say)")
        if line["kind"] not in KINDS:
            raise RegisterError(f"entry {name}: kind {line['kind']!r} is none of {list(KINDS)}")
        for field in FIELDS:
            if not isinstance(line[field], str) or not line[field].strip():
                raise RegisterError(f"entry {name}: {field} must be text")
        keys = symbols(line["symbol"])
        if not keys:
            raise RegisterError(f"entry {name}: holds no symbol")
        scope = line.get("scope", [])
        if not isinstance(scope, list) or (scope and line["first"] not in scope):
            raise RegisterError(f"entry {name}: scope must be a list that holds its first chapter")
        say = line.get("say") or spoken(keys[0])
        if not isinstance(say, str):
            raise RegisterError(f"entry {name}: say must tell how the sign is read aloud")
        text = {field: line[field].strip() for field in FIELDS}
        entries.append(Entry(key=keys[0], say=say, scope=tuple(scope), **text))
    return Register(entries)
