"""The appearance of the window: theme, text size and density, all changeable at run time.

One ``Appearance`` is made by the composition root and handed to every widget as its first
argument, named ``look``. Painted widgets read it when they paint and when they give their size, so
that a change needs no more than the style change Qt already sends them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QIcon
from PySide6.QtWidgets import QApplication

from euralens_desk.ui import tokens as table
from euralens_desk.ui.focus import FocusRing
from euralens_desk.ui.fonts import Role, font, load_fonts
from euralens_desk.ui.icons import IconLibrary
from euralens_desk.ui.stylesheet import palette, style_sheet
from euralens_desk.ui.tokens import THEMES, ThemeName, Tint, Tokens

TEXT_SIZES = (100, 115, 130, 150)
COMPACT_BELOW = 820
"""Height of a window in pixels under which rows tighten (UX 2.3)."""

_BODY_LINE = 22.765625
"""Height of a line of body text at 100 % and 96 dots per inch: the unit of every length."""


class Appearance(QObject):
    """Theme, text size and density; the colours, fonts, icons and lengths that follow from them.

    Emits ``changed`` after any of them changed and the application was restyled.
    """

    changed = Signal()

    def __init__(
        self,
        resources: Path,
        theme: ThemeName = ThemeName.LIGHT,
        text_percent: int = 100,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.resources = resources
        self.icons = IconLibrary(resources / "icons")
        self._theme = theme
        self._percent = text_percent
        self._compact = False
        self._application: QApplication | None = None
        self._unit = 1.0
        self._ring: FocusRing | None = None
        self._fonts: dict[tuple[Role, int | None], QFont] = {}
        self._metrics: dict[tuple[Role, int | None], QFontMetrics] = {}
        self._colours: dict[str, QColor] = {}

    @property
    def theme(self) -> ThemeName:
        """The theme in use."""
        return self._theme

    @property
    def text_percent(self) -> int:
        """The text size in use, one of ``TEXT_SIZES``."""
        return self._percent

    @property
    def compact(self) -> bool:
        """Whether rows are tight, for a low window."""
        return self._compact

    @property
    def tokens(self) -> Tokens:
        """The colours of the theme in use."""
        return THEMES[self._theme]

    def install(self, application: QApplication) -> None:
        """Dress ``application``: Fusion, fonts, palette, style sheet and the focus ring."""
        load_fonts(self.resources / "fonts")
        application.setStyle("Fusion")
        self._application = application
        self._ring = FocusRing(application, lambda: self.colour("foc"), self)
        self._dress()

    def set_theme(self, theme: ThemeName) -> None:
        """Change the theme."""
        self._set(theme, self._percent, self._compact)

    def set_text_percent(self, percent: int) -> None:
        """Change the text size. Raises ValueError for a size that is not offered."""
        if percent not in TEXT_SIZES:
            raise ValueError(percent)
        self._set(self._theme, percent, self._compact)

    def step_text_size(self, steps: int) -> None:
        """Take the next larger (+1) or smaller (-1) text size, if there is one."""
        place = TEXT_SIZES.index(self._percent) + steps
        self.set_text_percent(TEXT_SIZES[max(0, min(place, len(TEXT_SIZES) - 1))])

    def follow_height(self, pixels: int) -> None:
        """Tell the height of the main window: low ones are compact."""
        self._set(self._theme, self._percent, pixels < COMPACT_BELOW)

    def _set(self, theme: ThemeName, percent: int, compact: bool) -> None:
        """Take new settings and restyle, unless nothing differs."""
        if (theme, percent, compact) == (self._theme, self._percent, self._compact):
            return
        self._theme, self._percent, self._compact = theme, percent, compact
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        """Give the application the fonts and colours of the settings."""
        for kept in (self._fonts, self._metrics, self._colours):
            kept.clear()
        self._unit = QFontMetricsF(self.font(Role.BODY)).height() / _BODY_LINE
        if self._application is None:
            return
        self._application.setFont(self.font(Role.BODY))
        self._application.setPalette(palette(self.tokens))
        drawings = self.resources / "themes"
        self._application.setStyleSheet(
            style_sheet(self.tokens, self._percent, self._compact, self.px, drawings)
        )

    def colour(self, token: str) -> QColor:
        """Return the colour of a token of the theme in use."""
        if token not in self._colours:
            self._colours[token] = QColor(self.tokens.colour(token))
        return QColor(self._colours[token])

    def ramp(self, levels: int) -> tuple[Tint, ...]:
        """Return the tints of a scale of ``levels`` levels, worst first."""
        return table.ramp(self.tokens, levels)

    def font(self, role: Role, weight: int | None = None) -> QFont:
        """Return the font of a role at the text size in use."""
        if (role, weight) not in self._fonts:
            made = font(role, self._percent, compact=self._compact, weight=weight)
            self._fonts[role, weight] = made
        return QFont(self._fonts[role, weight])

    def metrics(self, role: Role, weight: int | None = None) -> QFontMetrics:
        """Return the measures of the font of a role."""
        if (role, weight) not in self._metrics:
            self._metrics[role, weight] = QFontMetrics(self.font(role, weight))
        return self._metrics[role, weight]

    def px(self, pixels: float) -> int:
        """Return a length given at 100 %, grown with the measured height of the body text."""
        return max(1, round(pixels * self._unit))

    def icon(self, name: str, token: str = "ink", size: int = 18) -> QIcon:
        """Return an icon in the colour of a token; ``size`` is in pixels at 100 %."""
        return self.icons.icon(name, self.colour(token), self.px(size))

    @property
    def control_height(self) -> int:
        """Height of a button or a field."""
        return self.px(34 if self._compact else 38)

    @property
    def small_control_height(self) -> int:
        """Height of a small button."""
        return self.px(30 if self._compact else 32)

    @property
    def row_height(self) -> int:
        """Height of a row of a grid."""
        return self.px(33 if self._compact else 41)

    @property
    def heading_height(self) -> int:
        """Height of the heading of an axis."""
        return self.px(27 if self._compact else 31)

    @property
    def level_height(self) -> int:
        """Height of a level button."""
        return self.px(27 if self._compact else 31)
