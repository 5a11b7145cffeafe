"""Putting data into the shape that a network takes, and labels to targets and back."""

from .scaling import MinMax as MinMax
from .scaling import Standardizer as Standardizer
from .scaling import Whitening as Whitening
from .splitting import split as split
from .targets import classes_of as classes_of
from .targets import holds_classes as holds_classes
from .targets import one_hot as one_hot

__all__ = ["MinMax", "Standardizer", "Whitening", "classes_of", "holds_classes", "one_hot", "split"]
