"""Signing in, invitations, forgotten passwords."""
