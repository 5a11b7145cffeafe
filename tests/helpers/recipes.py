"""The recipes of CONTRIBUTING, written out for a throw-away member of each kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent


@dataclass(frozen=True)
class Recipe:
    """What is added to the project, and where.

    `files` are new, by their paths. `entries` are lines that go into files that are there: a path,
    a regular expression that matches once, and what is put behind the match. CONTRIBUTING writes
    `blank` where the paths have `name`.
    """

    heading: str
    files: dict[str, str] = field(default_factory=dict)
    entries: tuple[tuple[str, str, str], ...] = ()
    name: str = ""
    blank: str = ""

    @property
    def paths(self) -> list[str]:
        """The files that are added or changed, as CONTRIBUTING writes them."""
        paths = [*self.files, *(path for path, _, _ in self.entries)]
        return [path.replace(self.name, self.blank) if self.name else path for path in paths]

    def follow(self, project: Path) -> None:
        """Add the member to a copy of the project."""
        for path, text in self.files.items():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        for path, place, text in self.entries:
            source = (project / path).read_text(encoding="utf-8")
            found = list(re.finditer(place, source))
            assert len(found) == 1, f"{path}: {place!r} is there {len(found)} times"
            end = found[0].end()
            (project / path).write_text(source[:end] + text + source[end:], encoding="utf-8")


ACTIVATION = Recipe(
    "Add an activation",
    entries=(
        (
            "nnlib/activations.py",
            r"(?=#: Every activation by its name\.)",
            '''class Softsign(Activation):
    """``sigma(z) = z / (1 + |z|)``: thrown away after the test."""

    name = "softsign"
    title = "soft sign"

    def value(self, Z: Array, out: Array | None = None) -> Array:
        return np.divide(Z, 1 + np.abs(Z), out=out)

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        return np.square(1 / (1 + np.abs(Z)), out=out)

    def second_derivative(self, Z: Array) -> Array:
        Z = _floats(Z)
        return -2 * np.sign(Z) * (1 / (1 + np.abs(Z))) ** 3


''',
        ),
        ("nnlib/activations.py", r'Family\.of\(\s*"activation",(\s*\w+,)*', " Softsign,"),
        (
            "nnlib/widgets/engine/activations.js",
            r"(?=/\*\*\n \* Those that hidden layers may have)",
            """/** @type {Entrywise} */
const softsign = {
  value: (z) => z / (1 + Math.abs(z)),
  derivative: (z) => (1 / (1 + Math.abs(z))) ** 2,
  values(Z, d, out) {
    for (let k = 0; k < Z.length; k++) out[k] = softsign.value(Z[k]);
    return out;
  },
  derivatives(Z, A, out) {
    for (let k = 0; k < Z.length; k++) out[k] = softsign.derivative(Z[k]);
    return out;
  },
};

""",
        ),
        (
            "nnlib/widgets/engine/activations.js",
            r"export const ENTRYWISE = \{(\s*\w+(: \w+)?,)*",
            "\n  softsign,",
        ),
        (
            "tests/definitions.py",
            r'"ACTIVATIONS",\n    \{',
            '\n        "softsign": lambda z, xp: z / (1 + xp.abs(z)),',
        ),
    ),
)

LOSS = Recipe(
    "Add a loss",
    entries=(
        (
            "nnlib/losses.py",
            r"(?=#: Every loss by its name\.)",
            '''class LogCosh(Loss):
    """The logarithm of the hyperbolic cosine of a miss: thrown away after the test."""

    name = "log_cosh"
    title = "log-cosh"
    outputs = ENTRYWISE

    def per_example(self, Y: Array, Y_hat: Array, Z: Array) -> Array:
        r = np.abs(Y_hat - Y)
        return np.sum(r + np.log1p(np.exp(-2 * r)) - float(np.log(2)), axis=0)

    def error(self, Y: Array, Y_hat: Array, Z: Array, out: Array | None = None) -> Array:
        slope = self.output.derivative(Z, Y_hat)
        return np.multiply(np.tanh(Y_hat - Y), slope, out=out)

    def error_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        bend = np.tanh(Y_hat - Y) * self.output.second_derivative(Z)
        return self.curvature_along(Y, Y_hat, Z, RZ) + bend * RZ

    def curvature_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        slope = self.output.derivative(Z, Y_hat)
        return (1 - np.tanh(Y_hat - Y) ** 2) * slope**2 * RZ


''',
        ),
        ("nnlib/losses.py", r'Family\.of\(\s*"loss",(\s*\w+,)*', " LogCosh,"),
        (
            "nnlib/widgets/engine/losses.js",
            r"(?=/\*\*\n \* Each loss by name)",
            """/** @param {string} output @returns {Loss} */
