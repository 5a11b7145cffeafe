"""Typeset the book's mathematics as MathML while the site is built.

No script draws a formula. Each becomes a ``<math>`` element with its LaTeX in ``alttext``, from
where ``formulas.js`` lets a reader copy it; the glyphs come from a subset of STIX Two Math, cut
down at the end of the build to what the pages use. A formula that does not
convert is a warning with its place in the source, so a build with warnings as errors stops there,
and the page shows the LaTeX.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from typing import Any

from docutils import nodes
from math_core import LatexError, LatexToMathML
from maths_font import write_font
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

logger = logging.getLogger(__name__)

# Commands that a code host, JupyterLab or this renderer would treat differently, or drop.
FORBIDDEN = {
    r"\label": "give the block a `:label:` instead",
    r"\tag": "give the block a `:label:` instead",
    r"\ref": "use the {eq} role in the text",
    r"\eqref": "use the {eq} role in the text",
    r"\def": "the book uses no macros",
    r"\newcommand": "the book uses no macros",
    r"\renewcommand": "the book uses no macros",
    r"\nonumber": r"use \begin{aligned} in one numbered block",
}
ENVIRONMENT = re.compile(r"\\(begin|end)\{([a-zA-Z]+\*?)\}")
UNWRAP = {"equation": "", "align": "aligned", "gather": "gathered", "split": "aligned"}

# A matrix of one row. A browser centres a table on the line, and one whose entries carry
# superscripts or primes then hangs below the letters beside it; as a row of the formula it stands
# with them.
ONE_ROW = re.compile(
    r'<mtable displaystyle="false" scriptlevel="0"><mtr>((?:(?!<mtable|</?mtr>).)*)</mtr></mtable>',
    re.DOTALL,
)

# Under every root, as high and deep as a bracket: the smallest sign of a root is taller than one
# letter, and its bar lies on the letter, so without this the sign would hang below the line.
STRUT = '<mspace width="0" height="0.75em" depth="0.2em"/>'

# A formula in a line of text that is wider than this may have to scroll on a phone.
NARROW_EM = 15.0

# What the converter says by a style is a class on our pages, with its rule in math.css: a site may
# forbid styles inside its pages.
CLASSES = {
    "text-align: right;justify-items: end;": "right",
    "text-align: left;justify-items: start;": "left",
    "border-right: 0.05em solid currentcolor;": "ruled",
    "text-align: right;justify-items: end;padding-right: 0;": "to-right",
    "text-align: left;justify-items: start;padding-left: 0;": "to-left",
    "text-align: left;justify-items: start;padding-right: 0;": "case",
    "text-align: left;justify-items: start;padding-right: 0;padding-left:1em;": "case condition",
    "margin-left:-0.16666667em;": "closer",
    "padding-right:0.1667em;": "thin-space",
}

_converter = LatexToMathML(fancy_error=False)


class MathSyntaxError(ValueError):
    """A formula that cannot be typeset, with the reason."""


def _rewrap_environment(match: re.Match[str]) -> str:
    which, name = match.groups()
    inner = UNWRAP.get(name.rstrip("*"))
    if inner is None:
        return match[0]
    return rf"\{which}{{{inner}}}" if inner else ""


def _refuse_what_would_be_lost(tex: str) -> None:
    for command in re.findall(r"\\[a-zA-Z]+", tex):
        if command in FORBIDDEN:
            raise MathSyntaxError(f"{command} is not used here: {FORBIDDEN[command]}")
    depth = 0
    for token in re.finditer(r"\\begin\{|\\end\{|\\\\|\\&|\\[a-zA-Z]+|[{}&]", tex):
        piece = token[0]
        if piece in (r"\begin{", r"\end{"):
            depth += 1 if piece == r"\begin{" else -1
        elif piece in (r"\\", "&") and depth == 0:
            raise MathSyntaxError(
                rf"'{piece}' outside an environment: put the lines in \begin{{aligned}}"
            )


def _class_for_style(style: re.Match[str]) -> str:
    if style[1] not in CLASSES:
        raise MathSyntaxError(f"it needs the style {style[1]!r}, for which CLASSES has no class")
    return f' class="{CLASSES[style[1]]}"'


def _row_in_line(row: re.Match[str]) -> str:
    cells = re.findall(r"<mtd[^>]*>(.*?)</mtd>", row[1], re.DOTALL)
    entries = '<mspace width="0.9em"/>'.join(f"<mrow>{cell}</mrow>" for cell in cells)
    return f'<mstyle displaystyle="false" scriptlevel="0">{entries}</mstyle>'


@cache
def to_mathml(tex: str, display: bool = False) -> str:
    r"""Convert one formula to a ``<math>`` element.

    Parameters
    ----------
    tex : str
        LaTeX without delimiters. ``equation``, ``align`` and ``gather`` around it are unwrapped.
    display : bool
        True for a displayed formula.

    Returns
    -------
    str
        HTML whose ``alttext`` is the LaTeX.

    Raises
    ------
    MathSyntaxError
        If the formula does not convert, or uses a command that the book does without.

    """
    tex = tex.strip()
    if not tex:
        raise MathSyntaxError("an empty formula")
    source = ENVIRONMENT.sub(_rewrap_environment, tex).strip()
    _refuse_what_would_be_lost(source)
    try:
        mathml = _converter.convert_with_local_state(source, displaystyle=display)
    except LatexError as error:
        position, _, reason = str(error).partition(": ")
        near = source[int(position) :][:30].split("\n")[0] if position.isdigit() else ""
        raise MathSyntaxError(f"{reason} near '{near}'" if near else reason or str(error)) from None
    # Firefox would draw the Hadamard product as a large operator
    mathml = re.sub(r"<mo(?=[^>]*>[⊗⊙⊕]</mo>)", '<mo largeop="false"', mathml)
    # a prime is drawn raised already; as a script it would come out tiny in Chromium
    mathml = re.sub(
        r"<msup>(<mi[^>]*>[^<]*</mi>)<mo>(′+)</mo></msup>",
        r'<mrow>\1<mo lspace="0" rspace="0">\2</mo></mrow>',
        mathml,
    )
    # Chromium sets a \bigr) that carries a script below its line, unless a row is around it
    mathml = re.sub(
        r"<(msup|msub|msubsup)>(<mo [^>]*minsize[^>]*>[^<]*</mo>)", r"<\1><mrow>\2</mrow>", mathml
    )
    mathml = mathml.replace("</msqrt>", f"{STRUT}</msqrt>")
    mathml = ONE_ROW.sub(_row_in_line, mathml)
    mathml = re.sub(r' style="([^"]*)"', _class_for_style, mathml)
    alttext = html.escape(re.sub(r"\s+", " ", tex), quote=True)
    return mathml.replace("<math", f'<math alttext="{alttext}"', 1)


def plain_text(markup: str) -> str:
    """Return HTML with formulas as one line of ordinary characters, for titles and tooltips."""
    text = html.unescape(re.sub(r"<[^>]+>", "", markup))
    # bold and italic letters of mathematics become plain ones, and a hat goes above its letter
    text = re.sub("[\U0001d400-\U0001d7ff]", lambda m: unicodedata.normalize("NFKC", m[0]), text)
    text = unicodedata.normalize("NFC", text.replace("\u02c6", "\u0302"))
    # invisible operators and variation selectors
    return re.sub("[\u2061-\u2064\ufe00-\ufe0f]", "", text)


def estimated_width(mathml: str) -> float:
    """Return a generous estimate, in em, of how wide a displayed formula is."""
    import xml.etree.ElementTree as ElementTree

    def width(element: ElementTree.Element) -> float:
        parts = [width(child) for child in element]
        match element.tag:
            case "mfrac" | "munder" | "mover" | "munderover" | "mtd":
                return max(parts) if element.tag != "mtd" else sum(parts)
            case "msub" | "msup":
                return parts[0] + 0.7 * parts[1]
            case "msubsup":
                return parts[0] + 0.7 * max(parts[1:])
            case "mspace":
                return float((element.get("width") or "0").removesuffix("em") or 0)
            case "mtable":
                rows = [[width(cell) for cell in row] for row in element]
                count = max(map(len, rows), default=0)
                columns = [max((r[c] for r in rows if c < len(r)), default=0) for c in range(count)]
                gap = 0 if element[0][0].get("class") in ("to-right", "case") else 0.8
                return sum(columns) + gap * (count - 1)
            case "mo":
                text = (element.text or "").strip("\u2061\u2062\u2063\u2064")
                return (0.5 if text in "()[]{}|.,‖" else 1.2) * len(text)
            case "mi" | "mn" | "mtext":
                return 0.58 * len(element.text or "")
            case _:
                return sum(parts)

    source = mathml.replace("&ApplyFunction;", "\u2061")
    return width(ElementTree.fromstring(source))


def _convert(node: nodes.Element, display: bool) -> str:
    tex = node.astext()
    try:
        return to_mathml(tex, display)
    except MathSyntaxError as error:
        logger.warning(
            "formula does not convert: %s\n    %s",
            error,
            tex.strip().replace("\n", "\n    "),
            location=node,
            type="mathml",
        )
        return f'<code class="math-error">{html.escape(tex)}</code>'


def visit_inline(writer: Any, node: nodes.math) -> None:
    """Write a formula inside a line of text."""
    mathml = _convert(node, display=False)
    classes = ["math", "notranslate", *node["classes"]]
    if mathml.startswith("<math") and estimated_width(mathml) > NARROW_EM:
        classes.append("wide")
    writer.body.append(f'<span class="{" ".join(classes)}">{mathml}</span>')
    raise nodes.SkipNode


def visit_display(writer: Any, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number (a link to itself) on the right."""
    mathml = _convert(node, display=True)
    number = get_node_equation_number(writer, node) if node.get("number") else None
    ids = node.get("ids", [])
    anchor = f' id="{ids[0]}"' if ids else ""
    writer.body.append("".join(f'<span id="{extra}"></span>' for extra in ids[1:]))
    numbered = " numbered" if number else ""
    writer.body.append(f'<div class="equation{numbered} notranslate"{anchor}>')
    writer.body.append(f'<div class="equation-body">{mathml}</div>')
    if number and ids:
        writer.body.append(
            f'<a class="eqno" href="#{ids[0]}" title="Link to this equation"'
            f' aria-label="Equation {number}, link to it">({number})</a>'
        )
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def name_equation_links(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give every reference to an equation of another chapter a title that says where it is."""
    if app.builder.format != "html":
        return
    chapter_of = {
        nodes.make_id(f"equation-{label}"): chapter
        for label, (chapter, _) in app.env.get_domain("math").data["objects"].items()
    }
    for link in doctree.findall(nodes.reference):
        target = link.get("refid") or link.get("refuri", "").partition("#")[2]
        if target not in chapter_of:
            continue
        link["classes"].append("eqref")
        chapter = chapter_of[target]
        if chapter != docname:
            title = plain_text(app.env.titles[chapter].astext().replace("\\", ""))
            link["reftitle"] = f"Equation {link.astext()} in “{title}”"
        else:
            link["reftitle"] = f"Equation {link.astext()}"


def keep_punctuation(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Allow no line break between a formula and the punctuation right after it."""
    if app.builder.format != "html":
        return
    for formula in list(doctree.findall(nodes.math)):
        place = formula.parent.index(formula)
        after = formula.parent[place + 1] if place + 1 < len(formula.parent) else None
        if not isinstance(after, nodes.Text):
            continue
        text = after.astext()
        rest = text.lstrip(".,;:!?)’”")
        if rest != text:
            together = nodes.inline("", "", classes=["keep-together"])
            formula.parent[place : place + 2] = [together, nodes.Text(rest)]
            together += [formula, nodes.Text(text[: len(text) - len(rest)])]


def plain_page_title(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Write formulas in a page's title as plain characters."""
    title = context.get("title")
    if title and "<math" in title:
        context["title"] = html.escape(plain_text(title))


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the renderer with Sphinx."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_display, None))
    app.setup_extension("stylesheets")
    app.add_js_file("formulas.js", priority=200, loading_method="defer")
    app.connect("doctree-resolved", name_equation_links)
    app.connect("doctree-resolved", keep_punctuation)
    app.connect("html-page-context", plain_page_title, priority=900)
    app.connect("build-finished", write_font)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
