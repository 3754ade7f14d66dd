"""What goods are, whatever lot they make: their words, their weight, their dangers. No table."""
