"""A network that learns points in the plane."""
