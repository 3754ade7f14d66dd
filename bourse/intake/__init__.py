"""Spreadsheets coming in: read as cells, understood as lots, imported whole or not at all."""
