"""Whether labels can be read: none on another or on a ring, none outside, none too faint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.text import Text

from helpers.live_common import drawn

LABELS = Path(__file__).with_name("labels.js").read_text(encoding="utf-8").strip().rstrip(";")


def clashes(page: Any) -> list[str]:
    """Labels of the figures that meet each other or a ring, or leave their figure."""
    return page.evaluate(f"() => ({LABELS}).clashes()")


def faint(page: Any) -> list[str]:
    """Labels of the figures with a contrast below 4.5 : 1."""
    return page.evaluate(f"() => ({LABELS}).faint()")


def clashes_on_paper(figure: Figure) -> list[str]:
    """Texts of a still picture that meet each other, or leave the circle that they stand in."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    texts = [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]
    boxes = [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in texts]
    found = []
    for k, (a, box) in enumerate(boxes):
        for b, other in boxes[k + 1 :]:
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            down = min(box.y1, other.y1) - max(box.y0, other.y0)
            if across > 1 and down > 2:
                found.append(f"{a} meets {b}")
    for circle in figure.findobj(Circle):
        ring = circle.get_window_extent(canvas.get_renderer())
        middle, radius = (ring.x0 + ring.width / 2, ring.y0 + ring.height / 2), ring.width / 2
        for a, box in boxes:
            x, y = (abs(m - c) for m, c in zip(middle, (box.p0 + box.p1) / 2, strict=True))
            far = ((x + box.width / 2) ** 2 + (y + 0.35 * box.height) ** 2) ** 0.5
            if x * x + y * y < radius * radius and far > radius - 1:
                found.append(f"{a} leaves its circle")
    return found


def check_labels(live: Any, make: Any, prepare: Any = None) -> None:
    """Check that labels can be read on a phone and a desk, in light and dark, and in large type.

    None meets another or a ring, leaves the figure or is faint; nothing moves the page sideways.
    `prepare(page)` is done first.
    """
    problems = []
    for width, theme, size in ((320, "dark", 100), (760, "light", 100), (390, "dark", 200)):
        viewport = {"width": width, "height": 900}
        opened = live(make(), theme=theme, color_scheme=theme, viewport=viewport)
        page = opened.page
        page.add_style_tag(content=f"html {{ font-size: {size}% }}")
        if prepare:
            prepare(page)
        drawn(page)
        where = f"{width} px, {theme}, {size} %"
        problems += [f"{where}: {item}" for item in clashes(page)]
        problems += [f"{where}: too faint: {item}" for item in faint(page)]
        wide = page.evaluate(
            "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
        )
        if wide > 0:
            problems.append(f"{where}: the page goes {wide} px to the side")
        problems += [f"{where}: {item}" for item in opened.problems]
        opened.context.close()
    assert not problems, "\n".join(["", *problems])
