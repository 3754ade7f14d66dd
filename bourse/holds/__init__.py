"""Holds ("réservations"): a visitor asks for lots before coming, and collects them in time."""
