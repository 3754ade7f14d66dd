"""What is for sale: lots, their stock and its corrections, moderation, search."""
