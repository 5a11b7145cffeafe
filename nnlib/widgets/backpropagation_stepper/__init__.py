"""One backward pass in numbers, a step at a time."""
