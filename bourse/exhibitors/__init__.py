"""A company in one edition: invitation, application, decision, stand."""
