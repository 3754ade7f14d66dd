"""The demonstration: one fictional edition that runs, made through the same services as a real one.

The goods, firms and figures stand in the CSV and JSON files beside this code. The same seed on
the same day gives the same facts, so that what a newcomer sees can be talked about and tested.
"""
