"""The append-only truth of money and matter: entries, their chain, its verification."""
