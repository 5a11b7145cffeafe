"""`Picture`: a matplotlib figure as a small piece of a page.

A page holds many figures, shows them on light and on dark ground, and is read by people who do
not see them. So a picture becomes inline SVG whose colours are CSS variables, whose ids clash
with no other figure's, and which carries its description.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from matplotlib.figure import Figure

from nnlib.figures.cells import SHADED
from nnlib.figures.style import PALETTE, SMALL, light, styled, variable

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_BY_COLOUR = {shades[0]: variable(name) for name, shades in PALETTE.items()}
# matplotlib leaves out a fill that is black, the default of SVG: no colour of the palette may be.
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
# Properties of CSS that SVG has as attributes too. A site may forbid styles inside its pages.
_ATTRIBUTE = re.compile(
    r"fill(-opacity|-rule)?|image-rendering|opacity|stop-(color|opacity)|stroke(-[a-z]+)?"
)
# On a narrow screen, a page may shrink a picture until its small words have this size in pixels.
_LEGIBLE = 8.0
# Half a tenth of a point is finer than the eye sees, and a picture is mostly numbers.
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_COORDINATES = {"d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "points"}
_MOVE = re.compile(r"translate\([^)]*\)")
_REFERENCE = re.compile(r"(?:url\(#|^#)([^)]+)\)?")


class Picture:
    """A figure with its description, shown as inline SVG that follows the page's theme.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Made directly, not through pyplot. Colours from the palette follow the theme.
    alt : str
        What the figure shows, for readers who do not see it. Formulas in plain words.

    Raises
    ------
    ValueError
        If `figure` is not a figure, or `alt` is empty.
    """

    def __init__(self, figure: Figure, alt: str) -> None:
        if not isinstance(figure, Figure):
            raise ValueError(f"figure is a {type(figure).__name__}, but a Figure is wanted")
        if not isinstance(alt, str) or not alt.strip():
            raise ValueError(f"alt is {alt!r}, but a picture needs a description")
        self.figure = figure
        self.alt = " ".join(alt.split())
        self._svg: str | None = None

    def __repr__(self) -> str:
        """Return the description, for where only text can be shown."""
        return f"Picture({self.alt!r})"

    @property
    def svg(self) -> str:
        """The inline SVG, the same for the same drawing and the same description."""
        if self._svg is None:
            self._svg = _inline(_render(self.figure, "svg").decode("utf-8"), self.alt)
        return self._svg

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, str]:
        """Offer Jupyter the SVG, and the description for where only text can be shown."""
        return {"text/html": self.svg, "text/plain": self.alt}

    def save(self, path: str | Path) -> None:
        """Write the picture to a file of its own, in light colours on the light ground.

        Parameters
        ----------
        path : str or Path
            Ends in ``.svg`` or ``.png``.

        Raises
        ------
        ValueError
            If `path` ends in anything else.
        """
        path = Path(path)
        kind = path.suffix.lower().lstrip(".")
        if kind not in ("svg", "png"):
            raise ValueError(f"path is {str(path)!r}, but it must end in .svg or .png")
        path.write_bytes(_render(self.figure, kind, ground=light("paper")))


@styled
def _render(figure: Figure, kind: str, ground: str = "none") -> bytes:
    """Draw `figure`, leaving out what would differ from run to run."""
    buffer = io.BytesIO()
    left_out = ("Date", "Creator", "Format", "Type") if kind == "svg" else ("Software",)
    figure.savefig(buffer, format=kind, facecolor=ground, metadata=dict.fromkeys(left_out))
    return buffer.getvalue()


def _inline(source: str, alt: str) -> str:
    """Turn matplotlib's SVG document into an `svg` element at home in any page."""
    mark = "nn-" + hashlib.sha256((source + alt).encode()).hexdigest()[:10]
    root = ElementTree.fromstring(re.sub(r"<!DOCTYPE.*?>", "", source, flags=re.DOTALL))
    _drop_loose_parts(root)
    _stencil_images(root, mark)
    names = _names_in_use(root, mark)
    for element in root.iter():
        _clean(element, names)
    for group in root.iter(_SVG + "defs"):
        group.text = group.tail = None
    _, _, width, height = (float(value) for value in root.attrib["viewBox"].split())
    body = "".join(ElementTree.tostring(child, encoding="unicode") for child in root)
    body = re.sub(r"\bns\d+:|\s*xmlns(:\w+)?=\"[^\"]*\"", "", body)
    body = re.sub(r">\s+<", "><", re.sub(r"\s*\n\s*", " ", body))
    title, _, rest = alt.partition(". ")
    words = f'<title id="{mark}-title">{escape(title.rstrip("."))}.</title>'
    labels = f"{mark}-title"
    if rest:
        words += f'<desc id="{mark}-desc">{escape(rest)}</desc>'
        labels += f" {mark}-desc"
    style = (
        "display:block;margin:0 auto;max-width:100%;height:auto;"
        f"background:{variable('paper')};"
        f"--nn-legible:{width * _LEGIBLE / SMALL:.0f}px"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="nn-picture" role="img" '
        f'aria-labelledby="{labels}" width="{width * 4 / 3:.0f}" height="{height * 4 / 3:.0f}" '
        f'viewBox="0 0 {width:g} {height:g}" stroke-linejoin="round" style="{style}">'
        f"{words}{body.strip()}</svg>"
    )


