"""Optimizers from one start, at one price; see `Race`."""
