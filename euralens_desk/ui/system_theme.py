"""The theme a person chose, or the one of the computer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.tokens import ThemeName


def resolved(theme: str) -> ThemeName:
    """Return the theme to paint with; « system » follows the computer, as it is now."""
    if theme != "system":
        return ThemeName(theme)
    scheme = QGuiApplication.styleHints().colorScheme()
    return ThemeName.DARK if scheme is Qt.ColorScheme.Dark else ThemeName.LIGHT


def apply_theme(look: Appearance, theme: str) -> None:
    """Paint with a theme of the settings."""
    look.set_theme(resolved(theme))
