"""Gradient descent and the largest eigenvalue of its Hessian; see `EdgeOfStability`."""