def _drop_loose_parts(root: ElementTree.Element) -> None:
    """Remove metadata, and the style sheet that would leak into the page around."""
    for parent in list(root.iter()):
        for child in list(parent):
            unwanted = child.tag.endswith("}metadata") or child.tag == _SVG + "style"
            if unwanted or (child.tag == _SVG + "defs" and not len(child)):
                parent.remove(child)


def _stencil_images(root: ElementTree.Element, mark: str) -> None:
    """Make images of one colour the holes of a stencil, through which the theme's colour shows."""
    stencils: dict[str, ElementTree.Element] = {}
    for group in list(root.iter(_SVG + "g")):
        name = group.get("id", "")
        if not name.startswith(SHADED):
            continue
        images = list(group)
        for image in images:
            group.remove(image)
        if name not in stencils:
            own = f"{mark}-{name}"
            stencils[name] = ElementTree.SubElement(
                group, _SVG + "mask", {"id": own, "mask-type": "alpha"}
            )
            size = {"width": "100%", "height": "100%"}
            look = {"fill": light(name.removeprefix(SHADED)), "mask": f"url(#{own})"}
            ElementTree.SubElement(group, _SVG + "rect", size | look)
        stencils[name].extend(images)


def _names_in_use(root: ElementTree.Element, mark: str) -> dict[str, str]:
    """Map every id that something refers to to a short one that only this picture has."""
    used = []
    for element in root.iter():
        for value in element.attrib.values():
            used += _REFERENCE.findall(value)
    return {name: f"{mark}-{number}" for number, name in enumerate(dict.fromkeys(used))}


def _clean(element: ElementTree.Element, names: dict[str, str]) -> None:
    """Rename the ids of one element, and let its colours follow the theme."""
    attributes = element.attrib
    name = attributes.pop("id", None)
    if name in names:
        attributes["id"] = names[name]
    elif name is not None and name.startswith("crisp"):
        # Neighbouring squares, such as the pixels of a digit, must not show seams.
        attributes["shape-rendering"] = "crispEdges"
    reference = attributes.pop(_HREF, None)
    if reference is not None:
        inside = reference.startswith("#")
        attributes["href"] = f"#{names[reference[1:]]}" if inside else reference
    _spell_out(attributes)
    for key, value in attributes.items():
        if "url(#" in value:
            value = _REFERENCE.sub(lambda match: f"url(#{names[match[1]]})", value)
        if _COLOUR.fullmatch(value):
            value = _BY_COLOUR.get(value.lower(), value.lower())
        elif key in _COORDINATES:
            value = _LONG_NUMBER.sub(_rounded, " ".join(value.split()))
        elif key == "transform":
            value = _MOVE.sub(lambda match: _LONG_NUMBER.sub(_rounded, match[0]), value)
        attributes[key] = value


def _spell_out(attributes: dict[str, str]) -> None:
    """Put attributes in the place of the properties that the style of an element sets."""
    kept = []
    for declaration in filter(str.strip, attributes.pop("style", "").split(";")):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if _ATTRIBUTE.fullmatch(name):
            attributes[name] = value
        else:
            kept.append(f"{name}:{value}")
    if kept:
        attributes["style"] = ";".join(kept)


def _rounded(match: re.Match[str]) -> str:
    number = f"{float(match[0]):.1f}".removesuffix(".0")
    return "0" if number == "-0" else number
