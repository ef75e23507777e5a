"""The grid of one committee: what it is, where it comes from, its editor, its next version."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.i18n import _, format_number, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.panels.grid_editor import GridEditor
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    ElidedText,
    EmptyState,
    Note,
    NoteKind,
    Text,
)
from euralens_desk.usecases.prepare import CommitteeGrid, GridEffect


class CommitteeGridPanel(QWidget):
    """Emits what the person wants; the page does it.

    ``grid_chosen(CriteriaGrid)``, ``load_wanted``, ``export_wanted``, ``version_wanted``,
    ``apply_wanted`` and ``drop_wanted`` for a version being prepared.
    """

    grid_chosen = Signal(object)
    load_wanted = Signal()
    export_wanted = Signal()
    version_wanted = Signal()
    apply_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self, look: Appearance, samples: Sequence[CriteriaGrid]) -> None:
        super().__init__()
        self._look = look
        self._samples = tuple(samples)
        self.editor = GridEditor(look)
        self.menu = QMenu(self)
        self._make_head()
        self.frozen = Note(look, NoteKind.INFORMATION, " ", banner=True)
        offers = (
            Offer(_("Drop the version"), self.drop_wanted.emit),
            Offer(_("Apply the version…"), self.apply_wanted.emit),
        )
        self.draft = Note(look, NoteKind.WARNING, " ", offers=offers, banner=True)
        choose = Button(look, _("Choose a grid"), ButtonKind.PRIMARY, icon="list-checks")
        choose.clicked.connect(lambda: self.offer(self._samples, choose))
        self._none = EmptyState(look, _("No grid"), " ", buttons=(choose,))
        self._none.set_words(
            _("No grid"),
            _("This committee gives its opinion in words. Choose a grid if it scores as well."),
        )
        self._empty_button = choose
        self._body = QStackedLayout()
        self._body.addWidget(self.editor)
        self._body.addWidget(self._none)
        holder = QWidget()
        holder.setLayout(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        column.addLayout(self._head)
        column.addWidget(self.frozen)
        column.addWidget(self.draft)
        column.addWidget(holder, 1)

    def _make_head(self) -> None:
        look = self._look
        self._title = ElidedText("", Role.TITLE2)
        self._detail = Text("", Role.CAPTION, "ink2")
        self.choose = Button(look, _("Choose a grid"), icon="list-checks", small=True)
        self.choose.clicked.connect(lambda: self.offer(self._samples, self.choose))
        self.export = Button(look, _("Export…"), icon="download", small=True)
        self.export.clicked.connect(self.export_wanted)
        self.version = Button(look, _("New version…"), icon="file-plus", small=True)
        self.version.clicked.connect(self.version_wanted)
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addWidget(self._title)
        words.addWidget(self._detail)
        self._head = QHBoxLayout()
        self._head.setSpacing(look.px(8))
        self._head.addLayout(words, 1)
        for button in (self.choose, self.export, self.version):
            self._head.addWidget(button)

    def offer(self, grids: Sequence[CriteriaGrid], beside: QWidget | None = None) -> None:
        """Show a menu of grids, and the way to a file when they are those of the program."""
        self.menu.clear()
        for grid in grids:
            counted = criteria_words(grid)
            action = self.menu.addAction(f"{grid.title} · {counted}")
            action.triggered.connect(lambda _on=False, grid=grid: self.grid_chosen.emit(grid))
        if tuple(grids) == self._samples:
            self.menu.addSeparator()
            load = self.menu.addAction(self._look.icon("file-input"), _("Load a file…"))
            load.triggered.connect(self.load_wanted)
        button = beside or self.choose
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def show_grid(
        self,
        found: CommitteeGrid,
        draft: CriteriaGrid | None,
        frozen: str,
        *,
        can_change: bool,
    ) -> None:
        """Show the grid in force, or the version being prepared.

        ``frozen`` says since when the grid is frozen; empty before scoring opens.
        """
        grid = draft or found.grid
        may_edit = can_change and (draft is not None or not frozen)
        self._title.setText(grid.title if grid else found.committee.name)
        self._detail.setText(detail_words(found, grid, is_draft=draft is not None))
        self.choose.setVisible(may_edit and grid is not None)
        self.export.setVisible(grid is not None)
        self.version.setVisible(can_change and bool(frozen) and draft is None and grid is not None)
        self._empty_button.setVisible(can_change)
        self.frozen.set_words(frozen or " ", _("A change makes a new version."))
        self.frozen.setVisible(bool(frozen) and draft is None and grid is not None)
        self.draft.setVisible(draft is not None)
        self._body.setCurrentIndex(0 if grid else 1)
        if grid is not None:
            taken = [c.code for c in found.grid.criteria] if found.grid else []
            self.editor.show_grid(
                grid, can_change=may_edit, taken=taken, key=(found.committee.id, bool(draft))
            )

    def show_effect(self, version: int, effect: GridEffect) -> None:
        """Say what applying the version would do."""
        title = _("Version {number} is being prepared: nothing is changed yet.")
        self.draft.set_words(title.format(number=version), effect_words(effect))


def criteria_words(grid: CriteriaGrid) -> str:
    """Return how many criteria a grid has."""
    number = len(grid.criteria)
    return ngettext("{count} criterion", "{count} criteria", number).format(count=number)


def detail_words(found: CommitteeGrid, grid: CriteriaGrid | None, *, is_draft: bool) -> str:
    """Return version, size and answers of a grid, in one line."""
    if grid is None:
        return ""
    axes, levels = len(grid.axes), len(grid.scale.levels)
    parts = [
        _("version {number}").format(number=found.version + is_draft),
        ngettext("{count} axis", "{count} axes", axes).format(count=axes),
        criteria_words(grid),
        ngettext("{count} level", "{count} levels", levels).format(count=levels),
    ]
    if found.answers:
        told = ngettext("{count} answer given", "{count} answers given", found.answers)
        parts.append(told.format(count=format_number(found.answers)))
    return " · ".join(parts)


def effect_words(effect: GridEffect) -> str:
    """Return what a grid does to the answers: « 1 404 notes gardées, 36 perdues »."""
    kept = ngettext("{count} score kept", "{count} scores kept", effect.kept)
    lost = ngettext("{count} lost", "{count} lost", effect.lost)
    new = ngettext("{count} criterion to score", "{count} criteria to score", effect.new_criteria)
    parts = [
        kept.format(count=format_number(effect.kept)),
        lost.format(count=format_number(effect.lost)),
    ]
    if effect.new_criteria:
        parts.append(new.format(count=effect.new_criteria))
    return f"{', '.join(parts)}."
