"""« Aller à… » (Ctrl+K): a dossier, a member, a section or a command, in a few letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.funding import FundingLead
from euralens_desk.domain.people import Member
from euralens_desk.i18n import _, plain
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.navigation import PAGES
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.go_to import Entry, matching
from euralens_desk.ui.state.meetings import LeadSpot
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import SearchField, Text, write
from euralens_desk.usecases.funding import lead_name

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class EntryModel(QAbstractListModel):
    """The entries that answer, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """Return the entry of a row."""
        return self._entries[row]

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each entry."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of an entry, and what a screen reader says of it."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.text}, {entry.detail}" if entry.detail else entry.text
        return entry.text if role == Qt.ItemDataRole.DisplayRole else None


class _EntryDelegate(QStyledItemDelegate):
    """Draws icon, text and, at the right, what the entry is or its keys."""

    def __init__(self, look: Appearance, model: EntryModel, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line, every row alike."""
        return QSize(self._look.px(300), self._look.px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        look, entry = self._look, self._model.entry(index.row())
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.colour("sel"))
            painter.fillRect(
                QRect(area.topLeft(), QSize(look.px(3), area.height())), look.colour("pri")
            )
        side = look.px(18)
        mark = QRectF(area.left() + look.px(14), area.center().y() - side // 2, side, side)
        if entry.icon:
            look.icons.paint(painter, mark, entry.icon, look.colour("ink2"))
        detail = look.metrics(Role.CAPTION).horizontalAdvance(entry.detail) + look.px(24)
        room = area.width() - look.px(44) - detail
        text = look.metrics(Role.BODY).elidedText(entry.text, Qt.TextElideMode.ElideRight, room)
        line = QRectF(area.left() + look.px(44), area.top(), room, area.height())
        write(painter, line, text, look.font(Role.BODY), look.colour("ink"), align=_LEFT)
        end = QRectF(area).adjusted(0, 0, -look.px(14), 0)
        font = look.font(Role.CAPTION)
        write(painter, end, entry.detail, font, look.colour("ink3"), align=_RIGHT)


class GoToDialog(QDialog):
    """Type, ↑ ↓, Enter. Emits ``chosen(section, target)`` for a place; a command runs itself."""

    chosen = Signal(object, object)

    def __init__(self, look: Appearance, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Go to…"))
        self.setAccessibleName(_("Go to…"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = [_of_action(action) for action in actions]
        self._records: list[Entry] = []
        self.field = SearchField(look, _("Dossier, member, section or command"), ("Ctrl", "K"))
        self.field.textChanged.connect(self._filter)
        self.model = EntryModel(self)
        self.view = QListView()
        self.view.setAccessibleName(_("What answers"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(_EntryDelegate(look, self.model, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._choose)
        self._none = Text(_("Nothing answers to these letters."), tone="ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(12), look.px(12), look.px(12))
        for widget in (self.field, self._none, self.view):
            column.addWidget(widget)
        self.resize(look.px(620), look.px(460))
        self._filter("")

    def add_records(
        self, records: tuple[tuple[Dossier, ...], tuple[Member, ...], tuple[FundingLead, ...]]
    ) -> None:
        """Add the dossiers, members and funding leads of the campaign, whose pages are there."""
        dossiers, members, leads = records
        self._records = [_of_dossier(dossier) for dossier in dossiers if Section.DOSSIERS in PAGES]
        self._records += [_of_member(member) for member in members if Section.PEOPLE in PAGES]
        self._records += [_of_watch_list(), *(_of_lead(lead) for lead in leads)]
        self._filter(self.field.text())

    def _filter(self, text: str) -> None:
        found = matching((*self._records, *self._actions), plain(text))
        self.model.show_entries(found)
        self._none.setVisible(not found)
        self.view.setCurrentIndex(self.model.index(0))

    def _choose(self, index: QModelIndex) -> None:
        """Close, then go there or run the command, so that the keyboard is back on the page."""
        if not index.isValid():
            return
        key = self.model.entry(index.row()).key
        self.accept()
        if isinstance(key, QAction):
            key.trigger()
        elif isinstance(key, tuple):
            self.chosen.emit(*key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ ↓ move in the list while the field keeps the keyboard; Enter chooses."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            row = self.view.currentIndex().row() + step
            last = self.model.rowCount() - 1
            self.view.setCurrentIndex(self.model.index(max(0, min(row, last))))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.view.currentIndex())
        else:
            super().keyPressEvent(event)


def _of_action(action: QAction) -> Entry:
    text = action.text().replace("&&", "&").removesuffix("…")
    keys = shown_keys(action)
    return Entry(text, keys, str(action.property("iconName") or ""), plain(text), action)


def _of_dossier(dossier: Dossier) -> Entry:
    leaders = ", ".join(dossier.project_leaders)
    known = plain(f"{dossier.title} {dossier.number} {leaders} {' '.join(dossier.municipalities)}")
    return Entry(dossier.title, dossier.number, "file-text", known, (Section.DOSSIERS, dossier.id))


def _of_member(member: Member) -> Entry:
    known = plain(f"{member.name} {member.code}")
    return Entry(member.name, _("Member"), "user", known, (Section.PEOPLE, member.id))


def _of_watch_list() -> Entry:
    text = _("Watch list of the funding leads")
    return Entry(text, "", "link", plain(text), (Section.MEETINGS, LeadSpot()))


def _of_lead(lead: FundingLead) -> Entry:
    name, spot = lead_name(lead), LeadSpot(lead.id)
    return Entry(name, _("Funding lead"), "link", plain(name), (Section.MEETINGS, spot))


def shown_keys(action: QAction) -> str:
    """Return the keys of a command as this keyboard calls them: « Ctrl+Maj+Z »."""
    return key_name(action.shortcut().toString())


def key_name(keys: str) -> str:
    """Return portable key names in the reader's language."""
    names = {"Shift": _("Shift"), "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
    return "+".join(names.get(part, part) if part else "+" for part in _split(keys))


def _split(keys: str) -> list[str]:
    """Split « Ctrl++ » into « Ctrl » and « + »."""
    if keys.endswith("++"):
        return [*keys[:-2].split("+"), "+"]
    return keys.split("+") if keys else []
