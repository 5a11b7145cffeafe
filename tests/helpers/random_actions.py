"""Whatever a reader or Python may do to a live figure, in no order, and nothing breaks.

A figure dies of what outlives its reason: a unit that is chosen and then taken away, a drag that
goes on while the data change. Nobody lists all such pairs, so hundreds are drawn from a fixed seed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.live_common import drawn, state

#: What nobody may read in a figure.
NONSENSE = re.compile(r"undefined|\bNaN\b|Infinity|\[object")

# Use a control of the figure, whichever of all those that are there; the words say which it was.
USE = """([pick, value]) => {
  const all = [...document.querySelectorAll(".nn-figure :is(button, select, input, summary)")]
    .filter((control) => !control.disabled && control.checkVisibility());
  const control = all[Math.floor(pick * all.length)];
  const label = control.closest("label, summary") ?? control;
  const name = control.getAttribute("aria-label") ?? label.textContent;
  const tell = (...types) => {
    for (const type of types) control.dispatchEvent(new Event(type, { bubbles: true }));
  };
  control.focus({ preventScroll: true });
  if (control.matches("button, summary")) control.click();
  else if (control.matches("select")) {
    control.selectedIndex = Math.floor(value * control.options.length);
    tell("input", "change");
  } else if (control.matches("[type=radio], [type=checkbox]")) control.click();
  else if (control.matches("[type=range]")) {
    control.value = Number(control.min) + value * (Number(control.max) - Number(control.min));
    tell("input", "change");
  } else {
    const typed = ["", "-3", "7", "0.02", "1e-9"];
    control.value = typed[Math.floor(value * typed.length)];
    tell("input", "change", "blur");
  }
  return `${control.localName} ${name} (${value.toFixed(2)})`;
}"""


class RandomActions:
    """Random actions on the only figure of a page, one after another.

    Parameters
    ----------
    opened : Visit
        The page.
    seed : int
        Of the random numbers.
    python : sequence of callable
        Each gives settings that Python might set, from a random generator.
    links : sequence of str
        What may come to stand after # in the address.
    """

    def __init__(
        self,
        opened: Any,
        seed: int,
        python: Sequence[Callable[[np.random.Generator], dict[str, Any]]] = (),
        links: Sequence[str] = (),
    ) -> None:
        self.opened, self.page, self.rng = opened, opened.page, np.random.default_rng(seed)
        self.python, self.links = python, links
        #: What has been done, to be read where something broke.
        self.done: list[str] = []

    def use(self) -> str:
        """Press, choose or type something."""
        return self.page.evaluate(USE, self.rng.random(2).tolist())

    def point(self) -> str:
        """Move the mouse somewhere in the figure, and sometimes drag."""
        box = self.page.locator(".nn-figure").bounding_box()
        x, y = self.rng.random((2, 3))
        places = [
            (box["x"] + a * box["width"], box["y"] + b * box["height"])
            for a, b in zip(x, y, strict=True)
        ]
        self.page.mouse.move(*places[0])
        if self.rng.random() < 0.4:
            self.page.mouse.down()
            self.page.mouse.move(*places[1], steps=3)
            if self.python and self.rng.random() < 0.5:
                self.set()  # while something is held
            self.page.mouse.move(*places[2], steps=3)
            self.page.mouse.up()
            return f"drag along {places}"
        return f"point at {places[0]}"

    def key(self) -> str:
        """Press a key on whatever has the focus."""
        keys = ["Tab", "Shift+Tab", "ArrowUp", "ArrowRight", "Enter", "Space", "Home", "End"]
        key = str(self.rng.choice(keys))
        self.page.keyboard.press(key)
        return f"key {key}"

    def set(self) -> str:
        """Change settings as Python would."""
        settings = self.python[self.rng.integers(len(self.python))](self.rng)
        self.page.evaluate(
            """(settings) => {
              const arrays = Object.entries(settings).map(([name, value]) => [name, value?.shape
                ? { shape: value.shape, data: new DataView(Float64Array.from(value.values).buffer) }
                : value]);
              nnLive.model(document.querySelector(".nn-live").dataset.modelId).set(Object.fromEntries(arrays));
            }""",
            settings,
        )
        return f"Python sets {settings}"

    def follow(self) -> str:
        """Follow a link to the figure."""
        link = str(self.rng.choice(list(self.links)))
        self.page.evaluate("(link) => { location.hash = link; }", link)
        return f"link {link}"

    def run(self, count: int) -> None:
        """Do so many things, and check after each that the figure lives and talks sense."""
        actions = [self.use, self.use, self.use, self.point, self.key]
        actions += [self.set] if self.python else []
        actions += [self.follow] if self.links else []
        for _ in range(count):
            self.done.append(actions[self.rng.integers(len(actions))]())
            if self.rng.random() < 0.7:  # else the next comes within the same frame
                drawn(self.page)
            self.check()

    def check(self) -> None:
        """Raise `AssertionError`, with the last actions, if anything is wrong."""
        history = "\n".join(["", *self.done[-6:]])
        assert not self.opened.problems, f"{self.opened.problems} after{history}"
        assert not self.page.locator(".nn-failed").count(), f"the figure has stopped after{history}"
        words = self.page.locator(".nn-figure").text_content()
        found = NONSENSE.search(words)
        near = words[max(0, found.start() - 60) : found.end() + 20] if found else ""
        assert not found, f"{near!r} after{history}\n{state(self.page)}"