function logCosh(output) {
  const sigma = ENTRYWISE[output];
  return {
    values(Y, Y_hat, Z, d, out) {
      out.fill(0);
      for (let k = 0; k < Y.length; k++) {
        const r = Math.abs(Y_hat[k] - Y[k]);
        out[Math.floor(k / d)] += r + Math.log1p(Math.exp(-2 * r)) - Math.log(2);
      }
      return out;
    },
    outputError(Y, Y_hat, Z, out) {
      sigma.derivatives(Z, Y_hat, out);
      for (let k = 0; k < out.length; k++) out[k] *= Math.tanh(Y_hat[k] - Y[k]);
      return out;
    },
  };
}

""",
        ),
        (
            "nnlib/widgets/engine/losses.js",
            r"export const LOSSES = \{",
            "\n  log_cosh: { make: logCosh, outputs: Object.keys(ENTRYWISE) },",
        ),
        (
            "tests/definitions.py",
            r'"LOSSES",\n    \{',
            '\n        "log_cosh": lambda y, y_hat, z, xp: xp.log(xp.cosh(y - y_hat)).sum(axis=0),',
        ),
    ),
)

OPTIMIZER = Recipe(
    "Add an optimizer",
    name="averaged_descent",
    blank="<rule>",
    files={
        "nnlib/optimizers/averaged_descent.py": '''
            """Averaged descent: thrown away after the test."""

            from __future__ import annotations

            from collections.abc import Callable

            import numpy as np
            from numpy.typing import NDArray

            from .base import Optimizer, Rate

            __all__ = ["AveragedDescent"]

            Array = NDArray[np.floating]


            class AveragedDescent(Optimizer):
                """``m <- beta * m + (1 - beta) * gradient``, then ``theta <- theta - eta * m``.

                Parameters
                ----------
                eta : float or callable
                    The learning rate, above 0.
                beta : float
                    The share of the average that is kept.
                """

                title = "averaged descent"
                keeps = ("m",)
                eta = Rate()

                m: Array

                def __init__(
                    self, eta: float | Callable[[int], float], beta: float = 0.5
                ) -> None:
                    self.eta = eta
                    self.beta = beta

                def update(self, theta: Array, gradient: Array) -> None:
                    """Move `theta` by the average. Parameters as in `Optimizer.step`."""
                    eta, beta, m = self.eta, self.beta, self.m
                    m *= beta
                    m += self.times(1 - beta, gradient)
                    theta -= self.times(eta, m)
        ''',
        "nnlib/widgets/engine/optimizers/averaged_descent.js": """
            // @ts-check
            // Averaged descent: thrown away after the test.

            import { Optimizer } from "./base.js";

            export class AveragedDescent extends Optimizer {
              /** @param {{ eta: number, beta?: number }} settings */
              constructor({ eta, beta = 0.5 }) {
                super();
                this.eta = eta;
                this.beta = beta;
                this.m = new Float64Array(0);
              }

              /** @param {number} P */
              begin(P) {
                this.m = new Float64Array(P);
              }

              /** @param {Float64Array} theta @param {Float64Array} gradient */
              update(theta, gradient) {
                const { eta, beta, m } = this;
                for (let p = 0; p < theta.length; p++) {
                  m[p] = beta * m[p] + (1 - beta) * gradient[p];
                  theta[p] -= eta * m[p];
                }
              }
            }
        """,
    },
    entries=(
        (
            "nnlib/optimizers/__init__.py",
            r"(?=from \.base import)",
            "from .averaged_descent import AveragedDescent as AveragedDescent\n",
        ),
        (
            "nnlib/optimizers/__init__.py",
            r'Family\.of\(\s*"optimizer",(\s*\w+,)*',
            " AveragedDescent,",
        ),
        (
            "nnlib/widgets/engine/optimizers.js",
            r'(?=import \{ \w+ \} from "\./optimizers/gradient)',
            'import { AveragedDescent } from "./optimizers/averaged_descent.js";\n',
        ),
        (
            "nnlib/widgets/engine/optimizers.js",
            r"export const OPTIMIZERS = \{",
            " AveragedDescent,",
        ),
        (
            "tests/optimizers/test_reaching.py",
            r"REACHES = \{",
            """
    "AveragedDescent": {
        "quadratic": ({"eta": 0.02}, 1e-4),
        "rosenbrock": ({"eta": 0.002}, 0.03),
        "network": ({"eta": 2.0}, 0.06),
    },""",
        ),
    ),
)

DATA_SET = Recipe(
    "Add a data set",
    entries=(
        (
            "nnlib/datasets/plane.py",
            r"(?=def _two_classes)",
            '''def bands(
    N: int = 200, noise: float = 0.05, seed: int | np.random.Generator | None = 0
) -> tuple[Array, NDArray[np.int64]]:
    """Two bands, one above the other: thrown away after the test.

    Parameters and results as in `moons`.
    """
    rng, labels = _two_classes(N, noise, seed)
    x = rng.uniform(-1, 1, N)
    return np.vstack([x, labels - 0.5]) + rng.normal(0, noise, (2, N)), labels


''',
        ),
        ("nnlib/datasets/plane.py", r"__all__ = \[", '"bands", '),
        (
            "nnlib/datasets/__init__.py",
            r"(?=from \.plane import blobs)",
            "from .plane import bands as bands\n",
        ),
        ("nnlib/datasets/__init__.py", r'"blobs": blobs,', ' "bands": bands,'),
        (
            "nnlib/widgets/engine/datasets.js",
            r"(?=/\*\* A source of randomness)",
            """/** Two bands, one above the other. @param {Options} options */
