"""A digit drawn by the reader, read by a network."""
