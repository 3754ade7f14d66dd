"""The receipt of a sale."""
