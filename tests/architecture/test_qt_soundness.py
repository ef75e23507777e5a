"""PySide6 as pinned keeps its references to None, and survives many events."""

from __future__ import annotations

import sys

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    Signal,
)
from PySide6.QtWidgets import QApplication, QLabel


class Emitter(QObject):
    """Something to emit."""

    told = Signal(object)


class Silent(QAbstractListModel):
    """A model that answers None."""

    def rowCount(self, _parent: object = None) -> int:
        return 1

    def data(self, _index: object, _role: int = 0) -> object:
        return None


class Counter(QObject):
    """Counts the events it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def event(self, _event: QEvent) -> bool:
        self.count += 1
        return True


def test_common_calls_lose_no_reference_to_none(qapp: QApplication) -> None:
    label, emitter, model = QLabel(), Emitter(), Silent()
    heard: list[object] = []
    emitter.told.connect(heard.append)
    index = model.index(0, 0, QModelIndex())
    before = sys.getrefcount(None)
    for turn in range(1000):
        label.setText(str(turn))
        emitter.told.emit(turn)
        model.data(index)
    assert len(heard) == 1000
    assert sys.getrefcount(None) > before - 100


def test_a_hundred_thousand_events_pass(qapp: QApplication) -> None:
    counter = Counter()
    for _batch in range(100):
        for _event in range(1000):
            QCoreApplication.postEvent(counter, QEvent(QEvent.Type.User))
        qapp.processEvents()
    assert counter.count == 100_000
