"""The mathematics of the live figures in JavaScript, a file for each module of nnlib that it mirrors."""
