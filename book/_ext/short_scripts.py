"""Scripts without their spaces and comments, for the pages that load them."""

from __future__ import annotations

from functools import cache

import rjsmin
from pygments.lexers import JavascriptLexer
from pygments.token import String


def words(source: str) -> str:
    """Return what a script says: the texts of its strings and templates."""
    tokens = JavascriptLexer(stripnl=False).get_tokens(source)
    return "".join(text for kind, text in tokens if kind in String)


@cache
def shortened(source: str) -> str:
    """Return a script that does the same, shorter.

    Raises
    ------
    ValueError
        If rjsmin would change a text, as it does to a space at an end of a template that stands
        within another one: such templates need a name.
    """
    short = rjsmin.jsmin(source)
    before, after = words(source), words(short)
    if before != after:
        place = next(k for k, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
        raise ValueError(
            f"without spaces, a script would say {after[place : place + 40]!r} in the place of "
            f"{before[place : place + 40]!r}; is this a template within a template?"
        )
    return short
