"""Labels: which lots need one, where each stands on its sheet, what was printed."""
