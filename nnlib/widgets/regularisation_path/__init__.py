"""What a penalty on the weights does to a small network; see `RegularisationPath`."""
