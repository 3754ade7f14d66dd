"""The desk: what tills sold and a person still has to look at, judge or type in."""
