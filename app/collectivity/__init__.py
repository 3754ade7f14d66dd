"""The published report, read by link or login."""
