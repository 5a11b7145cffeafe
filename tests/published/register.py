"""The register of published numbers, as the tests beside it read it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

REGISTER = Path(__file__).with_name("published.yml")
RESULTS = ("reproduced", "differs", "open")


@dataclass(frozen=True)
class Entry:
    source: str
    quantity: str
    published: str
    result: str
    reason: str
    low: float
    high: float

    def holds(self, ours: float) -> bool:
        return self.low <= ours <= self.high

    def __str__(self) -> str:
        return f"{self.quantity} of {self.source}: {self.published}"


def interval(published: str) -> tuple[float, float]:
    """From half a unit of the last printed digit below, to half a unit above."""
    number = Decimal(published)
    half = Decimal(5).scaleb(number.as_tuple().exponent - 1)
    return float(number - half), float(number + half)


def _entry(raw: dict) -> Entry:
    result = raw.get("result", "reproduced")
    if result == "open":
        low, high = float("nan"), float("nan")
    else:
        low, high = raw.get("band") or interval(raw["published"])
    return Entry(
        raw["source"], raw["quantity"], raw["published"], result, raw.get("reason", ""), low, high
    )


ENTRIES = [_entry(raw) for raw in yaml.safe_load(REGISTER.read_text(encoding="utf-8"))]


def entries(source: str) -> dict[str, Entry]:
    """What is published in one source and was tried, by quantity."""
    return {e.quantity: e for e in ENTRIES if e.source == source and e.result != "open"}


def assert_result(entry: Entry, ours: float) -> None:
    """`ours` comes out as the register says: reproduced, or different from what was printed."""
    expected = entry.result == "reproduced"
    assert entry.holds(ours) == expected, (
        f"{entry}, from {entry.low:.10g} to {entry.high:.10g}; ours is {ours:.10g}, "
        f"and the register says {entry.result}"
    )
