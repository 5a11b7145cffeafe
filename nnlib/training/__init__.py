"""Training: epochs of mini-batches."""

from .batches import Batches as Batches
from .history import DivergenceError as DivergenceError
from .history import History as History
from .history import accuracy as accuracy
from .loop import train as train
from .measure import Measure as Measure
from .stalling import StalledWarning as StalledWarning

__all__ = [
    "Batches",
    "DivergenceError",
    "History",
    "Measure",
    "StalledWarning",
    "accuracy",
    "train",
]
