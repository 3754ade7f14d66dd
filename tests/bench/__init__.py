"""`make bench`: how fast, as ratios measured in one run, never as a timed test."""
