"""Spreadsheets coming in, read apart with limits; the only user of pandas in bourse."""
