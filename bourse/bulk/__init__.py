"""Many lots at once: edits that are shown before they are made, markdowns now or at their hour."""
