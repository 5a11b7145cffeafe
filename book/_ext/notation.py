r"""The register of symbols: it makes the notation tables, and no formula may leave it.

``book/notation.yml`` lists every symbol with its kind, shape, meaning, name in code and first
chapter. From it come the directives

* ``{notation-table}``: the whole register, grouped by kind (the notation guide), and
* ``{chapter-symbols}``: a collapsed list of the symbols that this chapter's formulas use.

While the book is read, every formula is taken apart into its symbols: letters with their style,
accent, star or prime (``\mathbf{W}``, ``\hat{\mathbf{y}}``, ``y^*``, ``\sigma'``), Greek letters,
named operators and every command that is not plain layout or school arithmetic. A symbol that the
register lacks, that is used outside its scope, or before the chapter that introduces it, is a
warning, so a build with warnings as errors stops.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)

# --- symbols of a formula -----------------------------------------------------------------


def _words(text: str) -> set[str]:
    return set(text.split())


GREEK = _words(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi"
    " pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta"
    " Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell"
)
STYLES = _words("mathbf boldsymbol bm mathcal mathbb mathfrak mathsf mathscr")
ACCENTS = _words("hat bar tilde vec dot ddot check breve widehat overline")
TEXT = _words("text textbf textit textrm texttt textsf mbox mathrm mathtt mathit")
# Commands whose argument is no mathematics.
OPAQUE = _words("begin end hspace vspace color textcolor kern phantom mspace")
# Layout, delimiters and the arithmetic that every reader knows.
PLAIN = _words(
    "frac tfrac dfrac sqrt left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl"
    " Biggr middle quad qquad displaystyle textstyle scriptstyle limits nolimits underbrace"
    " overbrace overset underset stackrel mathop mathrel mathbin mathord mathstrut strut hline"
    " boxed substack sum prod cdot times pm mp div le leq ge geq ne neq lt gt equiv approx sim"
    " ll gg in notin subset cup cap setminus to mapsto rightarrow longrightarrow Rightarrow implies"
    " iff Leftrightarrow Longrightarrow infty ldots dots cdots vdots ddots dotsc dotsb sin cos min"
    " arg lim colon langle rangle lbrace rbrace lbrack rbrack vert lvert rvert mid rVert lceil"
    " rceil lfloor rfloor prime star ast forall exists dotsm small normalsize"
)
SYNONYMS = {r"\|": r"\lVert", r"\Vert": r"\lVert", r"\bm": r"\boldsymbol"}
TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|'+|[{}^_&]|[^\s\\]", re.DOTALL)
COMMENT = re.compile(r"(?<!\\)%.*")


class _Reader:
    """Walks over the tokens of one formula and collects its symbols in order."""

    def __init__(self, tex: str) -> None:
        self.tokens = TOKEN.findall(COMMENT.sub("", tex))
        self.place = 0
        self.found: list[str] = []

    def peek(self) -> str | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def next(self) -> str | None:
        token = self.peek()
        self.place += 1
        return token

    def raw_argument(self) -> str:
        """Skip one argument and return its text."""
        if self.peek() != "{":
            return self.next() or ""
        depth, parts = 0, []
        while (token := self.next()) is not None:
            depth += {"{": 1, "}": -1}.get(token, 0)
            if depth == 0:
                break
            parts.append(token)
        return "".join(parts[1:])

    def argument(self, style: str = "") -> list[int]:
        """Read one argument; return the places in `found` of the symbols at its top level."""
        if self.peek() == "{":
            self.next()
            return self.sequence(style)
        return self.atom(style)

    def sequence(self, style: str = "") -> list[int]:
        """Read up to the closing brace, or the end."""
        tops: list[int] = []
        base: list[int] = []
        while (token := self.peek()) is not None:
            if token == "}":
                self.next()
                break
            if token in "^_" or token.startswith("'"):
                self.script(base, style)
                continue
            base = self.atom(style)
            tops += base
        return tops

    def script(self, base: list[int], style: str) -> None:
        """Read a subscript, superscript or primes; a star or prime belongs to the symbol."""
        mark = self.next() or ""
        if mark.startswith("'"):
            self.modify(base, mark)
            return
        braced = self.peek() == "{"
        ahead = self.tokens[self.place + braced] if self.place + braced < len(self.tokens) else ""
        if mark == "^" and ahead in ("*", r"\ast", r"\star", r"\prime"):
            self.modify(base, "'" if ahead == r"\prime" else "^*")
            del self.tokens[self.place + braced]
            if not braced:
                return
        self.argument(style)

    def modify(self, base: list[int], mark: str) -> None:
        if len(base) == 1:
            self.found[base[0]] += mark
        elif "'" not in mark:  # a prime on a named function such as sin is read as it stands
            self.found.append(mark)

    def add(self, symbol: str) -> list[int]:
        self.found.append(symbol)
        return [len(self.found) - 1]

    def atom(self, style: str) -> list[int]:
        token = self.next()
        if token is None:
            return []
        if token == "{":
            return self.sequence(style)
        token = SYNONYMS.get(token, token)
        if not token.startswith("\\"):
            if token.isalpha() or (style and token.isdigit()):
                return self.add(rf"{style}{{{token}}}" if style else token)
            return []
        name = token[1:]
        if not name.isalpha():
            return []
        if name in STYLES:
            return self.argument("\\" + name)
        if name in ACCENTS:
            tops = self.argument(style)
            if len(tops) == 1:
                self.found[tops[0]] = rf"\{name}{{{self.found[tops[0]]}}}"
            return tops
        if name in TEXT:
            words = self.raw_argument()
            letter = name == "mathrm" and len(words) == 1 and words.isalpha()
            return self.add(rf"\mathrm{{{words}}}") if letter else []
        if name == "operatorname":
            if self.peek() == "*":
                self.next()
            return self.add(rf"\operatorname{{{self.raw_argument()}}}")
        if name in OPAQUE:
            if self.raw_argument() == "array" and name == "begin":
                self.raw_argument()
            return []
        if name in PLAIN:
            return []
        if name in GREEK and style and name != "ell":
            return self.add(rf"{style}{{{token}}}")
        return self.add(token)


def symbols(tex: str) -> list[str]:
    r"""Take a formula apart into its symbols, in order of appearance, repeats included.

    >>> symbols(r"\hat{\mathbf{y}}_n = \sigma'(z_i^{(\ell)})")
    ['\\hat{\\mathbf{y}}', 'n', "\\sigma'", 'z', 'i', '\\ell']
    """
    reader = _Reader(tex)
    while reader.peek() is not None:
        reader.sequence()
    return reader.found


# --- the register -------------------------------------------------------------------------

KINDS = {
    "index": "Indices and sizes",
    "scalar": "Numbers",
    "vector": "Vectors",
    "matrix": "Matrices",
    "set": "Sets",
    "function": "Functions",
    "operation": "Operations",
}
FIELDS = {"symbol", "kind", "shape", "meaning", "code", "first", "scope"}


@dataclass(frozen=True)
class Entry:
    """One line of the register."""

    symbol: str  # as shown, with its indices
    key: str  # as found in formulas
    kind: str
    shape: str
    meaning: str
    code: str
    first: str
    scope: tuple[str, ...]


class RegisterError(ValueError):
    """The register is not as it should be."""


class Register:
    """All entries, found by the symbol and by the chapter it stands in."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self.by_key: dict[str, list[Entry]] = {}
        for entry in self.entries:
            twins = self.by_key.setdefault(entry.key, [])
            for twin in twins:
                if twin.scope == entry.scope or set(twin.scope) & set(entry.scope):
                    raise RegisterError(f"{entry.key} is listed twice with the same scope")
            twins.append(entry)

    def find(self, key: str, docname: str) -> Entry | None:
        """Return the meaning that a symbol has in a chapter."""
        entries = self.by_key.get(key, [])
        scoped = [entry for entry in entries if docname in entry.scope]
        return next(iter(scoped or [entry for entry in entries if not entry.scope]), None)

    def relatives(self, key: str) -> list[str]:
        """Return the registered symbols with the same letter in another dress."""
        letter = _letter(key)
        return [other for other in self.by_key if other != key and _letter(other) == letter]


