"""Activations and errors on their way through ten layers, for weights of a size to choose."""
