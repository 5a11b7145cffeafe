"""The register of symbols is complete, and no formula leaves it."""

from __future__ import annotations

import re
from pathlib import Path

import mathml
import notation
import pytest
import symbol_looks
from helpers.chapters import chapters, table_of_contents
from helpers.minibook import build
from helpers.site_fixtures import ROOT
from latex_symbols import symbols
from symbol_register import RegisterError, load

REGISTER = ROOT / "book" / "notation.yml"

SMALL = r"""
- {symbol: 'x_i', kind: scalar, shape: number, meaning: 'input $i$', code: '`X[i, n]`', first: one}
- {symbol: 'i', kind: index, shape: '$1, 2$', meaning: an index, code: '`i`', first: one}
- {symbol: '\mathbf{W}', kind: matrix, shape: '$i, i$', meaning: weights, code: W, first: two}
- {symbol: 't', kind: scalar, shape: number, meaning: time, code: '`t`', first: two, scope: [two]}
"""


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"z_i^{(\ell)}", ["z", "i", r"\ell"]),
        (r"w_{i,j}^{(\ell-1)}", ["w", "i", "j", r"\ell"]),
        (r"\mathbf{W}\mathbf x", [r"\mathbf{W}", r"\mathbf{x}"]),
        (r"\boldsymbol{\delta} \delta", [r"\boldsymbol{\delta}", r"\delta"]),
        (r"\mathbf{1}^\top \mathbb{R}^2", [r"\mathbf{1}", r"\top", r"\mathbb{R}"]),
        (r"\hat{\mathbf{y}}_n \hat y", [r"\hat{\mathbf{y}}", "n", r"\hat{y}"]),
        (r"\mathbf{y}^*_n y_i^{*} y^\star", [r"\mathbf{y}^*", "n", "y^*", "i", "y^*"]),
        (r"y^{*(\ell)}", ["y^*", r"\ell"]),
        (r"\sigma'(z) f'' x^\prime", [r"\sigma'", "z", "f''", "x'"]),
        (r"{\mathbf{y}}^*", [r"\mathbf{y}^*"]),
        (r"(\mathbf{W})^\top", [r"\mathbf{W}", r"\top"]),
        (r"\mathcal{L}_n J(\Theta)", [r"\mathcal{L}", "n", "J", r"\Theta"]),
        (r"\frac{\partial J}{\mathrm{d} t}", [r"\partial", "J", r"\mathrm{d}", "t"]),
        (r"\text{if } z > 0 \mathrm{relu}", ["z", r"\operatorname{relu}"]),
        (r"\operatorname{diag}(s)", [r"\operatorname{diag}", "s"]),
        (r"\left\| a \right\|", [r"\lVert", "a", r"\lVert"]),
        (r"\begin{array}{cl} a & b \end{array}", ["a", "b"]),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \cdot 10", []),
        (r"\underbrace{a}_{\text{a word}} \; \hspace{1em} \color{red}", ["a"]),
        (r"\sum_{k=1}^{N} 2 \cdot k", [r"\sum", "k", "N", "k"]),
        (r"\mathbf{\delta}", [r"\mathbf{\delta}"]),
        ("a % b\n c", ["a", "c"]),
        (r"\sin'(x)", [r"\sin'", "x"]),
        (r"\min(a, b) \le \prod_k c", [r"\min", "a", "b", r"\prod", "k", "c"]),
        (
            r"|z| + \left| a \right| + \lvert b \rvert",
            [r"\lvert", "z", r"\lvert", r"\lvert", "a"] + [r"\lvert", r"\lvert", "b"],
        ),
        (r"\{ a \} \cup \lbrace b \rbrace", [r"\{", "a", r"\cup", r"\{", "b"]),
        (r"[i = j] - \bigl[k \neq j\bigr]", ["[=]", "i", "j", "[=]", "k", "j"]),
        (r"z \in [0, 1]", ["z", r"\in", "[,]"]),
        (r"\left[ a + b \right]_i", ["[]_", "a", "b", "i"]),
        (r"\bigl[ f(a, b) + c \bigr]", ["f", "a", "b", "c"]),
        (r"\bigl( a \bigr)_{i,j}", ["a", ")_", "i", "j"]),
        (r"\begin{cases} a & \text{if } b \end{cases}", [r"\begin{cases}", "a", "b"]),
        (r"a! \gg b \mid c", ["a", "!", r"\gg", "b", r"\mid", "c"]),
        (r"x^+ y^{-} z^{-1} \acute{a}", ["x^+", "y^-", "z", r"\acute", "a"]),
        (r"\overline{a b} + (f g)'", ["a", "b", r"\overline", "f", "g", "'"]),
        (r"a × b", ["a", "×", "b"]),
    ],
)
def test_a_formula_is_taken_apart(tex: str, expected: list[str]) -> None:
    assert symbols(tex) == expected


