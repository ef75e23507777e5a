"""Files that come and go: spreadsheets, grids and scores in."""
