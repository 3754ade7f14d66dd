"""The WSGI application that servers load."""

from app import create_app

app = create_app()
