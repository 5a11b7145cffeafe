"""The symbols of a formula: letters with their marks, named functions, operators, brackets.

All that a reader could ask about counts as a symbol. Left out are layout and the arithmetic of
school: digits, + - / = < > and the dot, parentheses, fractions, roots, and dots that go on.
"""

from __future__ import annotations

import re


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
OPAQUE = _words("end hspace vspace color textcolor kern phantom mspace")
# Layout, delimiters and the arithmetic that every reader knows.
PLAIN = _words(
    "frac tfrac dfrac sqrt left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl"
    " Biggr middle quad qquad displaystyle textstyle scriptstyle limits nolimits underbrace"
    " overbrace mathop mathrel mathbin mathord mathstrut strut hline boxed substack cdot le leq ge"
    " geq ne neq lt gt ldots dots cdots vdots ddots dotsc dotsb dotsm rbrace rbrack rvert rVert"
    " prime star ast small normalsize"
)
PLAIN_SIGNS = frozenset("0123456789=+-/<>(),.;:&~}]")
SPACES = _words(r"\\ \, \; \: \! \> \} \% \&") | {"\\ "}
# Environments that only lay out; any other, such as cases, is a symbol.
LAYOUTS = _words("aligned align align* equation equation* gathered gather gather* split array")
MATRICES = _words("matrix pmatrix bmatrix smallmatrix")
SYNONYMS = {
    r"\|": r"\lVert",
    r"\Vert": r"\lVert",
    r"\vert": r"\lvert",
    "|": r"\lvert",
    r"\bm": r"\boldsymbol",
    r"\lbrace": r"\{",
    r"\lbrack": "[",
}
# Keys of symbols that LaTeX writes as a pair of brackets; what stands inside tells them apart.
WHETHER, INTERVAL, ENTRY = "[=]", "[,]", "[]_"
TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|'+|[{}^_&]|[^\s\\]", re.DOTALL)
COMMENT = re.compile(r"(?<!\\)%.*")


# A mark at the top that belongs to the symbol, as it stands in the key.
MARKS = {"*": "^*", r"\ast": "^*", r"\star": "^*", r"\prime": "'"}


class _Reader:
    """Goes through the tokens of one formula and collects its symbols in order."""

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
        ahead, behind = ([*self.tokens[self.place + braced :], "", ""])[:2]
        alone = not braced or behind == "}"
        if mark == "^" and (ahead in MARKS or (alone and ahead in ("+", "-"))):
            self.modify(base, MARKS.get(ahead, f"^{ahead}"))
            del self.tokens[self.place + braced]
            if not braced:
                return
        self.argument(style)

    def modify(self, base: list[int], mark: str) -> None:
        if len(base) == 1:
            self.found[base[0]] += mark
        else:
            self.found.append(mark)

    def bracket(self) -> list[int]:
        """Tell apart [i = j], [0, 1], the entry of [...]_i, and a bracket that only groups."""
        depth, inside, after = 1, [], ""
        for place in range(self.place, len(self.tokens)):
            token = self.tokens[place]
            depth += {"[": 1, "]": -1}.get(token, 0)
            if depth == 0:
                after = (self.tokens[place + 1 :] or [""])[0]
                break
            inside.append(token)
        if after == "_":
            return self.add(ENTRY)
        if {"=", r"\neq", r"\ne"} & set(inside):
            return self.add(WHETHER)
        # One comma between two ends; parentheses and scripts inside have commas of their own.
        return self.add(INTERVAL) if "," in inside and "(" not in inside else []

    def add(self, symbol: str) -> list[int]:
        self.found.append(symbol)
        return [len(self.found) - 1]

    def environment(self) -> list[int]:
        name = self.raw_argument()
        if name == "array":
            self.raw_argument()
        laid_out = name in LAYOUTS or name in MATRICES
        return [] if laid_out else self.add(rf"\begin{{{name}}}")

    def atom(self, style: str) -> list[int]:
        token = self.next()
        if token is None:
            return []
        if token == "{":
            return self.sequence(style)
        token = SYNONYMS.get(token, token)
        if token == "[":
            return self.bracket()
        if not token.startswith("\\"):
            if token.isalpha() or (style and token.isdigit()):
                return self.add(rf"{style}{{{token}}}" if style else token)
            if token == ")" and self.peek() == "_":
                return self.add(")_")
            return [] if token in PLAIN_SIGNS else self.add(token)
        name = token[1:]
        if token in SPACES:
            return []
        if name in STYLES:
            return self.argument("\\" + name)
        if name in ACCENTS:
            tops = self.argument(style)
            if len(tops) != 1:
                return self.add(token)  # over several letters it is a sign of its own
            self.found[tops[0]] = rf"\{name}{{{self.found[tops[0]]}}}"
            return tops
        if name in TEXT:
            words = self.raw_argument()
            if name != "mathrm" or not words.isalpha():
                return []
            kind = "mathrm" if len(words) == 1 else "operatorname"
            return self.add(rf"\{kind}{{{words}}}")
        if name == "operatorname":
            if self.peek() == "*":
                self.next()
            return self.add(rf"\operatorname{{{self.raw_argument()}}}")
        if name in OPAQUE:
            self.raw_argument()
            return []
        if name == "begin":
            return self.environment()
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
