"""The till's scripts, tested by Node's own runner, and what they must agree on with Python."""
