"""Training: epochs of mini-batches."""

from .batches import Batches as Batches
from .clipping import clip_gradient as clip_gradient
from .history import DivergenceError as DivergenceError
from .history import History as History
from .loop import train as train
from .measure import Measure as Measure
from .scores import accuracy as accuracy
from .scores import confusion_matrix as confusion_matrix
from .stalling import StalledWarning as StalledWarning

__all__ = [
    "Batches",
    "DivergenceError",
    "History",
    "Measure",
    "StalledWarning",
    "accuracy",
    "clip_gradient",
    "confusion_matrix",
    "train",
]