def _letter(key: str) -> str:
    styles = "|".join(STYLES | ACCENTS | {"mathrm"})
    bare = re.sub(rf"\\({styles})\b|[{{}}'*^]", "", key)
    return bare.lstrip("\\").lower()


def load(path: Path) -> Register:
    """Read the register, and refuse an entry that is not complete.

    Raises
    ------
    RegisterError
        Naming the entry and what is wrong with it.

    """
    lines = yaml.safe_load(path.read_text("utf8"))
    entries = []
    for number, line in enumerate(lines, 1):
        name = line.get("symbol", f"number {number}") if isinstance(line, dict) else line
        if not isinstance(line, dict) or not FIELDS - {"scope"} <= set(line) <= FIELDS:
            wanted = ", ".join(sorted(FIELDS - {"scope"}))
            raise RegisterError(f"entry {name}: needs the fields {wanted} (and perhaps scope)")
        if line["kind"] not in KINDS:
            raise RegisterError(f"entry {name}: kind {line['kind']!r} is none of {list(KINDS)}")
        for field in FIELDS - {"scope"}:
            if not isinstance(line[field], str) or not line[field].strip():
                raise RegisterError(f"entry {name}: {field} must be text")
        keys = symbols(line["symbol"])
        if not keys:
            raise RegisterError(f"entry {name}: holds no symbol")
        scope = line.get("scope", [])
        if not isinstance(scope, list) or (scope and line["first"] not in scope):
            raise RegisterError(f"entry {name}: scope must be a list that holds its first chapter")
        text = {field: line[field].strip() for field in FIELDS - {"scope"}}
        entries.append(Entry(key=keys[0], scope=tuple(scope), **text))
    return Register(entries)


