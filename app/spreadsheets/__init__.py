"""Lots from a spreadsheet, for exhibitors and organisers alike: sent, looked at, imported."""
