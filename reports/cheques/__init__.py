"""The list of cheques that goes with them to the bank."""
