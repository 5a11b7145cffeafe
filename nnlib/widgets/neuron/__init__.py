"""One neuron: a weighted sum, and what the activation makes of it."""
