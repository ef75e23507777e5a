"""The list at the left: search, filters, order, and the dossiers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.dossier_state import DossierState
from euralens_desk.domain.name_groups import among
from euralens_desk.i18n import _, ngettext, plain, sort_key
from euralens_desk.ui.dossier_words import aside_words, filter_word, state_word
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.dossiers import DossierDelegate, DossierModel
from euralens_desk.ui.pages.dossiers.picker import Picker
from euralens_desk.ui.state.dossier_list import (
    Asked,
    Order,
    agglomerations,
    answering,
    counts,
    standing,
)
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    EmptyState,
    Filter,
    FilterChips,
    SearchField,
    Text,
)
from euralens_desk.usecases.dossier_file import DossierFile

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DossierView(QListView):
    """The rows; Enter opens, Space previews."""

    opened = Signal()
    previewed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter and Space for what they do here; the rest moves in the list."""
        if event.key() in ENTER:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.previewed.emit()
        else:
            super().keyPressEvent(event)


class ListPane(QFrame):
    """Emits ``chosen(DossierFile or None)`` when another dossier is current or it changed."""

    chosen = Signal(object)
    opened = Signal()
    previewed = Signal()
    counted = Signal()

    def __init__(
        self, look: Appearance, importing: QAction, creating: QAction, choosing: QAction
    ) -> None:
        super().__init__()
        self._look = look
        self._all: tuple[DossierFile, ...] = ()
        self._asked = Asked()
        self._current: int | None = None
        self.setProperty("panel", "side")
        self.search = SearchField(look, _("Search: title, project leader, municipality…"))
        self.chips = FilterChips(look, _("Filters"))
        self.model = DossierModel(self)
        self.view = DossierView()
        self.told = Text("", Role.CAPTION, "ink2")
        self.order = Picker(look, _("Sort"))
        self.agglomeration = Picker(look, _("Agglomeration"))
        self._build_none()
        self._set_up_view()
        self._lay_out(importing, creating, choosing)
        self._listen()

    # Building

    def _build_none(self) -> None:
        look = self._look
        self._unfilter = Button(look, _("Remove the filter"))
        self._unsearch = Button(look, _("Clear the search"), ButtonKind.LINK)
        self._unfilter.clicked.connect(self.remove_filters)
        self._unsearch.clicked.connect(self.search.clear)
        buttons = (self._unfilter, self._unsearch)
        self._none = EmptyState(look, "", "", buttons, icon="search-x")

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(DossierDelegate(self._look, view))
        view.setAccessibleName(_("Dossiers"))
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def _lay_out(self, importing: QAction, creating: QAction, choosing: QAction) -> None:
        look = self._look
        self._import = Button(look, _("Import…"), icon="file-input", tip="Ctrl+I")
        self._create = Button(
            look, _("New"), icon="plus", tip="Ctrl+N", accessible=_("New dossier")
        )
        for button, action in ((self._import, importing), (self._create, creating)):
            button.clicked.connect(action.trigger)
            button.setEnabled(action.isEnabled())
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        self._title = Text(_("Dossiers"), Role.TITLE1)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._import)
        head.addWidget(self._create)
        top = QVBoxLayout()
        top.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(10))
        top.setSpacing(look.px(10))
        top.addLayout(head)
        top.addWidget(self.search)
        top.addWidget(self.chips)
        self._bodies = QStackedWidget()
        self._bodies.addWidget(self.view)
        self._bodies.addWidget(self._none)
        self._foot = self._build_foot(choosing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._build_strip())
        column.addWidget(self._bodies, 1)
        column.addWidget(self._foot)

    def _build_strip(self) -> QWidget:
        look, strip = self._look, QFrame()
        strip.setProperty("panel", "foot")
        row = QHBoxLayout(strip)
        row.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        row.setSpacing(look.px(10))
        row.addWidget(self.told, 1)
        row.addWidget(self.order)
        row.addWidget(self.agglomeration)
        return strip

    def _build_foot(self, choosing: QAction) -> QWidget:
        look, foot = self._look, QFrame()
        foot.setProperty("panel", "bar")
        self._aside = Text("", Role.DENSE, "ink2", wrap=True)
        self._toggle = Button(look, "", ButtonKind.LINK, small=True)
        self._toggle.clicked.connect(self._toggle_aside)
        row = QHBoxLayout(foot)
        row.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        board = Button(
            look,
            _("Preselection"),
            ButtonKind.LINK,
            icon="list-checks",
            small=True,
            tip="Ctrl+Shift+K",
        )
        board.clicked.connect(choosing.trigger)
        row.addWidget(self._aside, 1)
        row.addWidget(self._toggle)
        row.addWidget(board)
        return foot

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda text: self._ask(words=text))
        self.search.installEventFilter(self)
        self.chips.changed.connect(self._filter)
        self.order.picked.connect(lambda key: self._ask(order=key))
        self.agglomeration.picked.connect(lambda key: self._ask(agglomeration=key))
        self.view.opened.connect(self.opened)
        self.view.previewed.connect(self.previewed)
        self.view.doubleClicked.connect(lambda _index: self.opened.emit())
        self.view.selectionModel().currentChanged.connect(self._current_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title out when the buttons need its room: the rail says it too."""
        super().resizeEvent(event)
        look = self._look
        needed = sum(w.sizeHint().width() for w in (self._title, self._import, self._create))
        self._title.setVisible(needed + look.px(56) <= self.width())

    # What is shown

    @property
    def total(self) -> int:
        """How many dossiers there are, those set aside included."""
        return len(self._all)

    @property
    def current(self) -> DossierFile | None:
        """The dossier that is current."""
        row = self.model.row_of(self._current)
        return self.model.items[row] if row >= 0 else None

    def show_files(self, files: tuple[DossierFile, ...]) -> None:
        """Show other dossiers, keeping the current one if it still answers."""
        self._all = files
        kept = among(self._asked.agglomeration, agglomerations(files, sort_key))
        self._asked = replace(self._asked, agglomeration=kept)
        self._show_choices()
        self._show()

    def select(self, dossier_id: int) -> None:
        """Make a dossier current; what hides it is taken away."""
        wanted = next((file for file in self._all if file.dossier.id == dossier_id), None)
        if wanted is None:
            return
        self._current = dossier_id
        if wanted not in self._answering():
            self._asked = Asked(
                order=self._asked.order,
                with_aside=self._asked.with_aside or wanted.is_aside,
            )
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
            self._show_choices()
        self._show()

    def remove_filters(self) -> None:
        """Show every dossier that answers the search."""
        self._ask(states=(), agglomeration="")
        self._show_choices()
        self.view.setFocus()

    def _answering(self) -> tuple[DossierFile, ...]:
        return answering(self._all, self._asked, plain, sort_key)

    def _show(self) -> None:
        """Show what answers, and keep a dossier current: the same one, or the one at its place."""
        row = self.model.row_of(self._current)
        found = self._answering()
        chooser = self.view.selectionModel()
        chooser.blockSignals(True)
        self.model.show_items(found)
        place = self.model.row_of(self._current)
        if place < 0 and found:
            place = min(max(row, 0), len(found) - 1)
        index = self.model.index(place) if place >= 0 else QModelIndex()
        self.view.setCurrentIndex(index)
        chooser.blockSignals(False)
        self.view.viewport().update()
        if place >= 0:
            self._current = found[place].dossier.id
            self.view.scrollTo(index)
        self._tell(len(found))
        self.chosen.emit(found[place] if place >= 0 else None)

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        file: DossierFile | None = index.data(Qt.ItemDataRole.UserRole)
        if file is not None:
            self._current = file.dossier.id
            self.chosen.emit(file)

    def _ask(self, **choices: object) -> None:
        self._asked = replace(self._asked, **choices)  # type: ignore[arg-type]  # its own fields
        self._show()

    def _filter(self, keys: tuple[str, ...]) -> None:
        self._ask(states=tuple(DossierState(key) for key in keys))

    def _toggle_aside(self) -> None:
        self._asked = replace(self._asked, with_aside=not self._asked.with_aside)
        self._show_choices()
        self._show()

    # Words

    def _show_choices(self) -> None:
        """Offer the filters, orders and agglomerations there are."""
        shown = standing(self._all, self._asked)
        everything = Filter("", _("All {count}").format(count=len(shown)))
        self.chips.set_filters(
            [everything]
            + [Filter(s.value, filter_word(s, count)) for s, count in counts(shown).items()]
        )
        kept = tuple(s for s in self._asked.states if s in counts(shown))
        self._asked = replace(self._asked, states=kept)
        self.chips.select(tuple(state.value for state in kept))
        orders = {
            Order.NUMBER: _("Number"),
            Order.TITLE: _("Title"),
            Order.LEADER: _("Project leader"),
            Order.RECEIVED: _("Day of receipt"),
        }
        self.order.set_options(tuple(orders.items()), self._asked.order)
        names = agglomerations(self._all, sort_key)
        options = [("", _("All")), *((name, name) for name in names)]
        self.agglomeration.set_options(options, self._asked.agglomeration)
        self.agglomeration.setVisible(len(names) > 1)
        self._show_foot()

    def _show_foot(self) -> None:
        has_aside = any(file.is_aside for file in self._all)
        self._aside.setText(aside_words(self._all) if has_aside else "")
        shown = self._asked.with_aside
        self._toggle.setText(_("Hide them") if shown else _("Show them"))
        self._toggle.setVisible(has_aside)

    def _tell(self, found: int) -> None:
        total = len(standing(self._all, self._asked))
        said = ngettext("{found} dossier of {total}", "{found} dossiers of {total}", found)
        self.told.setText(said.format(found=found, total=total))
        words = self._asked.words.strip()
        filters = [state_word(state) for state in self._asked.states]
        filters += [self._asked.agglomeration] if self._asked.agglomeration else []
        title = _("No dossier for « {text} »").format(text=words) if words else _("No dossier here")
        parts = [_("Try another word, without accents if you like.")] if words else []
        if filters:
            names = ", ".join(filters)
            active = ngettext(
                "A filter is on: « {name} ».", "Filters are on: « {name} ».", len(filters)
            )
            parts.append(active.format(name=names))
        self._none.set_words(title, " ".join(parts))
        self._unfilter.setVisible(bool(filters))
        self._unsearch.setVisible(bool(words))
        self._bodies.setCurrentIndex(0 if found else 1)
        self.counted.emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """From the search, the arrow down and Enter lead to the list."""
        if watched is self.search and isinstance(event, QKeyEvent):
            is_down = event.key() == Qt.Key.Key_Down or event.key() in ENTER
            if event.type() == QEvent.Type.KeyPress and is_down and self.model.items:
                self.view.setFocus()
                return True
        return False
