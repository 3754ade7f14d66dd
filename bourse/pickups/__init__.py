"""Heavy goods: a stand makes a basket, a till cashes it, what was paid is handed over later."""
