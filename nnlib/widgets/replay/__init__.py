"""A finished training run, played again."""
