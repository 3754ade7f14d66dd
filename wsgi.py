"""The WSGI application that servers load."""

import gc

from app import create_app

app = create_app()
gc.collect()
gc.freeze()  # what start-up made stays: to search it for garbage would stop a request for 0.15 s
