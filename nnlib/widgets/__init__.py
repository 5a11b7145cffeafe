"""Figures that answer the reader's hand: in JupyterLab, and on a page where no kernel runs.

Each class is an `anywidget`: its settings are traits, checked here in Python, and its drawing is
one ES module in ``static/``. This package loads ipywidgets, so `nnlib` itself does not import it.
"""

from nnlib.widgets.backpropagation_stepper import BackpropagationStepper
from nnlib.widgets.base import LiveFigure
from nnlib.widgets.chain_rule import ChainRule
from nnlib.widgets.draw_digit import DrawDigit
from nnlib.widgets.forward_pass import ForwardPass
from nnlib.widgets.gradient_descent import GradientDescentFigure
from nnlib.widgets.neuron import Neuron
from nnlib.widgets.playground import Playground
from nnlib.widgets.replay import Replay

__all__ = [
    "BackpropagationStepper",
    "ChainRule",
    "ForwardPass",
    "DrawDigit",
    "GradientDescentFigure",
    "LiveFigure",
    "Neuron",
    "Playground",
    "Replay",
]
