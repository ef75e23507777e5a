"""Push buttons: primary, secondary, link, destructive and icon only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.tokens import mix
from euralens_desk.ui.widgets.painting import box, write

RADIUS = 6


class ButtonKind(Enum):
    """How much a button asks for attention: one primary button for each page."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    LINK = "link"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class _Dress:
    """The colours of a button in one state; None leaves the ground or the border out."""

    fill: QColor | None
    border: QColor | None
    text: QColor


class Button(QPushButton):
    """A button with a text and, before it, an icon; ``trailing`` puts the icon after the text.

    ``accessible`` and ``tip`` complete a text that does not say all.
    """

    def __init__(
        self,
        look: Appearance,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        icon: str = "",
        small: bool = False,
        trailing: bool = False,
        tip: str = "",
        accessible: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.look = look
        self._kind = kind
        self._icon_name = icon
        self._small = small
        self._trailing = trailing
        self.setAutoDefault(False)
        self.setToolTip(tip)
        self.setAccessibleName(accessible or text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def kind(self) -> ButtonKind:
        """How much the button asks for attention."""
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        """Change how much the button asks for attention."""
        self._kind = kind
        self.update()

    def set_icon_name(self, name: str) -> None:
        """Change the icon."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        """Change the text, and with it the accessible name."""
        super().setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Room for the icon, the text and the padding."""
        look = self.look
        height = look.small_control_height if self._small else look.control_height
        return QSize(round(self._content_width()) + 2 * self._padding(), height)

    def minimumSizeHint(self) -> QSize:
        """A button never cuts its text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, border, icon and text."""
        del event
        painter = QPainter(self)
        dress = self._dress()
        area = QRectF(self.rect())
        if dress.fill is not None or dress.border is not None:
            width = self.look.tokens.border
            box(painter, area, RADIUS, dress.fill, dress.border, width=width)
        self._draw_content(painter, area, dress.text)

    def _draw_content(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        """Draw the icon and the text, centred together."""
        icon, gap = self._icon_size(), self._gap()
        shown = self._shown_text()
        text_width = self._text_width(shown)
        x = area.left() + (area.width() - icon - gap - text_width) / 2
        icon_x = x + text_width + gap if self._trailing else x
        text_x = x if self._trailing else x + icon + gap
        if icon:
            place = QRectF(round(icon_x), round(area.center().y() - icon / 2), icon, icon)
            self.look.icons.paint(painter, place, self._icon_name, colour)
        if shown:
            line = QRectF(text_x, area.top(), text_width + 2, area.height())
            write(
                painter,
                line,
                shown,
                self._font(),
                colour,
                align=Qt.AlignmentFlag.AlignVCenter,
            )

    def _font(self) -> QFont:
        """Return the font of the text."""
        return self.look.font(Role.DENSE_STRONG if self._small else Role.TITLE3)

    def _padding(self) -> int:
        """Return the room left and right of the content."""
        if not self.text():
            return self.look.px(8 if self._small else 10)
        return self.look.px(11 if self._small else 14)

    def _icon_size(self) -> int:
        """Return the side of the icon, 0 without one."""
        return self.look.px(16 if self._small else 18) if self._icon_name else 0

    def _gap(self) -> int:
        """Return the room between icon and text."""
        return self.look.px(8) if self._icon_name and self.text() else 0

    def _content_width(self) -> float:
        """Return the width of the icon, the gap and the text."""
        return self._icon_size() + self._gap() + self._text_width(self.text())

    def _metrics(self) -> QFontMetrics:
        return self.look.metrics(Role.DENSE_STRONG if self._small else Role.TITLE3)

    def _text_width(self, text: str) -> int:
        return self._metrics().horizontalAdvance(text)

    def _shown_text(self) -> str:
        """Return the text that is drawn."""
        return self.text()

    def _dress(self) -> _Dress:
        """Return the colours of the present state."""
        look = self.look
        if not self.isEnabled():
            ground = None if self._kind is ButtonKind.LINK else look.colour("alt")
            line = None if ground is None else look.colour("line")
            return _Dress(ground, line, look.colour("ink3"))
        if self._kind in (ButtonKind.PRIMARY, ButtonKind.DANGER):
            return self._full_dress()
        active = self.isDown() or self.isChecked()
        hovered = self.underMouse()
        if self._kind is ButtonKind.LINK:
            return _Dress(look.colour("sel") if hovered else None, None, look.colour("pri"))
        ground = look.colour("sel" if hovered or active else "sf")
        border = look.colour("pri" if hovered or active else "line2")
        return _Dress(ground, border, look.colour("pri" if self.isChecked() else "ink"))

    def _full_dress(self) -> _Dress:
        """Return the colours of a button that is filled."""
        tokens = self.look.tokens
        fill = tokens.pri if self._kind is ButtonKind.PRIMARY else tokens.brk
        text = tokens.onpri if self._kind is ButtonKind.PRIMARY else tokens.sf
        if self.isDown():
            fill = mix(fill, tokens.ink, 0.2)
        elif self.underMouse():
            fill = mix(fill, tokens.ink, 0.1)
        return _Dress(QColor(fill), None, QColor(text))


class ElidedButton(Button):
    """A button whose text ends with « … » when it lacks room; its tooltip holds it all."""

    def __init__(
        self, look: Appearance, text: str, kind: ButtonKind = ButtonKind.SECONDARY, icon: str = ""
    ) -> None:
        super().__init__(look, text, kind, icon=icon, tip=text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Change the text, the accessible name and the tooltip."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """The icon and a few words."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), self.look.px(160)), whole.height())

    def _shown_text(self) -> str:
        room = self.width() - 2 * self._padding() - self._icon_size() - self._gap()
        # The hint is rounded: a text that has all its room is never cut.
        return self._metrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 1)


class IconButton(Button):
    """A square button with an icon only. Its name and its tooltip are required."""

    def __init__(
        self,
        look: Appearance,
        icon: str,
        name: str,
        *,
        shortcut: str = "",
        small: bool = False,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        kind = ButtonKind.LINK if bare else ButtonKind.SECONDARY
        tip = f"{name} ({shortcut})" if shortcut else name
        super().__init__(
            look, "", kind, icon=icon, small=small, tip=tip, accessible=name, parent=parent
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square, a little wider than high when it has a border."""
        size = super().sizeHint()
        return QSize(max(size.width(), size.height()), size.height())
