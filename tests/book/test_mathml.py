"""Formulas become MathML, in a font of the site, and a wrong one stops the build."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import mathml
import maths_font
import pytest
from fontTools.ttLib import TTFont
from helpers.minibook import Outcome, build

# What the chapters write, construct by construct.
FORMULAS = [
    r"\mathbf{W}^{(\ell)} \in \mathbb{R}^{d_\ell \times d_{\ell-1}}",
    r"\mathbf{x} = (x_1, x_2, \ldots, x_{d_0})^\top",
    r"\hat{\mathbf{y}}_n - \mathbf{y}^*_n, \quad \hat{\mathbf{Y}}, \mathbf{Y}^*, \hat{y}_i",
    r"z_i^{(\ell)} = \sum_{j=1}^{d_{\ell-1}} w_{i,j}^{(\ell)}\, a_j^{(\ell-1)} + b_i^{(\ell)}",
    r"\sigma\!\left(z_i^{(\ell)}\right) = \sigma \Bigg( \sum_{j} w_{i,j} \cdot a_j + b_i \Bigg)",
    r"\boldsymbol{\delta}^{(\ell)} = \Big( (\mathbf{W}^{(\ell+1)})^\top \boldsymbol{\delta} \Big)"
    r" \otimes \sigma'\!\left(\mathbf{z}^{(\ell)}\right)",
    r"\boldsymbol{\Delta}^{(\ell)} \mathbf{A}^\top, \quad \mathbf{1}^\top, \quad \mathbf{\Theta}",
    r"\begin{pmatrix} \mathbf{b} & \mathbf{W} \end{pmatrix}"
    r"\begin{pmatrix} \mathbf{1}^\top \\ \mathbf{A} \end{pmatrix}",
    r"\begin{pmatrix} a_{1,1} & \cdots \\ \vdots & \ddots \end{pmatrix}",
    r"\begin{cases} z & z > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}",
    r"\begin{array}{c|c} a & b \end{array}",
    r"\underbrace{a + b}_{\text{one layer}} + \overbrace{c}^{d}",
    r"\Theta = \left\{ \mathbf{W}^{(1)}, \mathbf{b}^{(1)}, \ldots \right\}",
    r"\mathcal{L}_n = \frac{1}{2} \left\lVert \mathbf{y}^*_n - \hat{\mathbf{y}}_n \right\rVert^2",
    r"\frac{\partial J}{\partial \mathbf{W}^{(\ell)}}, \quad \tfrac{1}{N}, \quad \dfrac{a}{b}",
    r"\frac{\mathrm{d} z}{\mathrm{d} t} = 2 \cos\left(e^{2t} + t^4\right)",
    r"\log \sum_{k=1}^{d_L} e^{z_k} = m + \log \sum_k e^{z_k - m}, \quad m = \max_k z_k",
    r"\operatorname{diag}(\mathbf{s}) - \mathbf{s}\mathbf{s}^\top, \quad \tanh(z), \quad \sqrt{2}",
    r"\Theta \leftarrow \Theta - \eta\, \frac{\partial J}{\partial \Theta}",
    r"\big[ \mathbf{W}^\top \boldsymbol{\delta} \big]_i \odot \mathbf{a} \approx \varepsilon",
    r"\left. \frac{\partial z}{\partial x} \right|_{t=0} \ne \infty",
]

PAGE = r"""# The matrix $\mathbf{W}^{(\ell)}$ and $\hat{y}$

See {eq}`eq:wide`. A letter $x_i$, and a wide one:
$a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10} + a_{11} + a_{12}$ in the text.

```{math}
:label: eq:short
a = b
```

```{math}
:label: eq:wide
a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10} + a_{11} + a_{12} + a_{13}
```

$$
\mathbf{Z} = \begin{pmatrix} 1 \\ 2 \\ 3 \\ 4 \end{pmatrix}, \quad ( x ), \quad \sqrt{\frac{a}{b}}
$$

\begin{align}
a &= b \\
c &= d
\end{align}

| symbol |
|---|
| $\boldsymbol{\Delta}^{(\ell)}$ |

## Section $\mathbf{x}$

:::{figure} missing.svg
:name: fig