# --- the check ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Use:
    """A symbol in a formula of a document."""

    key: str
    line: int | None
    formula: str


def _line(node: nodes.Node) -> int | None:
    step: Any = node
    while step is not None:
        if getattr(step, "line", None):
            return int(step.line)
        step = step.parent
    return None


def _in_output(node: nodes.Node) -> bool:
    step: Any = node.parent
    while step is not None:
        if "cell_output" in getattr(step, "attributes", {}).get("classes", []):
            return True
        step = step.parent
    return False


def _data(env: BuildEnvironment) -> dict[str, dict[str, Any]]:
    if not hasattr(env, "notation"):
        env.notation = {"uses": {}, "guides": {}, "lists": {}, "digest": {}}  # type: ignore[attr-defined]
    return env.notation  # type: ignore[attr-defined]


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Note the symbols of a document that was just read."""
    uses = []
    for node in doctree.findall(lambda n: isinstance(n, (nodes.math, nodes.math_block))):
        if _in_output(node):
            continue
        formula = re.sub(r"\s+", " ", node.astext()).strip()
        uses += [Use(key, _line(node), formula) for key in symbols(node.astext())]
    _data(app.env)["uses"][app.env.docname] = uses


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a document that will be read again."""
    for part in ("uses", "guides", "lists"):
        _data(env)[part].pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: Any, other: BuildEnvironment) -> None:
    """Take over what a parallel reader noted."""
    for part in ("uses", "guides", "lists"):
        theirs = _data(other)[part]
        _data(env)[part].update({doc: theirs[doc] for doc in docnames if doc in theirs})


def reading_order(env: BuildEnvironment) -> dict[str, int]:
    """Return the place of every document in the table of contents."""
    order: dict[str, int] = {}

    def visit(docname: str) -> None:
        if docname not in order:
            order[docname] = len(order)
            for child in env.toctree_includes.get(docname, ()):
                visit(child)

    visit(env.config.root_doc)
    return order


