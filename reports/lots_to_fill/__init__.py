"""The spreadsheet that an exhibitor fills in at the office and sends back."""
