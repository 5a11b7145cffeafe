"""The lines of nnlib that stand beside the steps of the stepper."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from nnlib.backpropagation import backward_pass, forward_pass
from nnlib.network import Network
from nnlib.optimizers import GradientDescent

__all__ = ["code_of_steps", "excerpt"]


def code_of_steps() -> dict[str, Any]:
    """The source of what does the steps, and which lines do which step.

    Returns
    -------
    dict
        For ``"forward"``, ``"cost"``, ``"backward"`` and ``"update"``: ``name`` and ``lines`` of a
        function, and ``marks`` with the indices of lines for each kind of step.

    Raises
    ------
    LookupError
        If a statement that does a step is gone from the source.
    """
    return {
        "forward": excerpt(forward_pass, {"Z": ("pre_activations(",), "A": (".value(Z[ell]",)}),
        "cost": excerpt(Network.mean_loss, {"J": ("self.loss.value(",)}),
        "backward": excerpt(
            backward_pass,
            {
                "output": ("loss.output_error(",),
                "gradients": ("summed_gradients(", "gradient.flat /="),
                "recursion": (".derivative(", "propagate_error("),
            },
        ),
        "update": excerpt(GradientDescent.update, {"update": ("theta -=",)}),
    }


def excerpt(function: Callable[..., Any], marks: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """The source of `function` without its docstring, and which of its lines each mark is about.

    Parameters
    ----------
    function : callable
        A function or method of nnlib, with a docstring.
    marks : dict
        For each step of the figure, what the statements that do it contain.

    Returns
    -------
    dict
        ``name``, ``lines``, and ``marks`` with the indices of lines.

    Raises
    ------
    LookupError
        If no statement contains one of the texts: the source has changed, and `marks` has not.
    """
    source = textwrap.dedent(inspect.getsource(function))
    definition = ast.parse(source).body[0]
    assert isinstance(definition, ast.FunctionDef)
    text = source.rstrip().splitlines()
    docstring = definition.body[0]
    dropped = range(docstring.lineno - 1, docstring.end_lineno or docstring.lineno)
    kept = [number for number in range(len(text)) if number not in dropped]
    statements = [
        node for node in ast.walk(definition)
        if isinstance(node, ast.stmt) and not hasattr(node, "body") and node is not docstring
    ]  # fmt: skip

    def lines_with(part: str) -> list[int]:
        found = [node for node in statements if part in ast.unparse(node)]
        if not found:
            raise LookupError(f"{function.__qualname__} has no statement with {part!r} any more")
        return [
            kept.index(number - 1)
            for node in found
            for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
        ]

    return {
        "name": function.__qualname__,
        "lines": [text[number] for number in kept],
        "marks": {
            mark: sorted({line for part in parts for line in lines_with(part)})
            for mark, parts in marks.items()
        },
    }
