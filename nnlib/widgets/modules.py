"""One module out of several: what a widget's module imports is put in front of it.

The files in ``static/`` are ES modules that a browser or a test can load as they are. A widget,
though, travels as a single text. Each shared module becomes a function that is called at once, so
that its private names stay private::

    const __ui = (() => { ... return { svg, frames }; })();

and ``import { svg } from "./ui.js";`` becomes ``const { svg } = __ui;``. There is no parser here:
the few forms that are understood stand at the beginning of a line, and any other is refused.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

__all__ = ["STATIC", "joined"]

STATIC = Path(__file__).parent / "static"

_NAMES = r"\s*[\w$]+(?:\s*,\s*[\w$]+)*,?\s*"
_IMPORT = re.compile(rf'^import \{{({_NAMES})\}} from "\./([\w-]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) ([\w$]+))", re.MULTILINE)
_DEFAULT = re.compile(r"^export default \{", re.MULTILINE)
_OTHER = re.compile(
    r"^(?:import|export)\b.*|^.*\bimport\s*(?:\(|\.meta\b).*|^await\b.*", re.MULTILINE
)
# Comments that have their lines to themselves: the reader's browser needs none of them.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE | re.DOTALL)


@functools.cache
def joined(path: Path) -> str:
    """Give a widget's module with everything that it imports in one text.

    Parameters
    ----------
    path : Path
        The module. What it imports lies in the same folder.

    Returns
    -------
    str
        An ES module without imports.

    Raises
    ------
    ValueError
        If a module imports or exports in a form not understood here, imports a module that does
        not exist or itself, or if a shared module has a default export.
    """
    parts: dict[str, str] = {}
    body = _read(path, parts, (path.stem,))
    if not _DEFAULT.search(body):
        raise ValueError(f"{path.name} has no `export default {{`, but a widget needs one")
    return "\n".join([*parts.values(), body])


def _read(path: Path, parts: dict[str, str], above: tuple[str, ...]) -> str:
    """Read one module; what it imports is added to `parts` first."""
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        importer = f", which {above[-2]}.js imports" if len(above) > 1 else ""
        raise ValueError(f"there is no {path.name} in static/{importer}") from None

    def imported(match: re.Match[str]) -> str:
        name = match[2]
        if name in above:
            raise ValueError(f"modules import each other in a circle: {', '.join(above)}, {name}")
        if name not in parts:
            parts[name] = _wrapped(path.with_name(f"{name}.js"), parts, (*above, name))
        return f"const {{{match[1]}}} = {_variable(name)};"

    source = _COMMENT.sub("", source + "\n")
    source = _EXPORT.sub(lambda match: match[0] if len(above) > 1 else "", source)
    body = _IMPORT.sub(imported, source)
    for match in _OTHER.finditer(body):
        line = match[0]
        if _EXPORT.match(line) and len(above) > 1 or _DEFAULT.match(line) and len(above) == 1:
            continue
        raise ValueError(f"{path.name} has `{line.strip()}`, a form that joining does not know")
    return body.strip() + "\n"


def _wrapped(path: Path, parts: dict[str, str], above: tuple[str, ...]) -> str:
    """Turn a shared module into a constant that holds what it exports."""
    body = _read(path, parts, above)
    names = [match[1] for match in _EXPORT.finditer(body)]
    body = _EXPORT.sub("", body)
    body += f"return {{ {', '.join(names)} }};\n"
    return f"const {_variable(path.stem)} = (() => {{\n{body}}})();"


def _variable(name: str) -> str:
    return "__" + name.replace("-", "_")
