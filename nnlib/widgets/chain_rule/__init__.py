"""A derivative as a sum over paths."""
