"""Editions with their sites: dates, addresses, sales mode, fees, categories."""