A caption with $z_i^{(\ell)}$.
:::
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("formulas")
    (folder / "missing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    other = "# Other\n\nAs in {eq}`eq:wide`.\n"
    return build(folder, {"page": PAGE, "other": other}, extensions=("mathml",))


@pytest.mark.parametrize("tex", FORMULAS)
@pytest.mark.parametrize("display", [False, True])
def test_constructs_of_the_chapters_convert(tex: str, display: bool) -> None:
    markup = mathml.to_mathml(tex, display)
    tree = ElementTree.fromstring(markup.replace("&ApplyFunction;", "\u2061"))
    assert tree.tag == "math"
    assert tree.get("alttext") == tex
    assert (tree.get("display") == "block") is display
    assert "merror" not in markup and "\\" not in "".join(tree.itertext())
    assert 0 < mathml.estimated_width(markup) < 60
    assert " style=" not in markup


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\foo", "Unknown command"),
        (r"\color{red}{x}", "CLASSES has no class"),
        (r"\frac{1}", "argument"),
        (r"\left( x", "right"),
        (r"\begin{aligned} x", "end"),
        (r"x^2^3", "superscript"),
        (r"", "empty"),
        (r"a \label{eq:a}", "label"),
        (r"\eqref{eq:a}", "eq"),
        (r"\newcommand{\x}{y} \x", "macros"),
        (r"\def\x{y} \x", "macros"),
        (r"a \\ b", "aligned"),
        (r"a & b", "aligned"),
        (r"\begin{align} a \nonumber \end{align}", "aligned"),
    ],
)
def test_what_would_render_wrongly_is_refused(tex: str, reason: str) -> None:
    with pytest.raises(mathml.MathSyntaxError, match=reason):
        mathml.to_mathml(tex, True)


@pytest.mark.parametrize("name", ["align", "align*", "equation", "equation*", "gather"])
def test_ams_environments_are_not_numbered_a_second_time(name: str) -> None:
    markup = mathml.to_mathml(rf"\begin{{{name}}} a = b \end{{{name}}}", True)
    assert "(1)" not in markup


def test_hadamard_product_is_no_large_operator_and_a_prime_no_script() -> None:
    assert 'largeop="false"' in mathml.to_mathml(r"a \otimes b", True)
    assert "<msup>" not in mathml.to_mathml(r"\sigma'(z)")


def test_titles_become_plain_characters() -> None:
    markup = mathml.to_mathml(r"\hat{\mathbf{y}} = \mathbf{W}^{(\ell)}")
    assert mathml.plain_text(f"On <em>{markup}</em> &amp; more") == "On ŷ=W(ℓ) & more"


def test_the_book_builds(book: Outcome) -> None:
    assert book.status == 0, book.log


def test_no_formula_is_left_to_a_script(book: Outcome) -> None:
    for name in ("page", "other", "index"):
        page = book.page(name)
        assert [mark for mark in ("mathjax", r"\(", r"\[") if mark in page.lower()] == []
    assert book.page("page").count("<math") >= 10


def test_numbered_equations_have_an_anchor_and_a_link_to_it(book: Outcome) -> None:
    page = book.page("page")
    blocks = re.findall(r'<div class="equation numbered[^>]*id="([^"]+)">(.*?)</div>\n', page, re.S)
    assert [anchor for anchor, _ in blocks][:2] == ["equation-eq-short", "equation-eq-wide"]
    for anchor, block in blocks:
        assert f'class="eqno" href="#{anchor}"' in block
        assert re.search(r'aria-label="Equation [\d.]+, link to it">\([\d.]+\)</a>', block)


def test_what_may_scroll_is_named_when_it_does(book: Outcome) -> None:
    """By the script of the page: a formula that fits is neither a tab stop nor a landmark."""
    page = book.page("page")
    assert not re.search(r'class="(equation-body|math)[^>]*(tabindex|role)', page)
    assert len(re.findall(r'<span class="math notranslate wide">', page)) == 1


def test_references_show_the_number_and_say_where(book: Outcome) -> None:
    number = re.search(r'id="equation-eq-wide">.*?">\(([\d.]+)\)</a>', book.page("page"), re.S)
    assert number
    link = re.search(r'<a class="[^"]*eqref[^"]*"[^>]*>.*?</a>', book.page("other"), re.S)
    assert link
    assert 'href="page.html#equation-eq-wide"' in link[0]
    assert f"({number[1]})" in link[0]
    assert "in “The matrix" in link[0]


def test_formulas_in_titles_tables_captions_and_contents(book: Outcome) -> None:
    page, index = book.page("page"), book.page("index")
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert title and title[1].startswith("The matrix W(ℓ) and ŷ")
    for part in (r"<h1>.*?</h1>", r"<td>.*?</td>", r"<figcaption>.*?</figcaption>"):
        found = re.search(part, page, re.S)
        assert found and "<math" in found[0], part
    toctree = re.search(r'<li class="toctree-l1">.*?</li>', index, re.S)
    assert toctree and "<math" in toctree[0]


def test_a_formula_keeps_with_its_punctuation(tmp_path: Path) -> None:
    book = build(tmp_path, {"page": "# Page\n\nSee $x$, and $y$ too.\n"}, extensions=("mathml",))
    page = book.page("page")
    assert re.search(r'<span class="keep-together"><span class="math[^>]*>.*?</span>,</span>', page)
    assert page.count("keep-together") == 1


