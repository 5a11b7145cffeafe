"""The symbols of a formula: letters with their style, accent, star or prime, named operators."""

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
