"""The paper: PDF, XLSX, CSV and JSON going out. It reads, and never writes."""
