"""Equations, files, sources and code that the book refers to exist, exactly once."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections import Counter
from pathlib import Path

import api_docs
import pytest
from helpers.chapters import ROLE, Chapter, chapters, docstrings, sources, table_of_contents
from helpers.site_fixtures import ROOT

import nnlib

DOCNAMES = sorted({*sources(), *table_of_contents()})
MODULES = ["nnlib"] + [
    f"nnlib.{module.name}"
    for module in pkgutil.iter_modules(nnlib.__path__)
    if not module.name.startswith("_")
]


def chapter(docname: str) -> Chapter:
    if docname not in chapters():
        pytest.fail(f"{docname}.md is missing")
    return chapters()[docname]


def labels() -> Counter[str]:
    return Counter(label for each in chapters().values() for label in each.labelled)


def test_every_file_is_in_the_table_of_contents_and_the_other_way_round() -> None:
    assert sorted(sources()) == sorted(table_of_contents())
    assert len(table_of_contents()) == len(set(table_of_contents()))


def test_every_label_is_defined_once() -> None:
    assert [label for label, count in labels().items() if count > 1] == []


def test_every_implements_line_names_an_equation_of_the_book() -> None:
    defined = labels()
    missing = []
    for path, source in docstrings().items():
        for role, target in ROLE.findall(source):
            if role == "eq" and defined[target] != 1:
                missing.append(f"{path}: {target}")
    assert not missing


def test_implements_lines_refer_by_role_only() -> None:
    for path, source in docstrings().items():
        for line in re.findall(r"^ *Implements.*$", source, re.M):
            assert "{eq}`eq:" in line, f"{path}: {line.strip()}"


@pytest.mark.parametrize("docname", DOCNAMES)
def test_every_equation_referred_to_exists(docname: str) -> None:
    defined = labels()
    assert [
        t for t in chapter(docname).roles("eq", "numref") if t[:3] == "eq:" if not defined[t]
    ] == []


@pytest.mark.parametrize("docname", DOCNAMES)
def test_labels_are_named_after_equations(docname: str) -> None:
    for label in chapter(docname).labelled:
        assert re.fullmatch(r"eq:[a-z0-9-]+", label), label


@pytest.mark.parametrize("docname", DOCNAMES)
def test_formulas_are_plain_latex(docname: str) -> None:
    for formula in chapter(docname).formulas:
        command = re.search(
            r"\\(label|ref|eqref|tag|def|gdef|let|newcommand|renewcommand|providecommand"
            r"|DeclareMathOperator)\b",
            formula,
        )
        assert not command, f"{command} in {formula}"


@pytest.mark.parametrize("docname", DOCNAMES)
def test_no_equation_is_numbered_by_hand(docname: str) -> None:
    found = re.search(r"\b(?:Eq\.|Eqs\.|[Ee]quations?) \(?\d", chapter(docname).prose)
    assert not found, found


@pytest.mark.parametrize("docname", DOCNAMES)
def test_figures_are_referred_to_by_number(docname: str) -> None:
    """A link without words to one would say its whole caption."""
    found = re.search(r"\[\]\(#(?:fig|tab)-.*?\)", chapter(docname).prose)
    assert not found, found


@pytest.mark.parametrize("docname", DOCNAMES)
def test_included_code_exists(docname: str) -> None:
    for block in chapter(docname).blocks:
        if block.name != "literalinclude":
            continue
        path = (ROOT / f"{docname}.md").parent / block.argument
        assert path.resolve().is_file(), block.argument
        source = path.read_text("utf8")
        if "pyobject" in block.options:
            assert block.options["pyobject"] in objects(source), block.options["pyobject"]
        for option in ("start-at", "start-after", "end-at", "end-before"):
            if option in block.options:
                assert block.options[option] in source, f"{option}: {block.options[option]}"


def objects(source: str) -> set[str]:
    found: set[str] = set()

    def visit(node: ast.AST, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                found.add(prefix + child.name)
                visit(child, f"{prefix}{child.name}.")

    visit(ast.parse(source), "")
    return found


def bibliography() -> list[str]:
    source = (ROOT / "book" / "references.bib").read_text("utf8")
    return re.findall(r"^@\w+\{([^,]+),", source, re.M)


def test_every_source_cited_is_in_the_bibliography() -> None:
    known = bibliography()
    assert len(known) == len(set(known))
    cited = {
        (where, key.strip())
        for where, text in [*((d, c.prose) for d, c in chapters().items()), *docstrings().items()]
        for role, target in ROLE.findall(text)
        if role.startswith("cite")
        for key in target.split(",")
    }
    assert {(where, key) for where, key in cited if key not in known} == set()


def test_every_source_says_what_it_is_good_for() -> None:
    entries = re.split(r"^@", (ROOT / "book" / "references.bib").read_text("utf8"), flags=re.M)[1:]
    shown = (ROOT / "book" / "appendix" / "references.md").read_text("utf8")
    for entry in entries:
        for field in ("author", "title", "year", "note", "keywords"):
            assert re.search(rf"^\s*{field}\s*= ", entry, re.M), f"{field} of {entry[:40]}"
        keyword = re.search(r"keywords = \{(\w+)\}", entry)
        assert keyword and f'keywords % "{keyword[1]}"' in shown, entry[:40]


def api_pages(root: Path, ending: str) -> str:
    pages = sorted((root / "book" / "appendix").glob(f"api*.{ending}"))
    return "".join(page.read_text("utf8") for page in pages)


def test_every_public_module_is_on_the_api_page() -> None:
    page = api_pages(ROOT, "md")
    listed = re.findall(r"automodule:: (nnlib[.\w]*)", page)
    assert sorted(listed) == sorted(set(MODULES) - {"nnlib"})


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_has_a_docstring_for_the_api_page(module: str) -> None:
    loaded = importlib.import_module(module)
    page = api_pages(ROOT, "md")
    assert loaded.__all__
    for name in loaded.__all__:
        thing = getattr(loaded, name)
        if not (inspect.isclass(thing) or inspect.isroutine(thing) or inspect.ismodule(thing)):
            by_hand = f"py:data:: {name}\n   :module: {module}\n"
            assert by_hand in page or f"{{family}} {module}.{name}\n" in page, name
            continue
        assert (inspect.getdoc(thing) or "").strip(), name


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_is_on_the_built_api_page(module: str, site) -> None:
    page = api_pages(site, "html")
    loaded = importlib.import_module(module)
    for name in loaded.__all__:
        thing = getattr(loaded, name)
        home = thing.__name__ if inspect.ismodule(thing) else f"{module}.{name}"
        homes = {home, f"{getattr(thing, '__module__', module)}.{name}"}
        homes.add(api_docs.documented(module).get(name, home))
        if inspect.ismodule(thing):
            homes.add(f"module-{home}")
        assert any(f'id="{each}"' in page for each in homes), f"{module}.{name}"


@pytest.mark.parametrize(
    ("shape", "tex"),
    [
        ("(d_ell, N)", r"d_{\ell} \times N"),
        ("(d_ell, 1 + d_(ell-1))", r"d_{\ell} \times (1 + d_{\ell-1})"),
        ("(d_(ell+1), d_ell)", r"d_{\ell+1} \times d_{\ell}"),
        ("(2, N)", r"2 \times N"),
        ("(N,)", None),
        ("(side * side, n)", None),
    ],
)
def test_shapes_become_formulas(shape: str, tex: str | None) -> None:
    assert api_docs.shape_to_tex(shape) == tex


def test_a_docstring_becomes_restructured_text() -> None:
    source = '''
        """Error at the output.

        Implements {eq}`eq:delta`, see {cite:p}`mazur2015` and `value`.

        Parameters
        ----------
        Y, Y_hat : ndarray of shape (d_L, N)
            Targets of `X`.
        flag : bool

        Returns
        -------
        ndarray of shape (N,)
            ``{eq}`` stays in code.

        Raises
        ------
        ValueError
            If so.

        Warns
        -----
        UserWarning
            If almost.
        """
    '''
    lines = inspect.cleandoc(source.strip().strip('"')).split("\n")
    rewritten = "\n".join(api_docs.rewrite(lines))
    assert "Implements :eq:`eq:delta`, see :cite:p:`mazur2015` and ``value``." in rewritten
    assert "``Y``, ``Y_hat`` : ndarray of shape :math:`d_{L} \\times N`\n    Targets" in rewritten
    assert "``flag`` : bool\n    \\ " in rewritten
    assert "ndarray of shape ``(N,)``\n    ``{eq}`` stays in code." in rewritten
    assert "``ValueError``\n    If so." in rewritten
    assert "``UserWarning``\n    If almost." in rewritten
    assert rewritten.count(".. rubric::") == 4
