"""What holds for every live figure, whatever it shows."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from helpers.live_pages import TWO_FRAMES
from nnlib.widgets import LiveFigure

# An expression, to stand in parentheses: without the semicolon that ends the file.
INSPECT = (Path(__file__).parent / "inspect.js").read_text(encoding="utf-8").strip().rstrip(";")
POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def state(page: Any, place: int = 0) -> dict[str, Any]:
    """The settings of the figure at a place of the page, without what every widget has."""
    return page.evaluate(
        """(place) => {
          const at = document.querySelectorAll(".nn-live")[place];
          const settings = Object.entries(nnLive.model(at.dataset.modelId).state);
          return Object.fromEntries(settings.filter(([name]) => !name.startsWith("_")));
        }""",
        place,
    )


def rebuilt(page: Any, kind: type[LiveFigure]) -> Any:
    """The Python figure with all settings of the first figure of the page, arrays included."""
    settings = page.evaluate(
        """(names) => {
          const model = nnLive.model(document.querySelector(".nn-live").dataset.modelId);
          const text = ({ buffer, byteOffset, byteLength }) =>
            btoa(Array.from(new Uint8Array(buffer, byteOffset, byteLength),
              (byte) => String.fromCharCode(byte)).join(""));
          return names.map((name) => {
            const value = model.get(name);
            return value?.data ? { ...value, data: text(value.data) } : value;
          });
        }""",
        kind.settings(),
    )
    settings = dict(zip(kind.settings(), settings, strict=True))
    for name, value in settings.items():
        if isinstance(value, dict):
            sent = value | {"data": base64.b64decode(value["data"])}
            settings[name] = kind.class_traits()[name].metadata["from_json"](sent, None)
    figure = kind.__new__(kind)  # past the constructor of a figure that asks for a network
    LiveFigure.__init__(figure, **settings)
    return figure


def wait_for_state(page: Any, condition: str) -> None:
    """Wait until the settings fulfil a condition: ``wait_for_state(page, "now.steps > 12")``."""
    page.wait_for_function(
        f"""() => {{
          const now = nnLive.model(document.querySelector(".nn-live").dataset.modelId).state;
          return {condition};
        }}"""
    )


def number(text: str) -> float:
    """A number as a figure prints or speaks it."""
    text = text.strip().replace("minus ", "-").replace("−", "-")
    return float(text.replace(" · 10", "e").translate(POWERS))


def decimals(text: str) -> list[float]:
    """The numbers with a decimal point in a text."""
    return [number(found) for found in re.findall(r"(?:−|minus )?\d+\.\d+", text)]


def put(page: Any, settings: dict[str, Any], place: int = 0) -> None:
    """Change settings as Python would, and wait until the change is drawn."""
    page.evaluate(
        """([place, settings]) => {
          const at = document.querySelectorAll(".nn-live")[place];
          nnLive.model(at.dataset.modelId).set(settings);
        }""",
        [place, settings],
    )
    drawn(page)


def drawn(page: Any) -> None:
    """Wait until what was asked for is drawn: two animation frames."""
    page.evaluate(TWO_FRAMES)


@contextmanager
def stopped_clock(page: Any) -> Iterator[Callable[[int], None]]:
    """Stop the clock of the page, and give a function that turns it by so many milliseconds.

    Frames, timers and times then come from that clock, however busy the machine is. Until it goes
    on, at the end, nothing is drawn by itself, so `drawn` would wait for ever.
    """
    # What the clock of the machine has begun must end by it.
    page.wait_for_function("() => probe().timers.length + probe().frames.length === 0")
    page.clock.install()
    page.clock.pause_at(page.evaluate("() => Date.now()") + 60_000)
    yield page.clock.run_for
    page.clock.resume()


def frame_times(page: Any, act: Callable[[], None], least: int = 0) -> list[float]:
    """Milliseconds between the animation frames of the page while `act` goes on, sorted.

    There are `least` of them or more: after `act`, the rest are waited for.
    """
    page.evaluate(
        """() => {
          window.frameTimes = [];
          let last = 0;
          const next = (now) => {
            if (last) window.frameTimes?.push(now - last);
            last = now;
            if (window.frameTimes) requestAnimationFrame(next);
          };
          requestAnimationFrame(next);
        }"""
    )
    act()
    page.wait_for_function("(least) => frameTimes.length >= least", arg=least)
    times = page.evaluate("() => { const t = frameTimes; window.frameTimes = null; return t; }")
    return sorted(times)


def report_frames(record_property: Callable[..., None], what: str, times: list[float]) -> None:
    """Tell how fast it was, at the end of the run: no gate, as the machine may have other work."""
    slow = times[int(0.95 * (len(times) - 1))]
    record_property("frames", f"{what}: 95 % of {len(times)} frames within {slow:.1f} ms")


def violations(page: Any) -> list[str]:
    """What axe finds wrong with the figures, of whatever gravity."""
    page.evaluate(AXE_SCRIPT)
    result = page.evaluate(
        "() => axe.run({ include: [['.nn-live']] }, { resultTypes: ['violations'] })"
    )
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:120]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def unmount(page: Any) -> dict[str, list[str]]:
    """Take all figures off the page, and say what they left running."""
    page.evaluate(
        "() => document.querySelectorAll('.nn-live').forEach((place) => nnLive.unmount(place))"
    )
    left = page.evaluate("() => (window.probe ? probe() : {})")
    left["callbacks"] = page.evaluate(
        """() => [...document.querySelectorAll(".nn-live")].flatMap((place) =>
          nnLive.model(place.dataset.modelId).calls.map(([event]) => event))"""
    )
    return {kind: what for kind, what in left.items() if what}


def lost_keys(page: Any) -> list[str]:
    """Handles that count two keys within one frame as one, as a slow machine would show."""
    return page.evaluate(
        """async () => {
          const frame = () => new Promise(requestAnimationFrame);
          const press = { key: "ArrowRight", bubbles: true };
          const lost = [];
          for (const handle of document.querySelectorAll(".nn-handle")) {
            const at = [];
            for (const count of [1, 1, 2]) {  // the first may only snap to a step
              for (let k = 0; k < count; k += 1) {
                handle.dispatchEvent(new KeyboardEvent("keydown", press));
              }
              await frame();
              await frame();
              at.push(Number(handle.getAttribute("aria-valuenow")));
            }
            const [one, two] = [at[1] - at[0], at[2] - at[1]];
            if (!(Math.abs(one) > 0 && Math.abs(two - 2 * one) < 1e-9)) {
              const name = handle.getAttribute("aria-label");
              lost.push(`${name}: one key moves it by ${one}, two by ${two}`);
            }
          }
          return lost;
        }"""
    )


def vanished(page: Any) -> list[str]:
    """What shows by its ground alone, and does not where the reader's system sets the colours."""
    return page.evaluate(
        """() => {
          const style = (e) => getComputedStyle(e);
          const probe = document.createElement("i");
          document.querySelector(".nn-figure").append(probe);
          probe.style.background = "Canvas";
          const canvas = style(probe).backgroundColor;
          probe.remove();
          const blank = [...document.querySelectorAll(".nn-figure :is(i, span, div)")].filter((e) =>
            e.checkVisibility() && !e.firstChild && e.offsetWidth * e.offsetHeight > 0 &&
            style(e).backgroundColor === canvas && style(e).backgroundImage === "none" &&
            parseFloat(style(e).borderLeftWidth) === 0);
          const alike = [...document.querySelectorAll(".nn-segments :checked")].filter((input) =>
            style(input.closest("label")).backgroundColor === canvas);
          return [...blank, ...alike].map((e) => e.outerHTML.slice(0, 120));
        }"""
    )


