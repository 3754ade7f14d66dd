"""A lot as pages show and take it, in every room that does: its form, its photos, its weight."""
