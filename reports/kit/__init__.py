"""What every document shares: page, fonts, words, numbers, tables, charts."""
