"""One module out of several: what a widget's module imports is put in front of it.

The scripts beside the Python files of this package are ES modules that a browser or a test can load
as they are. A widget, though, travels as a single text. Each shared module becomes a function that
is called at once, so that its private names stay private::

    const __kit_ui = (() => { ... return { svg, frames }; })();

and ``import { svg } from "../kit/ui.js";`` becomes ``const { svg } = __kit_ui;``. There is no
parser here: the few forms that are understood stand at the beginning of a line, and any other is
refused.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

__all__ = ["WIDGETS", "joined"]

#: The package of the live figures, whose folders hold their scripts and style sheets.
WIDGETS = Path(__file__).resolve().parent.parent

_NAMES = r"\s*[\w$]+(?:\s*,\s*[\w$]+)*,?\s*"
_IMPORT = re.compile(rf'^import \{{({_NAMES})\}} from "(\.[\w./-]+\.js)";$', re.MULTILINE)
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
        The module.

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
    path = path.resolve()
    parts: dict[Path, str] = {}
    body = _read(path, parts, (path,))
    if not _DEFAULT.search(body):
        raise ValueError(f"{_name(path)} has no `export default {{`, but a widget needs one")
    return "\n".join([*parts.values(), body])


def _read(path: Path, parts: dict[Path, str], above: tuple[Path, ...]) -> str:
    """Read one module; what it imports is added to `parts` first.

    `above` leads from the module of the widget down to this one, both included.
    """
    is_widget = len(above) == 1
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        importer = "" if is_widget else f", which {_name(above[-2])} imports"
        raise ValueError(f"there is no {_name(path)}{importer}") from None

    def imported(match: re.Match[str]) -> str:
        module = (path.parent / match[2]).resolve()
        if module in above:
            circle = ", ".join(_name(each) for each in (*above, module))
            raise ValueError(f"modules import each other in a circle: {circle}")
        if module not in parts:
            parts[module] = _wrapped(module, parts, (*above, module))
        return f"const {{{match[1]}}} = {_variable(module)};"

    source = _COMMENT.sub("", source + "\n")
    if is_widget:
        source = _EXPORT.sub("", source)  # for tests alone
    body = _IMPORT.sub(imported, source)
    known = _DEFAULT if is_widget else _EXPORT
    for match in _OTHER.finditer(body):
        line = match[0]
        if not known.match(line):
            raise ValueError(
                f"{_name(path)} has `{line.strip()}`, a form that joining does not know"
            )
    return body.strip() + "\n"


def _wrapped(path: Path, parts: dict[Path, str], above: tuple[Path, ...]) -> str:
    """Turn a shared module into a constant that holds what it exports."""
    body = _read(path, parts, above)
    names = [match[1] for match in _EXPORT.finditer(body)]
    body = _EXPORT.sub("", body)
    body += f"return {{ {', '.join(names)} }};\n"
    return f"const {_variable(path)} = (() => {{\n{body}}})();"


def _name(path: Path) -> str:
    """A module for a reader of an error: ``kit/ui.js``."""
    return f"{path.parent.name}/{path.name}"


def _variable(path: Path) -> str:
    """The constant of a module: its folder belongs to it, for several have a ``model.js``."""
    return "__" + re.sub(r"\W", "_", f"{path.parent.name}_{path.stem}")
