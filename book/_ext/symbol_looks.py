"""Symbols by their look: how each is read aloud, and among which a reader would seek it."""

from __future__ import annotations

import re

from latex_symbols import ACCENTS, GREEK, STYLES

_NAMES = {"mathcal": "script", "mathbb": "double-struck", "mathrm": "upright"}
_STYLED = re.compile(rf"\\({'|'.join(STYLES | {'mathrm'})})\{{(.+)\}}")
_ACCENTED = re.compile(rf"\\({'|'.join(ACCENTS)})\{{(.+)\}}")
_WORD = re.compile(r"\\operatorname\{(\w+)\}|\\(arg|cos|dim|exp|ln|log|max|min|sin|tan|tanh)")
_MARKS = {"^*": "star", "^+": "plus", "^-": "minus", "'": "prime", "''": "double prime"}

LOOKS = (
    "A letter with a hat",
    "A letter with a star",
    "A letter with a prime",
    "A letter with another mark",
    "A bold capital",
    "A bold small letter or digit",
    "A letter in another style",
    "A Greek letter",
    "An italic capital",
    "An italic small letter",
    "A word",
    "Brackets and bars",
    "A sign or an arrow",
)


def _bare(key: str) -> tuple[str, str, list[str]]:
    """Take the letter, its style and its marks apart."""
    marks = []
    while True:
        if match := re.fullmatch(r"(.+?)('+|\^\*|\^[+-])", key):
            key = match[1]
            marks.append(_MARKS[match[2]])
        elif match := _ACCENTED.fullmatch(key):
            key = match[2]
            marks.append(match[1])
        else:
            break
    styled = _STYLED.fullmatch(key)
    return (styled[2], styled[1], marks) if styled else (key, "", marks)


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter.removeprefix("\\") in GREEK


def spoken(key: str) -> str | None:
    r"""Name a symbol as one reads it aloud; None for a sign that its look does not name.

    >>> spoken(r"\hat{\mathbf{Y}}"), spoken(r"\boldsymbol{\delta}"), spoken(r"\operatorname{diag}")
    ('bold capital Y hat', 'bold delta', 'diag')
    """
    if word := _WORD.fullmatch(key):
        return word[1] or word[2]
    letter, style, marks = _bare(key)
    if not _is_letter(letter):
        return None
    name = letter.lstrip("\\").removeprefix("var")
    parts = [_NAMES.get(style, "bold") if style else ""]
    parts += ["capital" if name[0].isupper() else "", name, *reversed(marks)]
    return " ".join(part for part in parts if part)


def look(key: str) -> str:
    """Return the group of LOOKS where a reader would seek a symbol."""
    if _WORD.fullmatch(key):
        return "A word"
    letter, style, marks = _bare(key)
    if not _is_letter(letter):
        brackets = key[0] in "[(" or key in (r"\{", r"\begin{cases}", r"\lvert", r"\lVert")
        return "Brackets and bars" if brackets else "A sign or an arrow"
    if marks:
        name = f"A letter with a {marks[0].removeprefix('double ')}"
        return name if name in LOOKS else "A letter with another mark"
    if style in _NAMES:
        return "A letter in another style"
    capital = letter.lstrip("\\")[0].isupper()
    if style:
        return "A bold capital" if capital else "A bold small letter or digit"
    if letter.startswith("\\"):
        return "A Greek letter"
    return "An italic capital" if capital else "An italic small letter"


def alphabetical(key: str) -> tuple[str, str]:
    """Sort by the letter first, whatever its style and marks; signs come last."""
    letter = _bare(key)[0]
    name = spoken(key)
    return (letter.lstrip("\\").lower() if name else "~", key)