def test_the_register_is_read_and_every_formula_in_it_converts() -> None:
    register = load(REGISTER)
    assert len(register.entries) > 50
    for entry in register.entries:
        mathml.to_mathml(entry.symbol)
        for text in (entry.shape, entry.meaning, entry.code):
            assert text.count("$") % 2 == 0 and text.count("`") % 2 == 0, entry
            for formula in re.findall(r"\$([^$]+)\$", text):
                mathml.to_mathml(formula)


def test_formulas_inside_the_register_use_registered_symbols() -> None:
    register = load(REGISTER)
    for entry in register.entries:
        docname = entry.first
        for text in (f"${entry.symbol}$", entry.shape, entry.meaning):
            for formula in re.findall(r"\$([^$]+)\$", text):
                for key in symbols(formula):
                    known = key in register.by_key
                    assert known, f"{entry.symbol} in {docname} speaks of {key}"


def test_every_first_chapter_and_scope_is_in_the_table_of_contents() -> None:
    for entry in load(REGISTER).entries:
        assert {entry.first, *entry.scope} <= set(table_of_contents()), entry.symbol


def test_every_symbol_is_used_in_its_first_chapter() -> None:
    register = load(REGISTER)
    unused = []
    for entry in register.entries:
        chapter = chapters()[entry.first]
        used = {key for formula in chapter.formulas for key in symbols(formula)}
        if entry.key not in used:
            unused.append(f"{entry.symbol} in {entry.first}")
    assert not unused


def test_no_formula_of_the_book_leaves_the_register() -> None:
    # the build checks the same, with line numbers; this finds it in a second
    register = load(REGISTER)
    order = {docname: place for place, docname in enumerate(table_of_contents())}
    uses = {
        docname: [
            notation.Use(key, None, formula)
            for formula in chapter.formulas
            for key in symbols(formula)
        ]
        for docname, chapter in chapters().items()
    }
    exempt = {table_of_contents()[0], "book/foundations/notation"}
    assert list(notation.problems(register, uses, order, exempt)) == []


@pytest.mark.parametrize(
    ("key", "words", "group"),
    [
        (r"\hat{\mathbf{Y}}", "bold capital Y hat", "A letter with a hat"),
        (r"\mathbf{y}^*", "bold y star", "A letter with a star"),
        (r"\sigma'", "sigma prime", "A letter with a prime"),
        (r"\sigma''", "sigma double prime", "A letter with a prime"),
        (r"\tilde{x}", "x tilde", "A letter with another mark"),
        (r"\boldsymbol{\Delta}", "bold capital Delta", "A bold capital"),
        (r"\mathbf{1}", "bold 1", "A bold small letter or digit"),
        (r"\mathcal{L}", "script capital L", "A letter in another style"),
        (r"\ell", "ell", "A Greek letter"),
        (r"\varepsilon", "epsilon", "A Greek letter"),
        ("J", "capital J", "An italic capital"),
        ("z", "z", "An italic small letter"),
        (r"\max", "max", "A word"),
        (r"\operatorname{diag}", "diag", "A word"),
        ("[=]", None, "Brackets and bars"),
        (r"\otimes", None, "A sign or an arrow"),
    ],
)
def test_a_symbol_is_found_by_its_look(key: str, words: str | None, group: str) -> None:
    assert symbol_looks.spoken(key) == words
    assert symbol_looks.look(key) == group


def test_every_symbol_has_one_row_and_one_name_of_its_own() -> None:
    entries = load(REGISTER).entries
    assert len({entry.anchor for entry in entries}) == len(entries)
    assert {symbol_looks.look(entry.key) for entry in entries} <= set(symbol_looks.LOOKS)


def test_no_sign_of_the_latex_that_is_typeset_escapes_the_register() -> None:
    """A command that is neither layout nor registered is found, whatever it is."""
    register = load(REGISTER)
    for sign in (
        r"\gg",
        r"\cup",
        r"\infty",
        r"\oplus",
        r"\lim",
        r"\nabla",
        r"\tilde{x}",
        "x?",
        r"\equiv",
    ):
        assert [key for key in symbols(sign) if key not in register.by_key], sign


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("- {symbol: 'x', kind: scalar}", "needs the fields"),
        ("- 17", "needs the fields"),
        (SMALL.split("\n")[1].replace("scalar", "thing"), "kind 'thing' is none of"),
        (SMALL.split("\n")[1].replace("shape: number", "shape: ''"), "shape must be text"),
        (SMALL.split("\n")[1].replace("'x_i'", "'1 + 1'"), "holds no symbol"),
        (SMALL.split("\n")[1].replace("'x_i'", r"'\gg'"), "say must tell"),
        (SMALL.split("\n")[4].replace("[two]", "[three]"), "first chapter"),
        (SMALL.split("\n")[1] + "\n" + SMALL.split("\n")[1], "listed twice"),
    ],
)
def test_an_incomplete_register_is_refused(tmp_path: Path, line: str, complaint: str) -> None:
    path = tmp_path / "notation.yml"
    path.write_text(line, "utf8")
    with pytest.raises(RegisterError, match=re.escape(complaint)):
        load(path)


