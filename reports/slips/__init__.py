"""Pickup slips, and what was paid and not collected."""
