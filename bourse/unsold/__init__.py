"""After the event: what was not sold, and where it went."""
