"""The README keeps its word: its example runs."""

import re
from pathlib import Path

import nnlib

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_example_runs(monkeypatch, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    train = nnlib.train
    # Without its progress bar.
    monkeypatch.setattr(
        nnlib, "train", lambda *args, **settings: train(*args, **settings, progress=False)
    )
    names = {}
    exec(compile(code, "README.md", "exec"), names)
    assert capsys.readouterr().out.strip().endswith("ok: tolerance 1e-06")
    assert names["gradient"].shape == names["net"].theta.shape
    assert names["history"].epochs == 30
    assert names["history"].accuracy[-1] > 0.99
