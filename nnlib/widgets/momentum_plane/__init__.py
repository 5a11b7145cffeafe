"""The plane of rate and momentum, and how fast each point of it converges; see `MomentumPlane`."""
