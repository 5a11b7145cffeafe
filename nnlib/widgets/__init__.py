"""Figures that answer the reader's hand: in JupyterLab, and on a page where no kernel runs.

Each class is an `anywidget`: its settings are traits, checked here in Python, and its drawing is
one ES module, ``view.js`` in the folder of the figure. This package loads ipywidgets, so `nnlib`
itself does not import it.
"""

from nnlib._extras import missing

try:
    from nnlib.widgets.backpropagation_stepper.figure import BackpropagationStepper
    from nnlib.widgets.chain_rule.figure import ChainRule
    from nnlib.widgets.draw_digit.figure import DrawDigit
    from nnlib.widgets.edge_of_stability.figure import EdgeOfStability
    from nnlib.widgets.forward_pass.figure import ForwardPass
    from nnlib.widgets.gradient_check_curve.figure import GradientCheckCurve
    from nnlib.widgets.gradient_descent.figure import GradientDescentFigure
    from nnlib.widgets.idbd_rates.figure import IDBDRates
    from nnlib.widgets.kit.live_figure import LiveFigure
    from nnlib.widgets.linear_modes.figure import LinearModes
    from nnlib.widgets.momentum_plane.figure import MomentumPlane
    from nnlib.widgets.neuron.figure import Neuron
    from nnlib.widgets.playground.figure import Playground
    from nnlib.widgets.race.figure import Race
    from nnlib.widgets.regularisation_path.figure import RegularisationPath
    from nnlib.widgets.replay.figure import Replay
    from nnlib.widgets.signal_depth.figure import SignalDepth
except ModuleNotFoundError as error:
    raise missing("widgets", error) from None

__all__ = [
    "BackpropagationStepper",
    "ChainRule",
    "DrawDigit",
    "EdgeOfStability",
    "ForwardPass",
    "GradientCheckCurve",
    "GradientDescentFigure",
    "IDBDRates",
    "LinearModes",
    "LiveFigure",
    "MomentumPlane",
    "Neuron",
    "Playground",
    "Race",
    "RegularisationPath",
    "Replay",
    "SignalDepth",
]
