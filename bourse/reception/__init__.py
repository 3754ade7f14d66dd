"""Receiving goods: what a site has seen come, and what it still waits for."""
