"""The map of a surface with paths on it: what several live figures share."""
