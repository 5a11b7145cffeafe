"""Speed of nnlib beside its peers: ``make bench``."""
