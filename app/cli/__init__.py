"""The `flask` commands, one file a family."""
