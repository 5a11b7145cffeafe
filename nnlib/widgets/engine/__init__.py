"""The mathematics of the live figures in JavaScript, a file for each module that it mirrors."""
