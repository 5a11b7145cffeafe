"""The API page follows packages, and prints the table of a family."""

from __future__ import annotations

import re
from pathlib import Path

import api_docs
import public_names
import pytest
from helpers.minibook import Outcome, build

from nnlib import activations, optimizers
from nnlib._families import Family
from nnlib.widgets import Neuron

PACKAGE = {
    "__init__.py": "",
    "rules/__init__.py": '''
        """Rules."""
        from nnlib._families import Family
        from .base import Rule as Rule
        from .plain import Plain as Plain
        from .steady import Steady as Steady

        class Hidden(Rule):
            """A rule that the page leaves out."""

            name, title = "hidden", ""

        #: What ``rule=`` takes, see `Plain`.
        RULES = Family.of("rule", Plain, Steady, Hidden)
        __all__ = ["Plain", "RULES", "Rule", "Steady"]
    ''',
    "rules/base.py": '''
        """The base."""

        __all__ = ["Rule"]

        class Rule:
            """A rule, such as `Steady`; for a `Rule`, see `Plain.step`."""

            title = ""
    ''',
    "rules/plain.py": '''
        """Plain."""
        from .base import Rule

        class Plain(Rule):
            """``x = 1.5 * y``, plainly. Nothing else is plainer."""

            name = "plain_one"

            def step(self):
                """Take a step."""
    ''',
    "rules/steady.py": '''
        """Steady."""
        from .base import Rule

        class Steady(Rule):
            """Steady, in many
            small steps (see `Plain`).
            """

            name, title = "steady", "the steady one"
    ''',
}
PAGE = """# Page

```{eval-rst}
.. automodule:: toyshop.rules
```

```{family} toyshop.rules.RULES
```
"""


def unindented(source: str) -> str:
    return re.sub(r"^ {8}", "", source, flags=re.M).strip() + "\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("api")
    for name, source in PACKAGE.items():
        path = folder / "code" / "toyshop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(unindented(source), encoding="utf-8")
    configuration = (
        f"sys.path.insert(0, {str(folder / 'code')!r})\n"
        'autodoc_default_options = {"members": True}\nadd_module_names = False\n'
    )
    extensions = ("mathml", "api_docs")
    return build(folder, {"page": PAGE}, extensions=extensions, configuration=configuration)


def test_a_class_stands_under_the_package_that_offers_it(book: Outcome) -> None:
    assert book.status == 0, book.log
    page = book.page("page")
    assert re.findall(r'id="(toyshop\.rules\.[\w.]+)"', page) == [
        "toyshop.rules.Plain",
        "toyshop.rules.Plain.step",
        "toyshop.rules.Rule",
        "toyshop.rules.Steady",
        "toyshop.rules.RULES",
    ]


def test_names_in_docstrings_lead_there(book: Outcome) -> None:
    rule = book.page("page").split('id="toyshop.rules.Rule"')[1].split("</dl>")[0]
    assert 'href="#toyshop.rules.Steady"' in rule
    assert 'href="#toyshop.rules.Plain.step"' in rule
    assert 'href="#toyshop.rules.Rule"' not in rule.split("</dt>")[1], "an entry links to others"


def test_a_family_prints_its_table(book: Outcome) -> None:
    entry = book.page("page").split('id="toyshop.rules.RULES"')[1]
    plain = re.sub(r"<[^>]+>", "", entry)
    assert "What rule= takes, see Plain." in plain
    assert "&lt;rule:" not in plain, "the value says less than the table"
    assert [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells(entry)] == [
        "plain_one", "", "x = 1.5 * y, plainly.",
        "steady", "the steady one", "Steady, in many small steps (see Plain).",
        "hidden", "", "A rule that the page leaves out.",
    ]  # fmt: skip
    linked = [re.findall(r'href="#([^"]+)"', cell) for cell in cells(entry)]
    assert linked[0] == ["toyshop.rules.Plain"]
    assert linked[3] == ["toyshop.rules.Steady"]
    assert linked[5] == ["toyshop.rules.Plain"]
    assert linked[6] == []


def cells(html: str) -> list[str]:
    return re.findall(r"<td>(.*?)</td>", html, re.S)


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("toyshop.rules.NONE", "does not exist"),
        ("toyshops.rules.RULES", "does not exist"),
        ("RULES", "does not exist"),
        ("math.pi", "math.pi is a float, not a Family"),
    ],
)
def test_what_is_no_family_stops_the_build(argument: str, message: str, tmp_path: Path) -> None:
    page = f"# Page\n\n```{{family}} {argument}\n```\n"
    book = build(tmp_path, {"page": page}, extensions=("mathml", "api_docs"))
    assert book.status != 0
    assert message in book.log and "page.md:3" in book.log


def test_words_that_only_repeat_the_names_get_no_column() -> None:
    family = Family("activation", {"tanh": activations.Tanh, "leaky_relu": activations.LeakyRelu})
    table = api_docs.family_table(family, lambda name: name)
    assert table[3:5] == ["   * - Name", "     - What it is"]
    assert "     - In words" in api_docs.family_table(activations.ACTIVATIONS, lambda name: name)


def test_names_of_nnlib_have_their_place() -> None:
    top = public_names.documented("nnlib")
    assert top["train"] == "nnlib.training.train"
    assert top["History.epochs"] == "nnlib.training.History.epochs"
    assert top["Network"] == "nnlib.network.Network"
    assert top["optimizers"] == "nnlib.optimizers"
    momentum = public_names.documented("nnlib.optimizers")["Momentum"]
    assert momentum == "nnlib.optimizers.Momentum"
    assert optimizers.Momentum.__module__ != "nnlib.optimizers"
    assert public_names.documented("nnlib.datasets")["moons"] == "nnlib.datasets.moons"
    assert public_names.home(Neuron) == "nnlib.widgets"


def test_the_first_sentence_ends_at_its_full_stop() -> None:
    def thing() -> None:
        """``f(x) = 1. + x``, with c = 1.5
        and `d.` more. Then another.

        A paragraph.
        """

    assert public_names.first_sentence(thing) == "``f(x) = 1. + x``, with c = 1.5 and `d.` more."