def test_an_error_names_its_place_and_leaves_the_source_to_see(tmp_path: Path) -> None:
    pages = {"page": "# Page\n\ntext\n\nand $a \\foo b$ here\n\n$$\n\\frac{1}\n$$\n"}
    book = build(tmp_path, pages, extensions=("mathml",))
    assert book.status != 0
    assert re.search(r"page\.md:5: WARNING: formula does not convert: Unknown command", book.log)
    assert re.search(r"page\.md:7: WARNING: formula does not convert", book.log)
    assert '<code class="math-error">a \\foo b</code>' in book.page("page")


def test_other_builders_are_left_alone(tmp_path: Path) -> None:
    pages = {"page": "# Page\n\nSee $x_i$, $y$.\n\n$$\na = b\n$$\n"}
    book = build(tmp_path, pages, extensions=("mathml",), builder="text")
    assert book.status == 0, book.log
    assert "x_i" in (book.output / "page.txt").read_text("utf8")
    assert not (book.output / "_static").exists()


def test_the_font_is_small_and_holds_every_glyph(book: Outcome) -> None:
    path = book.output / "_static" / maths_font.FONT_FILE
    assert path.stat().st_size < 60_000
    assert "SIL OPEN FONT LICENSE" in (path.parent / "STIXTwoMath-OFL.txt").read_text("utf8")
    font = TTFont(io.BytesIO(path.read_bytes()))
    shown = maths_font.characters_used(book.output)
    assert {"ℓ", "𝐖", "√", "𝑥", "ˆ"} <= shown
    missing = {c for c in shown if ord(c) not in font.getBestCmap()} - set(
        " \u2061\u2062\u2063\ufe00"
    )
    assert not missing
    variants = font["MATH"].table.MathVariants
    tall = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    for bracket in "()√":
        assert len(tall[font.getBestCmap()[ord(bracket)]].MathGlyphVariantRecord) > 3


def test_the_stylesheet_names_that_font(book: Outcome) -> None:
    joined = (book.output / "_static" / "book.css").read_text("utf8")
    style = joined[joined.index('"Book Math"') : joined.index("table.symbols")]
    assert f'url("{maths_font.FONT_FILE}")' in style
    assert "font-display:swap" in style
    assert "http" not in style
    assert "_static/book.css" in book.page("page")


def test_a_matrix_of_one_row_stands_on_the_line() -> None:
    """As a table it was centred, and hung below the letters beside it."""
    row = mathml.to_mathml(
        r"\mathbf{b} = \begin{pmatrix} b_1^{(1)} & b_2^{(1)} \end{pmatrix}", True
    )
    assert "<mtable" not in row and row.count("<mspace") == 1
    for tall in (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", r"\begin{aligned} a &= b \end{aligned}"):
        assert "<mtable" in mathml.to_mathml(tall, True)
    block = r"\begin{pmatrix} \begin{pmatrix} 1 & 2 \end{pmatrix} \\ 3 \end{pmatrix}"
    assert mathml.to_mathml(block, True).count("<mtable") == 1


@pytest.mark.browser
def test_the_root_of_a_letter_stands_on_the_line(book: Outcome, browser) -> None:
    """It hung below, by its own height over the letter; the root of a fraction is as it was."""
    page = browser.new_page()
    page.goto((book.output / "page.html").as_uri())
    for tex, deepest in ((r"\sqrt{\mu}", 0.4), (r"\sqrt{1}", 0.4), (r"\sqrt{\frac{a}{b}}", 1.2)):
        mathml_of_it = mathml.to_mathml(rf"x {tex}")
        below = page.evaluate(
            """async (mathml) => {
                await document.fonts.load('16px "Book Math"');
                const p = document.createElement("p");
                p.style.fontSize = "100px";
                p.innerHTML = `<span style="display: inline-block"></span>${mathml}`;
                document.body.append(p);
                const line = p.firstChild.getBoundingClientRect().bottom;
                return (p.querySelector("msqrt").getBoundingClientRect().bottom - line) / 100;
            }""",
            mathml_of_it,
        )
        assert 0.2 < below < deepest, (tex, below)
    page.close()


@pytest.mark.browser
def test_brackets_stretch_and_wide_equations_scroll_in_their_box(book: Outcome, browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((book.output / "page.html").as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Book Math\"')")
    heights = page.evaluate(
        """[...document.querySelectorAll("mo")].filter(o => o.textContent === "(")
           .map(o => o.getBoundingClientRect().height)"""
    )
    assert max(heights) > 3 * min(heights)
    width, inside = page.evaluate(
        """[...document.querySelectorAll(".equation-body")]
           .map(box => [box.clientWidth, box.scrollWidth])
           .reduce((one, other) => one[1] - one[0] > other[1] - other[0] ? one : other)"""
    )
    assert inside > width
    page.close()
