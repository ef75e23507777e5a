"""What the lists of things have in common: one row an item, its title, and all of it in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
Item = TypeVar("Item")


class ItemModel(QAbstractListModel, Generic[Item]):
    """One row an item; ``UserRole`` is the item.

    ``key`` gives the id of what an item stands for, ``title`` what its row shows, ``words`` what a
    screen reader says of it.
    """

    def __init__(
        self,
        key: Callable[[Item], int],
        title: Callable[[Item], str],
        words: Callable[[Item], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._title, self._words = key, title, words
        self.items: tuple[Item, ...] = ()

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other items."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def update_items(self, items: Sequence[Item]) -> None:
        """Show other items; when they stand for the same things the rows stay."""
        if [self._key(one) for one in items] != [self._key(one) for one in self.items]:
            self.show_items(items)
            return
        self.items = tuple(items)
        if items:
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))

    def key(self, row: int) -> int | None:
        """Return what a row stands for, None for no row."""
        return self._key(self.items[row]) if 0 <= row < len(self.items) else None

    def row_of(self, key: int | None) -> int:
        """Return the row that stands for ``key``, -1 when there is none."""
        return next((row for row, one in enumerate(self.items) if self._key(one) == key), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of items; an item holds none."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the item, or the whole row in words."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return item
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(item)
        return self._title(item) if role in SHOWN else None
