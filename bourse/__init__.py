"""The trade: values, tables and use cases. It knows neither HTTP nor paper."""

VERSION = "0.1.0"
"""What receipts and archives say made them; pyproject.toml says the same."""
