"""The hall's network: this laptop's addresses, its certificate authority, and the plain door.

Tablets keep an application and its sales only for an https address that they trust, and nobody
signs certificates for a laptop in a sports hall: so it has an authority of its own.
"""
