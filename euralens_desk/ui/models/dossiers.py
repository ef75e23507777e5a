"""The list of dossiers and how one of them is drawn: fixed heights, no widget a row."""

from __future__ import annotations

from PySide6.QtCore import (
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from euralens_desk.ui.dossier_words import ICONS, TONES, piece_count, state_word
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.items import Index, ItemModel
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import chip_size, paint_chip, write
from euralens_desk.usecases.dossier_file import DossierFile

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DossierModel(ItemModel[DossierFile]):
    """One row a dossier; ``UserRole`` is the dossier with what stands beside it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            lambda file: file.dossier.id, lambda file: file.dossier.title, _in_words, parent
        )


def _in_words(file: DossierFile) -> str:
    dossier = file.dossier
    awaited = len(file.pieces) - file.pieces_present
    parts = (
        dossier.number,
        dossier.title,
        ", ".join(dossier.project_leaders),
        state_word(file.state),
        dossier.agglomeration,
        piece_count(file.pieces_present, awaited),
    )
    return ", ".join(part for part in parts if part)


class DossierDelegate(QStyledItemDelegate):
    """Draws number, title, project leader, state, agglomeration and the count of pieces."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines, whatever the row."""
        del option, index
        look = self._look
        lines = look.metrics(Role.TITLE3).height() + look.metrics(Role.DENSE).height()
        return QSize(look.px(200), lines + look.px(10 if look.compact else 26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one dossier."""
        file: DossierFile = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        look = self._look
        painter.save()
        self._ground(painter, area, option)
        inner = QRectF(area).adjusted(look.px(16), 0, -look.px(16), -1)
        inner.setTop(area.top() + (area.height() - self._text_height()) / 2)
        inner.setHeight(self._text_height())
        rights = (self._state(painter, inner, file), self._foot(painter, inner, file))
        left = look.metrics(Role.CAPTION_STRONG).horizontalAdvance("2022-0000") + look.px(10)
        first = look.metrics(Role.TITLE3).height()
        font, ink = look.font(Role.CAPTION_STRONG), look.colour("ink2")
        number = QRectF(inner.left(), inner.top(), left - look.px(6), first)
        write(painter, number, file.dossier.number, font, ink, align=LEFT)
        self._words(painter, inner.adjusted(left, 0, -look.px(10), 0), file, rights)
        painter.restore()

    def _text_height(self) -> int:
        look = self._look
        return look.metrics(Role.TITLE3).height() + look.metrics(Role.DENSE).height()

    def _ground(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem) -> None:
        look = self._look
        is_chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(area, look.colour("sel" if is_chosen else "sf"))
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, look.colour("line"))
        if is_chosen:
            bar = QRect(area.left(), area.top(), look.px(4), area.height())
            painter.fillRect(bar, look.colour("pri"))

    def _state(self, painter: QPainter, inner: QRectF, file: DossierFile) -> int:
        """Draw the chip at the top right and return its width."""
        look, text, icon = self._look, state_word(file.state), ICONS[file.state]
        size = chip_size(look, text, icon)
        place = QRect(inner.toRect().topRight(), size)
        place.moveRight(inner.toRect().right())
        place.translate(0, -look.px(2))
        paint_chip(painter, place, look, text, icon=icon, tone=TONES[file.state])
        return size.width()

    def _foot(self, painter: QPainter, inner: QRectF, file: DossierFile) -> int:
        """Draw the agglomeration and the count of pieces at the bottom right."""
        look, fonts = self._look, self._look.metrics(Role.CAPTION)
        height = look.metrics(Role.DENSE).height()
        line = QRectF(inner.left(), inner.bottom() - height, inner.width(), height)
        count, ink, font = str(file.pieces_present), look.colour("ink2"), look.font(Role.CAPTION)
        write(painter, line, count, font, ink, align=RIGHT)
        side = look.px(14)
        x = line.right() - fonts.horizontalAdvance(count) - look.px(4) - side
        icon = QRectF(round(x), round(line.center().y() - side / 2), side, side)
        look.icons.paint(painter, icon, "paperclip", ink)
        line.setRight(x - look.px(4))
        most = look.px(120)
        name = file.dossier.agglomeration
        text = fonts.elidedText(name, Qt.TextElideMode.ElideRight, most)
        write(painter, line, text, font, ink, align=RIGHT)
        return round(inner.right() - line.right()) + fonts.horizontalAdvance(text)

    def _words(
        self, painter: QPainter, area: QRectF, file: DossierFile, rights: tuple[int, int]
    ) -> None:
        """Draw the title and the project leaders, each as far as what stands at its right."""
        look, dossier, top = self._look, file.dossier, area.top()
        texts = (dossier.title, ", ".join(dossier.project_leaders))
        dress = ((Role.TITLE3, "ink"), (Role.DENSE, "ink2"))
        for text, (role, tone), right in zip(texts, dress, rights, strict=True):
            fonts, room = look.metrics(role), area.width() - right
            shown = fonts.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            line = QRectF(area.left(), top, room, fonts.height())
            write(painter, line, shown, look.font(role), look.colour(tone), align=LEFT)
            top += fonts.height()
