"""What a key press means when a digit or a letter is an answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_AZERTY_ROW = dict(zip("à&é\"'(-è_ç", "0123456789", strict=True))
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def typed_character(event: QKeyEvent) -> str:
    """Return the character typed, folded to lower case; "" with Ctrl or Alt held.

    The top row of a French keyboard gives « & é " ' ( » for 1 to 5: they count as the digits.
    """
    if event.modifiers() & _HELD:
        return ""
    text = event.text().casefold()
    return _AZERTY_ROW.get(text, text)