function bands({ N = 200, noise = 0.05, seed = 0 } = {}) {
  const { rng, labels } = twoClasses(N, seed);
  const x = drawn(N, () => rng.uniform(-1, 1));
  return noisy(labels, noise, rng, (n) => [x[n], labels[n] - 0.5]);
}

""",
        ),
        ("nnlib/widgets/engine/datasets.js", r"DATASETS = \{", " bands,"),
    ),
)

LIVE_FIGURE = Recipe(
    "Add a live figure",
    name="square",
    blank="<name>",
    files={
        "nnlib/widgets/square/__init__.py": '"""A number and its square: thrown away."""\n',
        "nnlib/widgets/square/figure.py": '''
            """A number and its square: thrown away after the test."""

            from __future__ import annotations

            from pathlib import Path

            from nnlib.figures import Picture
            from nnlib.widgets.kit.live_figure import LiveFigure
            from nnlib.widgets.kit.traits import Number
            from nnlib.widgets.square.still import square_still

            __all__ = ["Square"]


            class Square(LiveFigure):
                """A number and its square.

                Parameters
                ----------
                x : float
                    The number, from -2 to 2.
                key : str
                    The name under which x stands in the address of the page.
                """

                folder = Path(__file__).parent

                x = Number(0.5, -2, 2)

                @property
                def y(self) -> float:
                    """The square of x."""
                    return self.x**2

                def still(self) -> Picture:
                    """Draw the point.

                    Returns
                    -------
                    Picture
                    """
                    return square_still(self.x, self.y)
        ''',
        "nnlib/widgets/square/still.py": '''
            """The still picture of a `Square`."""

            from __future__ import annotations

            from matplotlib.figure import Figure

            from nnlib.figures import Picture

            __all__ = ["square_still"]


            def square_still(x: float, y: float) -> Picture:
                """Draw a point.

                Parameters
                ----------
                x, y : float
                    Where it is.

                Returns
                -------
                Picture
                """
                figure = Figure(figsize=(3, 2))
                figure.add_subplot().plot([x], [y], "ko")
                return Picture(figure, f"A point over x = {x:.2f}, as high as its square {y:.2f}.")
        ''',
        "nnlib/widgets/square/view.js": """
            // @ts-check
            // A number and its square: thrown away after the test.

            import { keepInAddress, settingOf } from "../kit/address.js";
            import { slider } from "../kit/controls.js";
            import { factsOf } from "../kit/facts.js";
            import { number } from "../kit/numbers.js";
            import { startable } from "../kit/startable.js";
            import { change, figure, frames, html, svg } from "../kit/ui.js";

            const WORDS = { label: "A number and its square", class: "nn-square" };
            const SIZE = { viewBox: "0 0 200 80", width: 200, height: 80 };

            export default {
              render: startable(({ model, el, life }) => {
                const facts = factsOf(model).traits.x;
                const origin = model.get("x");
                keepInAddress(life, model, { x: settingOf(facts) });
                const x = slider(life, {
                  label: "x",
                  min: facts.low,
                  max: facts.high,
                  step: 0.01,
                  value: origin,
                  first: () => origin,
                  change: (value) => change(model, { x: value }),
                });
                const square = html("output", { "aria-label": "square of x" });
                const point = svg("circle", { r: 4 });
                const drawn = svg("svg", { ...SIZE, "aria-hidden": "true" }, point);
                const frame = figure(el, WORDS, x.element, drawn, square);
                const draw = () => {
                  const at = model.get("x");
                  x.set(at);
                  square.textContent = number(at ** 2, 4);
                  point.setAttribute("cx", `${100 + 40 * at}`);
                  point.setAttribute("cy", `${70 - 15 * at ** 2}`);
                };
                const drawing = frames(life, frame, draw);
                life.follow(model, ["x"], drawing.request);
                draw();
              }),
            };
        """,
        "nnlib/widgets/square/style.css": """
            .nn-square output {
              font-weight: 700;
            }
        """,
        "tests/widgets/square/test_figure.py": '''
            """The square in Python."""

            from nnlib.widgets import Square


            def test_square_in_python():
                figure = Square(x=-1.5)
                assert figure.y == 2.25
                assert figure.still().alt.endswith("its square 2.25.")
        ''',
        "tests/widgets/square/test_browser.py": '''
            """The square on a page without a kernel."""

            import pytest
            from helpers.live_common import check_common, drawn

            from nnlib.widgets import Square

            pytestmark = pytest.mark.browser


            def test_square_keeps_every_promise(live):
                check_common(live, lambda: Square(key="square"))


            def test_square_by_keyboard_and_in_the_address(live):
                page = live(Square(key="square"), hash="square.x=-1.5").page
                square = page.get_by_role("status", name="square of x")
                assert square.text_content() == "2.2500"
                page.get_by_role("slider", name="x", exact=True).press("End")
                drawn(page)
                assert square.text_content() == "4.0000"
        ''',
        "tests/widgets/square/lab.py": '''
            """How a notebook makes, moves and reads this figure."""

            from helpers.lab_figures import Case, slider

            CASE = Case(
                make='figure = widgets.Square(key="square")',
                read="[figure.y]",
                change="figure.x = 1.25",
                shown=lambda figure: [float(figure.get_by_role("status").text_content())],
                act=lambda figure: slider(figure, "x").press("ArrowRight"),
                places=4,
            )
        ''',
    },
    entries=(
        (
            "nnlib/widgets/__init__.py",
            r"(?=\n__all__ = \[)",
            "from nnlib.widgets.square.figure import Square\n",
        ),
        ("nnlib/widgets/__init__.py", r"\n__all__ = \[", '\n    "Square",'),
    ),
)

RECIPES = (ACTIVATION, LOSS, OPTIMIZER, DATA_SET, LIVE_FIGURE)
