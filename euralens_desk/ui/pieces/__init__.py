"""Pieces that come in numbers: dropped or chosen, reviewed, then attached at once."""
