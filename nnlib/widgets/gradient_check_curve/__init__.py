"""The error of a gradient check over its nudge, with a mistake to switch on."""
