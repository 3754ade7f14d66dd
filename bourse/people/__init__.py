"""Who uses the software: the organisation, users with their roles, companies, mandates."""
