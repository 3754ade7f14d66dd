"""Many lots at once, for exhibitors and organisers alike: changed together, marked down."""
