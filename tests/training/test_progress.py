"""Progress bars as a saved notebook shows them, where no kernel draws them anew."""

import nbformat
import pytest
from nbclient import NotebookClient

SETUP = """
import nnlib
X, labels = nnlib.datasets.moons(20)
Y = labels[None].astype(float)
net = nnlib.Network([2, 3, 1])
"""
STOP = "def stop(net, history): return history.epochs == 3"
CELLS = {
    "finished": "nnlib.train(net, X, Y, epochs=5);",
    "stopped": f"{STOP}\nnnlib.train(net, X, Y, epochs=5, callbacks=[stop]);",
    "not left": "nnlib.check_gradient(net, X, Y);",
    "not wanted": "nnlib.train(net, X, Y, epochs=5, progress=False);",
}


@pytest.mark.slow
def test_a_bar_is_saved_as_far_as_it_came(monkeypatch):
    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    cells = [nbformat.v4.new_code_cell(source) for source in (SETUP, *CELLS.values())]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=120).execute()
    shown = {
        name: [
            output.data.get("text/plain")
            for output in cell.outputs
            if output.output_type == "display_data"
        ]
        for name, cell in zip(CELLS, notebook.cells[1:], strict=True)
    }
    assert [line[:4] for line in shown["finished"]] == ["100%"]
    assert "5/5" in shown["finished"][0]
    assert "cost=" in shown["finished"][0]
    assert [line[:4] for line in shown["stopped"]] == [" 60%"]
    assert shown["not left"] == shown["not wanted"] == []
    widgets = [output for cell in notebook.cells for output in cell.outputs if "data" in output]
    assert not [output for output in widgets if "application/vnd.jupyter.widget" in str(output)]
