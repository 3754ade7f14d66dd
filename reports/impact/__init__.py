"""The impact report, in PDF, XLSX, CSV and JSON."""
