"""Chapters and figures in a real JupyterLab: Python reads what the reader did, and is followed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from helpers.lab_figures import cases, cells_of, drag, figures_notebook
from helpers.lab_notebook import Lab, Notebook, eventually, running_lab
from helpers.site_fixtures import ROOT
from playwright.sync_api import expect

from nnlib import widgets

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHAPTER = ROOT / "book" / "foundations" / "neuron_and_layer.md"
FIGURES = sorted(set(widgets.__all__) - {"LiveFigure"})  # the base of all


@pytest.fixture(scope="module")
def lab(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("lab")) as running:
        shutil.copyfile(CHAPTER, running.folder / "chapter.md")
        (running.folder / "figures.md").write_text(figures_notebook(), encoding="utf-8")
        yield running


@pytest.fixture(scope="module")
def figures(lab: Lab, browser: Any) -> Iterator[Notebook]:
    """A notebook with the cells of every figure, none of which has been run."""
    notebook = Notebook(browser, lab, "figures.md")
    notebook.run(0)
    yield notebook
    notebook.close()


def live_figure(output: Any) -> Any:
    """The figure in the output of a cell: it is drawn, and it is not the still picture."""
    figure = output.locator(".nn-figure")
    figure.scroll_into_view_if_needed()
    expect(figure).to_be_visible()
    expect(figure.locator("svg, canvas").first).to_be_visible()
    expect(output.locator(".nn-live > .nn-picture")).to_be_hidden()
    return figure


def test_a_chapter_of_the_book(lab: Lab, browser: Any) -> None:
    notebook = Notebook(browser, lab, "chapter.md")
    try:
        assert notebook.cells.count() == CHAPTER.read_text(encoding="utf-8").count("{code-cell}")
        notebook.run_all()
        neuron = notebook.page.get_by_role("group", name="One neuron")
        cell = notebook.cells.filter(has=neuron)
        place = notebook.place(cell)
        figure = live_figure(cell.locator(".jp-OutputArea"))
        prompt = cell.locator(".jp-InputArea-prompt").text_content()

        # The reader drags the bias by the mouse, then moves it by the keyboard.
        bias = figure.get_by_role("slider", name="bias b i", exact=True)
        drag(bias, (0.5, 0.5), (0.9, 0.5))
        dragged = float(bias.input_value())
        assert dragged > 1.2
        notebook.page.keyboard.press("ArrowLeft")
        moved = float(bias.input_value())
        assert moved == pytest.approx(dragged - 0.01)

        reading = notebook.insert_below(
            place, f"neuron = Out{prompt.rstrip(':')}\nprint([neuron.b, neuron.output])"
        )
        twin = widgets.Neuron(b=moved)
        wanted = pytest.approx([moved, twin.output], abs=1e-12)
        eventually(lambda: notebook.python(reading) == wanted, lambda: f"b is not {moved}")

        setting = notebook.insert_below(reading, 'neuron.activation = "relu"\nneuron.b = 1.5')
        notebook.run(setting)
        expect(bias).to_have_value("1.5")
        activation = figure.get_by_role("combobox", name="Activation")
        expect(activation).to_have_value("relu")
        twin.activation, twin.b = "relu", 1.5
        number = figure.get_by_text(f"{twin.output:.3f}")
        expect(number.last).to_be_visible()
        assert "#" not in notebook.page.url, "the address is JupyterLab's own"
        assert not notebook.errors()
        assert not notebook.problems
    finally:
        notebook.close()


@pytest.mark.parametrize("name", FIGURES)
def test_reader_and_python_move_the_same_figure(figures: Notebook, name: str) -> None:
    assert name in cases(), f"{name} is not tried in JupyterLab: give it a lab.py in its tests"
    case = cases()[name]
    make, read, change = cells_of(name)
    figures.problems.clear()
    output = figures.run(make)
    figure = live_figure(output)

    first = figures.python(read)
    eventually(
        lambda: case.agree(case.shown(figure), first),
        lambda: f"drawn {case.shown(figure)}, in Python {first}",
    )

    # What the reader does reaches Python when the kernel has time for it: look until it is there.
    case.act(figure)
    eventually(
        lambda: not case.agree(case.shown(figure), first),
        lambda: f"the reader changes nothing: {first}",
    )
    eventually(
        lambda: case.agree(case.shown(figure), figures.python(read)),
        lambda: f"drawn {case.shown(figure)}, in Python {figures.python(read)}",
    )

    # A key in a figure is no command to the notebook: "b" would insert a cell.
    cells = figures.cells.count()
    figure.get_by_role("button").first.press("b")

    before = figures.python(read)
    figures.run(change)
    after = figures.python(read)
    assert not case.agree(before, after), "Python changes nothing"
    eventually(
        lambda: case.agree(case.shown(figure), after),
        lambda: f"drawn {case.shown(figure)}, in Python {after}",
    )

    assert figures.cells.count() == cells
    assert output.locator(".nn-failed").count() == 0
    expect(output.locator(".nn-live > .nn-picture")).to_be_hidden()
    assert "#" not in figures.page.url, "the address is JupyterLab's own"
    assert not figures.problems


@pytest.mark.parametrize("name", ["Neuron"])
def test_a_saved_notebook_shows_the_picture(lab: Lab, browser: Any, name: str) -> None:
    """Opened again, the notebook has lost what the figure was in its kernel."""
    make, *_ = cells_of(name)
    saved = Notebook(browser, lab, "figures.md")
    try:
        saved.run(0)
        live_figure(saved.run(make))
        saved.save_as_notebook("saved.ipynb")
    finally:
        saved.close()
    again = Notebook(browser, lab, "saved.ipynb")
    try:
        output = again.cells.nth(make).locator(".jp-OutputArea")
        output.scroll_into_view_if_needed()
        expect(output.locator(".nn-live > .nn-picture")).to_be_visible()
        assert not output.locator(".nn-figure").count()
        # The picture makes room as soon as the figure lives again, and comes back when it goes.
        again.run(0)
        live_figure(again.run(make))
        closing = again.insert_below(make, "figure.close()")
        again.run(closing)
        expect(output.locator(".nn-live > .nn-picture")).to_be_visible()
        expect(output.locator(".nn-figure")).to_have_count(0)
    finally:
        again.close()
