"""A path down a surface of two parameters."""
