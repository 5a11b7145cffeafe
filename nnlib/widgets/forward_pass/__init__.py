"""A batch on its way through a network, matrix by matrix."""
