"""What anybody may read: an edition's page, its catalogue, a lot."""