def problems(
    register: Register, uses: dict[str, list[Use]], order: dict[str, int], exempt: set[str]
) -> Iterator[tuple[str, int | None, str]]:
    """Yield document, line and complaint for every symbol that should not stand where it does."""
    for docname in sorted(uses, key=lambda d: order.get(d, len(order))):
        seen: set[str] = set()
        for use in uses[docname]:
            if use.key in seen:
                continue
            seen.add(use.key)
            where = f"symbol {use.key} in ${use.formula[:70]}$"
            entry = register.find(use.key, docname)
            if entry is None:
                scopes = [s for e in register.by_key.get(use.key, []) for s in e.scope]
                if scopes:
                    yield docname, use.line, f"{where} has a meaning only in {', '.join(scopes)}"
                    continue
                near = register.relatives(use.key)
                hint = f" (it has {', '.join(near)})" if near else ""
                yield docname, use.line, f"{where} is not in notation.yml{hint}"
            elif docname not in exempt and order.get(docname, 0) < order.get(entry.first, -1):
                yield (
                    docname,
                    use.line,
                    f"{where} is used before {entry.first}, which notation.yml names as its first"
                    " chapter",
                )


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of every symbol out of place."""
    register = _register(app)
    if register is None:
        return
    # The guide shows the register itself, and the first page may look ahead.
    exempt = set(_data(env)["guides"]) | {env.config.root_doc}
    for docname, line, complaint in problems(
        register, _data(env)["uses"], reading_order(env), exempt
    ):
        logger.warning(complaint, location=(docname, line), type="notation")


# --- the tables ---------------------------------------------------------------------------


class SymbolTable(nodes.General, nodes.Element):
    """Stands for the register, or a chapter's part of it, until pages are written."""


class Rows(nodes.General, nodes.Element):
    """A table of symbols, written as one that folds into cards on a phone."""


class NotationTable(SphinxDirective):
    """``{notation-table}``: the register, by kind."""

    def run(self) -> list[nodes.Node]:
        _data(self.env)["guides"][self.env.docname] = True
        return [SymbolTable(chapter=False)]


class ChapterSymbols(SphinxDirective):
    """``{chapter-symbols}``: what the formulas of this chapter use."""

    def run(self) -> list[nodes.Node]:
        _data(self.env)["lists"][self.env.docname] = True
        return [SymbolTable(chapter=True)]


class Details(nodes.General, nodes.Element):
    """A block that opens on demand."""


def inline(text: str) -> list[nodes.Node]:
    """Turn ``$formula$`` and `` `code` `` in a line of the register into nodes."""
    parts: list[nodes.Node] = []
    for piece in re.split(r"(\$[^$]+\$|`[^`]+`)", text):
        if piece.startswith("$"):
            parts.append(nodes.math(piece[1:-1], piece[1:-1]))
        elif piece.startswith("`"):
            parts.append(nodes.literal(piece[1:-1], piece[1:-1]))
        elif piece:
            parts.append(nodes.Text(piece))
    return parts


HEADINGS = ("Symbol", "Meaning", "Shape", "In code", "First in")
COLUMN_WIDTHS = (12, 33, 20, 22, 20)  # in characters, for builders other than HTML


def _row(entry: Entry, app: Sphinx, docname: str) -> list[list[nodes.Node]]:
    first: list[nodes.Node] = [nodes.Text("—")]
    if entry.first in app.env.titles:
        title = app.env.titles[entry.first].astext()
        if entry.first == docname:
            first = [nodes.Text("this chapter")]
        else:
            uri = app.builder.get_relative_uri(docname, entry.first)
            first = [nodes.reference("", title, refuri=uri, internal=True)]
    return [
        [nodes.math(entry.symbol, entry.symbol)],
        inline(entry.meaning),
        inline(entry.shape),
        inline(entry.code),
        first,
    ]


def _table(caption: str, entries: list[Entry], app: Sphinx, docname: str) -> nodes.Element:
    rows = [_row(entry, app, docname) for entry in entries]
    if app.builder.format == "html":
        table: nodes.Element = Rows(caption=caption)
        for row in rows:
            for cell in row:
                table += nodes.inline("", "", *cell)
        return table
    table = nodes.table("", nodes.title("", caption))
    group = nodes.tgroup(cols=len(HEADINGS))
    group += [nodes.colspec(colwidth=width) for width in COLUMN_WIDTHS]
    head, body = nodes.thead(), nodes.tbody()
    for part, lines in ((head, [[[nodes.Text(h)] for h in HEADINGS]]), (body, rows)):
        for line in lines:
            row_node = nodes.row()
            row_node += [nodes.entry("", nodes.paragraph("", "", *cell)) for cell in line]
            part += row_node
    group += [head, body]
    table += group
    return table


