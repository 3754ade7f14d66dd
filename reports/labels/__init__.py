"""Label sheets for lots, their QR code and their price."""
