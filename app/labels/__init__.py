"""Labels, for exhibitors and organisers alike: chosen, printed, and the paper they stand on."""