def fill_tables(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the tables in place when a page is about to be written."""
    register = _register(app)
    for place in list(doctree.findall(SymbolTable)):
        if register is None:
            place.parent.remove(place)
            continue
        if not place["chapter"]:
            tables = []
            for kind, heading in KINDS.items():
                entries = [e for e in register.entries if e.kind == kind and not e.scope]
                if entries:
                    tables.append(_table(heading, entries, app, docname))
            local = [e for e in register.entries if e.scope]
            if local:
                tables.append(_table("With a meaning in one chapter only", local, app, docname))
            place.replace_self(tables)
            continue
        used = {use.key: None for use in _data(app.env)["uses"].get(docname, [])}
        found = {register.find(key, docname) for key in used}
        entries = [entry for entry in register.entries if entry in found]
        details = Details()
        for caption, new in (("New here", True), ("From earlier chapters", False)):
            part = [entry for entry in entries if (entry.first == docname) is new]
            if part:
                details += _table(caption, part, app, docname)
        place.replace_self([details] if details.children else [])


def visit_rows(writer: Any, node: Rows) -> None:
    """Write a table whose roles survive that a phone lays it out as cards."""
    body = writer.body
    body.append('<table class="symbols" role="table">')
    body.append(f"<caption>{html.escape(node['caption'])}</caption>")
    body.append('<thead role="rowgroup"><tr role="row">')
    for heading in HEADINGS:
        body.append(f'<th role="columnheader" scope="col">{heading}</th>')
    body.append('</tr></thead><tbody role="rowgroup">')
    cells = list(node.children)
    for start in range(0, len(cells), len(HEADINGS)):
        body.append('<tr role="row">')
        row = zip(HEADINGS, cells[start : start + len(HEADINGS)], strict=True)
        for number, (heading, cell) in enumerate(row):
            opening = 'th role="rowheader" scope="row"' if number == 0 else 'td role="cell"'
            body.append(f'<{opening} data-label="{heading}">')
            for child in cell.children:
                child.walkabout(writer)
            body.append("</th>" if number == 0 else "</td>")
        body.append("</tr>")
    body.append("</tbody></table>\n")
    raise nodes.SkipNode


def visit_details(writer: Any, node: Details) -> None:
    """Open the collapsed block."""
    writer.body.append(
        '<details class="chapter-symbols"><summary>Symbols in this chapter</summary>\n'
    )


def depart_details(writer: Any, node: Details) -> None:
    """Close it."""
    writer.body.append("</details>\n")


def _pass(writer: Any, node: nodes.Element) -> None:
    """Write the children only."""


# --- Sphinx -------------------------------------------------------------------------------


def _path(app: Sphinx) -> Path:
    return Path(app.srcdir) / app.config.notation_register


def _register(app: Sphinx) -> Register | None:
    return getattr(app, "notation_register", None)


def read_register(app: Sphinx) -> None:
    """Read the register once for each build."""
    try:
        register: Register | None = load(_path(app))
    except (OSError, yaml.YAMLError, RegisterError) as error:
        logger.warning("notation register %s: %s", _path(app), error, type="notation")
        register = None
    app.notation_register = register  # type: ignore[attr-defined]


def outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the pages with tables written again when the register or a chapter's title changed."""
    titles = sorted((doc, title.astext()) for doc, title in env.titles.items())
    text = _path(app).read_text("utf8") if _path(app).exists() else ""
    digest = hashlib.sha256((text + repr(titles)).encode()).hexdigest()
    data = _data(env)
    if data["digest"].get("register") == digest:
        return []
    data["digest"]["register"] = digest
    return sorted({*data["guides"], *data["lists"]})


def setup(app: Sphinx) -> dict[str, Any]:
    """Register directives, tables and the check with Sphinx."""
    app.add_config_value("notation_register", "book/notation.yml", "env", str)
    app.add_directive("notation-table", NotationTable)
    app.add_directive("chapter-symbols", ChapterSymbols)
    others = {name: (_pass, _pass) for name in ("latex", "text", "man", "texinfo")}
    app.add_node(SymbolTable, html=(_pass, _pass), **others)  # type: ignore[arg-type]
    app.add_node(Rows, html=(visit_rows, None))
    app.add_node(Details, html=(visit_details, depart_details), **others)  # type: ignore[arg-type]
    app.connect("builder-inited", read_register)
    app.connect("doctree-read", collect)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", outdated)
    app.connect("env-check-consistency", check)
    # after references are resolved, before formulas are joined to their punctuation
    app.connect("doctree-resolved", fill_tables, priority=400)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
