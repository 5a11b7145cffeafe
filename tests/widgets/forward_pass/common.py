"""What the tests of the forward pass share: figures to try, and their settings as plain values."""

SETTINGS = [
    {},
    {"d": [2, 1], "N": 1, "output": "softmax"},
    {"d": [5, 5, 5, 5], "N": 6, "hidden": "gelu", "output": "softmax", "seed": 9999},
    {"d": [1, 3, 2, 1], "N": 3, "hidden": "relu", "output": "sigmoid", "seed": 7},
]


def settings_of(figure):
    return {name: getattr(figure, name) for name in figure.settings()}
