"""The modes of a deep linear network, which are learned one after the other; see `LinearModes`."""
