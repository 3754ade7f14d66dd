"""Selling: tills, devices, cashiers, sessions, sales and what is projected from them."""
