"""Photos of lots: their pictures, the files that hold them, and the rows that name those."""
