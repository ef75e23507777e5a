"""Pieces shown page by page, drawn outside the program."""
