"""The vote on screen: how it is held, who answers a roll call, what the counts come to."""

from __future__ import annotations

NOTES_KEPT = 3
"""How many notes of the debate stay in sight before those that came earlier fold."""
NOTES_KEPT_COMPACT = 1
"""The same in a low window."""
