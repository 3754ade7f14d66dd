"""What goes out to other software: places on a map, dates in a calendar, goods on a search page."""