def check_common(live: Callable[..., Any], make: Callable[[], Any]) -> None:
    """Check what every figure promises: for a phone and a desk, in light and in dark.

    `make` gives a new widget.
    """
    problems = []
    for theme, width in (("light", 900), ("dark", 320)):
        opened = live(
            make(), theme=theme, color_scheme=theme, viewport={"width": width, "height": 900}
        )
        page = opened.page
        where = f"{theme}, {width} px"
        problems += [f"{where}: {item}" for item in violations(page)]
        sizes = f"() => ({INSPECT}).tooWide()"
        problems += [f"{where}: too wide: {item}" for item in page.evaluate(sizes)]
        unnamed = page.evaluate(
            """() => [...document.querySelectorAll(".nn-figure :is(svg, canvas)")]
              .filter((e) => !e.closest("[aria-hidden=true]") && !e.getAttribute("aria-label"))
              .map((e) => e.outerHTML.slice(0, 120))"""
        )
        problems += [f"{where}: a drawing without words: {item}" for item in unnamed]
        small = page.evaluate(
            """() => [...document.querySelectorAll(".nn-figure :is(button, select, input, text)")]
              .filter((e) => e.checkVisibility() && !e.closest(".nn-unseen"))
              .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 11)
              .map((e) => e.outerHTML.slice(0, 120))"""
        )
        problems += [f"{where}: small type: {item}" for item in small]
        fixed = page.evaluate(
            """() => [...document.querySelectorAll(".nn-figure [id]")].map((e) => e.id)
              .filter((id, i, all) => all.indexOf(id) !== i)"""
        )
        problems += [f"{where}: an id twice: {item}" for item in fixed]
        problems += [f"{where}: {lost}" for lost in lost_keys(page)]
        problems += [f"{where}: left behind: {left}" for left in unmount(page).items()]
        if not page.locator(".nn-live > .nn-picture").is_visible():
            problems.append(f"{where}: the still picture does not come back")
        problems += [f"{where}: {item}" for item in opened.problems]
        opened.context.close()
    opened = live(make(), forced_colors="active")
    problems += [f"forced colours: vanishes: {item}" for item in vanished(opened.page)]
    opened.context.close()
    assert not problems, "\n".join(["", *problems])