GUIDE = r"""# Guide

```{symbol-looks}
```

```{notation-table}
```

$\mathbf{W}$ is shown early.
"""
PAGES = {
    "index": "# Index\n",
    "guide": GUIDE,
    "one": "# One\n\nLet $x_i$ be.\n\n```{chapter-symbols}\n```\n",
    "two": "# Two\n\nThen $\\mathbf{W} x_i$ at $t$.\n\n```{chapter-symbols}\n```\n",
}


def test_a_book_that_keeps_to_its_register_builds(tmp_path: Path) -> None:
    book = build(tmp_path, PAGES, register=SMALL)
    assert book.status == 0, book.log
    guide, one, two = (book.page(name) for name in ("guide", "one", "two"))

    for name, link in [("bold capital W", "symbol-bold-capital-W"), ("x", "symbol-x")]:
        assert f'id="{link}"' in guide
        assert re.search(rf'<a href="#{link}">.*?<span>{name}</span></a>', guide)
    assert 'href="#symbol-t-in-two"' in guide and "t, in “Two”" in guide
    assert guide.index("A bold capital") < guide.index("An italic small letter")
    assert guide.count('<table class="symbols"') == 4  # index, numbers, ...
    assert guide.count('<th scope="row"') == 4
    assert '<a class="reference internal" href="two.html">Two</a>' in guide
    assert '<span class="pre">X[i,</span> <span class="pre">n]</span>' in guide

    assert "<summary>Symbols in this chapter</summary>" in one
    assert "this chapter" in one and "From earlier chapters" not in one
    assert "New here" in two and "From earlier chapters" in two
    assert two.count('scope="row"') == 4


@pytest.mark.parametrize(
    ("page", "text", "complaint"),
    [
        ("one", "# One\n\n$x_i$\n\nand\n$q$\n", r"one\.md:5: WARNING: symbol q in \$q\$ is not in"),
        ("one", "# One\n\n$x_i$ $\\mathbf{x}$\n", r"\(it has x\)"),
        ("one", "# One\n\n$x_i$ $t$\n", r"has a meaning only in two"),
        ("one", "# One\n\n$x_i \\mathbf{W}$\n", r"is used before two"),
        ("one", "# One\n\n$x_i$\n\n$$\nx_k\n$$\n", r"one\.md:5: WARNING: symbol k in"),
        ("one", "# One\n\n| a |\n|---|\n| $x_i$, $q$ |\n", r"symbol q in \$q\$ is not in"),
        ("one", "# $x_i$ and $q$\n", r"symbol q in \$q\$ is not in"),
    ],
)
def test_a_symbol_out_of_place_stops_the_build(
    tmp_path: Path, page: str, text: str, complaint: str
) -> None:
    book = build(tmp_path, PAGES | {page: text}, register=SMALL)
    assert book.status != 0
    assert re.search(complaint, book.log), book.log


def test_a_missing_register_stops_the_build(tmp_path: Path) -> None:
    book = build(tmp_path, PAGES)
    assert book.status != 0
    assert "notation register" in book.log


def test_pages_with_tables_follow_a_change_of_the_register(tmp_path: Path) -> None:
    assert build(tmp_path, PAGES, register=SMALL).status == 0
    changed = build(tmp_path, PAGES, register=SMALL.replace("an index", "a counter"))
    assert changed.status == 0, changed.log
    for name in ("guide", "one", "two"):
        assert "a counter" in changed.page(name)
        assert changed.page(name).count("an index") == 0

    shorter = "\n".join(SMALL.split("\n")[:-2])
    broken = build(tmp_path, PAGES, register=shorter)
    assert broken.status != 0
    assert "symbol t in $t$ is not in notation.yml" in broken.log


def test_tables_reach_other_builders(tmp_path: Path) -> None:
    book = build(tmp_path, PAGES, register=SMALL, builder="text")
    assert book.status == 0, book.log
    assert "weights" in (book.output / "guide.txt").read_text("utf8")
    assert "weights" in (book.output / "two.txt").read_text("utf8")
