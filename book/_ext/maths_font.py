"""The font of the formulas: the part of STIX Two Math that the pages of a finished build use."""

from __future__ import annotations

import html
import re
import shutil
import unicodedata
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

FONT_LICENCE = Path(__file__).resolve().parent / "STIXTwoMath-OFL.txt"
FONT_FILE = "fonts/stix-two-math.woff2"

# What pages may add after the build (a live figure that writes numbers into a formula).
ALWAYS_IN_FONT = "0123456789+-−=.,()"


def characters_used(folder: Path) -> set[str]:
    """Return every character that the formulas of the built pages show."""
    found = set(ALWAYS_IN_FONT)
    for page in folder.rglob("*.html"):
        for mathml in re.findall(r"<math\b.*?</math>", page.read_text("utf8"), re.DOTALL):
            if "<msqrt" in mathml or "<mroot" in mathml:
                found.add("√")
            for single in re.findall(r"<mi>(.)</mi>", mathml):
                found.add(_italic(single))
            found.update(html.unescape(re.sub(r"<[^>]+>", "", mathml)))
    return found


def _italic(letter: str) -> str:
    """Return the mathematical italic that a browser shows for a lone letter in ``<mi>``."""
    try:
        name = unicodedata.name(letter)
    except ValueError:
        return letter
    if letter == "h":
        return "ℎ"
    for pattern, style in (
        (r"LATIN (SMALL|CAPITAL) LETTER ([A-Z])$", r"MATHEMATICAL ITALIC \1 \2"),
        (r"GREEK (SMALL|CAPITAL) LETTER ([A-Z ]+)$", r"MATHEMATICAL ITALIC \1 \2"),
        (r"GREEK ([A-Z]+) SYMBOL$", r"MATHEMATICAL ITALIC \1 SYMBOL"),
        (r"GREEK LUNATE EPSILON SYMBOL$", "MATHEMATICAL ITALIC EPSILON SYMBOL"),
        (r"PARTIAL DIFFERENTIAL$", "MATHEMATICAL ITALIC PARTIAL DIFFERENTIAL"),
    ):
        if re.match(pattern, name):
            try:
                return unicodedata.lookup(re.sub(pattern, style, name))
            except KeyError:
                return letter
    return letter


def subset_font(characters: set[str], target: Path) -> int:
    """Write the part of STIX Two Math that holds ``characters``, with stretchy and script forms.

    Returns
    -------
    int
        Size of the file in bytes.

    """
    import ziamath
    from fontTools import subset

    source = Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf"
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=["ssty", "dtls", "flac", "ccmp"],
        name_IDs=[0, 1, 2, 7, 13, 14],
        drop_tables=["DSIG"],
    )
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(c) for c in characters])
    subsetter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, target, options)
    return target.stat().st_size


def write_font(app: Sphinx, exception: Exception | None) -> None:
    """Cut the font down to what the finished pages use."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    target = folder / "_static" / FONT_FILE
    characters = characters_used(folder)
    listed = "".join(sorted(characters))
    note = target.with_suffix(".glyphs.txt")
    if target.exists() and note.exists() and note.read_text("utf8") == listed:
        return
    size = subset_font(characters, target)
    note.write_text(listed, "utf8")
    shutil.copyfile(FONT_LICENCE, target.with_name(FONT_LICENCE.name))
    logger.info("maths font: %d characters, %.0f KB", len(characters), size / 1024)
