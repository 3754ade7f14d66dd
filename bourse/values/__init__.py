"""Money, weight, quantity, rate, codes and company numbers: pure values, no database."""
