"""The register of published results, as the tests beside it read it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

REGISTER = Path(__file__).with_name("published.yml")
KINDS = ("number", "formula", "difference", "open")


@dataclass(frozen=True)
class Entry:
    source: str
    quantity: str
    published: str
    kind: str = "number"
    reason: str = ""
    band: tuple[float, float] | None = None
    at: tuple[float, ...] = ()
    within: float = 0.0

    def holds(self, ours: float) -> bool:
        low, high = self.band or interval(self.published)
        return low <= ours <= high

    def __str__(self) -> str:
        return f"{self.quantity} of {self.source}: {self.published}"


def interval(published: str) -> tuple[float, float]:
    """From half a unit of the last printed digit below, to half a unit above."""
    number = Decimal(published)
    half = Decimal(5).scaleb(number.as_tuple().exponent - 1)
    return float(number - half), float(number + half)


ENTRIES = [Entry(**raw) for raw in yaml.safe_load(REGISTER.read_text(encoding="utf-8"))]
COUNTS = Counter(entry.kind for entry in ENTRIES)


def entries(source: str) -> dict[str, Entry]:
    """What is published in one source and was tried, by quantity."""
    return {e.quantity: e for e in ENTRIES if e.source == source and e.kind != "open"}


def assert_result(entry: Entry, ours: float) -> None:
    """`ours` comes out as the register says: reproduced, or different from what was printed."""
    assert entry.holds(ours) == (entry.kind == "number"), (
        f"{entry}; ours is {ours:.10g}, and the register calls it a {entry.kind}"
    )
