"""What a key press means when a digit or a letter is an answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from euralens_desk.ui.state.keys import character_of_key

_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def typed_characters(event: QKeyEvent) -> tuple[str, ...]:
    """Return what a key may mean, folded to lower case: what it types, then the digit on the key.

    The top row of a French keyboard gives « & é " ' ( » for 1 to 5; a scale may also have a code
    such as « - », so what was really typed comes first. Nothing with Ctrl or Alt held.
    """
    text = "" if event.modifiers() & _HELD else event.text().casefold().strip()
    if not text:
        return ()
    digit = character_of_key(text)
    return (text,) if digit == text else (text, digit)


def typed_character(event: QKeyEvent) -> str:
    """Return the character typed, the top row of a French keyboard giving its digits; "" else."""
    found = typed_characters(event)
    return found[-1] if found else ""
