"""Reservations of visitors, as several rooms show and answer them."""
