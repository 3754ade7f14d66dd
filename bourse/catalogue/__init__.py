"""Lots in lists: what is wanted of them and in what order, and what the public is shown."""
