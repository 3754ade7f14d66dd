"""The exhibitor's pages."""
