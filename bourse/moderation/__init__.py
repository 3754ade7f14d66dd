"""Moderation: what is odd in an edition's lots, and what the organiser answers.

Nothing is refused to who types: a question stands beside the lot until the organiser finds it fine
or the lot changes. Forbidden goods alone wait for that answer before they are offered.
"""
