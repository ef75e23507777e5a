"""A piece read page by page: a PDF, which a confined process draws, or a picture."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _
from euralens_desk.ui.dialogs.one_answer import NumberDialog
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.viewer.open_piece import DrawnPage, OpenPiece, Spot
from euralens_desk.ui.viewer.paper import PaperArea, PaperFrame
from euralens_desk.ui.viewer.picture_pages import PicturePages
from euralens_desk.ui.viewer.search_bar import SearchBar
from euralens_desk.ui.widgets import Button, EmptyState, IconButton, Note, NoteKind, Text
from euralens_desk.usecases.pieces import is_picture

LATE_AFTER = 300
"""Milliseconds before an empty sheet says that the page is being read (UX 12)."""
SETTLED_AFTER = 120
"""Milliseconds without another width before a page is drawn anew."""
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class PdfView(QWidget):
    """Shows the bytes of a PDF or a picture: previous and next page, zoom, whole width.

    ``show_pdf`` at once, even while the view is hidden: the page is drawn when it is seen. Emits
    ``drawn(page_count)`` for each page shown, and ``failed`` when the piece can't be shown;
    ``offers`` then stand under the reason.
    """

    drawn = Signal(int)
    failed = Signal()

    def __init__(self, context: PageContext, offers: Sequence[Offer] = ()) -> None:
        super().__init__()
        self._look = context.look
        self._desk = context.desk
        open_pdf = context.services.open_pdf
        self._piece = OpenPiece(
            lambda data: PicturePages(data) if is_picture(data) else open_pdf(data)
        )
        self.destroyed.connect(self._piece.end)
        self._data: bytes | None = None
        self._name = ""
        self._page, self._count, self._zoom = 0, 0, ZOOMS.index(1.0)
        self._rotation = 0
        self._spot: Spot | None = None
        self._is_due = False
        self.area = PaperArea(self._look)
        self.words = Text("")
        self.search = SearchBar(self._look)
        self.search.hide()
        self._nothing = EmptyState(self._look, "", icon="file-text")
        self._unreadable = self._build_unreadable(offers)
        self._stack = QStackedWidget()
        self._late = QTimer(self, singleShot=True, interval=LATE_AFTER)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self.guard = self._build_guard()
        self._build_buttons()
        self._lay_out()
        self._listen()
        self.clear("")

    def _build_unreadable(self, offers: Sequence[Offer]) -> QWidget:
        look, widget = self._look, QWidget()
        self._reason = Note(look, NoteKind.ERROR, _("This piece can't be shown."), " ")
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(self._reason)
        for offer in offers:
            button = Button(look, offer.verb)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, do=offer.do: do())
            column.addWidget(button)
        column.addStretch(1)
        return widget

    def _build_guard(self) -> Note:
        title = _("PDF with a script or an attached file: opened in protected mode only.")
        text = _("Its pages are drawn as pictures; nothing in it is run.")
        note = Note(self._look, NoteKind.WARNING, title, text)
        note.hide()
        return note

    def _build_buttons(self) -> None:
        look = self._look
        self.previous = IconButton(look, "chevron-left", _("Previous page of the piece"))
        self.next = IconButton(look, "chevron-right", _("Next page of the piece"))
        self.more = IconButton(look, "ellipsis", _("Search, turn, go to a page"))
        self._menu = QMenu(self)
        for text, wanted in (
            (_("Search in the piece") + "\tCtrl+F", "search"),
            (_("Go to a page…") + "\tCtrl+G", "page"),
            (_("Whole width") + "\t0", "width"),
            (_("Whole page") + "\tW", "whole"),
            (_("Turn the page") + "\tR", "rotate"),
        ):
            self._menu.addAction(text).triggered.connect(partial(self._ask_for, wanted))
        self.smaller = IconButton(look, "zoom-out", _("Zoom out"), shortcut="−")
        self.larger = IconButton(look, "zoom-in", _("Zoom in"), shortcut="+")

    def _lay_out(self) -> None:
        look = self._look
        self._controls = QWidget()
        row = QHBoxLayout(self._controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(4))
        row.addWidget(self.previous)
        row.addWidget(self.words)
        row.addWidget(self.next)
        row.addStretch(1)
        for button in (self.smaller, self.larger, self.more):
            row.addWidget(button)
        for widget in (PaperFrame(look, self.area), self._nothing, self._unreadable):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        column.addWidget(self.guard)
        column.addWidget(self.search)
        column.addWidget(self._stack, 1)
        column.addWidget(self._controls)

    def _listen(self) -> None:
        self.previous.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.smaller.clicked.connect(lambda: self.zoom(-1))
        self.larger.clicked.connect(lambda: self.zoom(1))
        self.more.clicked.connect(
            lambda: self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
        )
        self.area.asked.connect(self._ask_for)
        self.search.wanted.connect(self._search)
        self.search.moved.connect(self._show_spot)
        self.search.left.connect(self._leave_search)
        self.area.turned.connect(self.turn)
        self.area.zoomed.connect(self.zoom)
        self.area.resized.connect(self._settled.start)
        self._settled.timeout.connect(self._sharpen)
        self._late.timeout.connect(lambda: self.area.show_blank(is_late=True))

    # What is shown

    @property
    def page(self) -> int:
        """The page shown, counted from 1; 0 when there is none."""
        return self._page + 1 if self._count else 0

    @property
    def page_count(self) -> int:
        """How many pages the piece has; 0 until it is read."""
        return self._count

    def show_pdf(self, name: str, data: bytes) -> None:
        """Show a piece from its first page; the piece already shown stays at its page."""
        if (name, data) == (self._name, self._data):
            return
        self._name, self._data = name, data
        self._page, self._count, self._zoom = 0, 0, ZOOMS.index(1.0)
        self._rotation = 0
        self._leave_search()
        self.area.show_blank()
        self.area.set_zoom(1.0)
        self._show(0)
        self._draw()

    def clear(self, words: str) -> None:
        """Show no piece, and say why."""
        self._name, self._data, self._count = "", None, 0
        self._late.stop()
        self._nothing.set_words(words, "")
        self._show(1)

    def turn(self, step: int) -> None:
        """Show the page ``step`` pages further, if there is one."""
        self.go_to(self._page + step)

    def go_to(self, page: int) -> None:
        """Show a page, counted from 0, if there is one."""
        if 0 <= page < self._count:
            self._page = page
            self.area.show_blank()
            self._tell()
            self._draw()

    def zoom(self, step: int) -> None:
        """Show the page larger (+1), smaller (-1), or as wide as the view (0)."""
        place = self._zoom + step if step else ZOOMS.index(1.0)
        self._zoom = max(0, min(place, len(ZOOMS) - 1))
        self.area.set_zoom(ZOOMS[self._zoom])
        self._tell()
        self._draw()

    # Search, rotation, a page by its number

    def _ask_for(self, wanted: str, _checked: bool = False) -> None:
        """Do what a key or the menu asks for."""
        if not self._count:
            return
        {
            "search": self._open_search,
            "next": lambda: self.search.step(1),
            "previous": lambda: self.search.step(-1),
            "page": self._ask_page,
            "width": lambda: self.zoom(0),
            "whole": self._fit_page,
            "rotate": self._rotate,
        }[wanted]()

    def _open_search(self) -> None:
        self.search.show()
        self.search.field.setFocus()
        self.search.field.selectAll()

    def _leave_search(self) -> None:
        had_keyboard = self.search.isAncestorOf(self.focusWidget() or self)
        self.search.hide()
        self.search.forget()
        self._spot = None
        self._mark()
        if had_keyboard:
            self.area.setFocus()

    def _search(self, text: str) -> None:
        data, page = self._data, self._page
        if data is not None:
            self._desk.run_quietly(
                lambda: self._piece.search(data, text),
                lambda found: self.search.show_found(found, page),
                topic=self.search,
                failed=self._fail,
            )

    def _show_spot(self, spot: Spot | None) -> None:
        self._spot = spot
        if spot is not None and spot.page != self._page:
            self.go_to(spot.page)
        self._mark()

    def _mark(self) -> None:
        """Mark the places of the page shown, as it is turned."""
        here = tuple(s.turned(self._rotation) for s in self.search.spots if s.page == self._page)
        self.area.mark(here, self._spot.turned(self._rotation) if self._spot else None)

    def _ask_page(self) -> None:
        dialog = NumberDialog(
            self._look,
            _("Go to a page"),
            _("The piece has {count} pages.").format(count=self._count),
            _("Show it"),
            self._page + 1,
            self,
        )
        dialog.answered.connect(lambda page: self.go_to((page or 1) - 1))
        dialog.open()

    def _fit_page(self) -> None:
        self._zoom = ZOOMS.index(1.0)
        self.area.set_zoom(self.area.whole_page())
        self._draw()

    def _rotate(self) -> None:
        """Turn the page a quarter clockwise."""
        self._rotation = (self._rotation + 90) % 360
        self.area.show_blank()
        self._draw()

    def _show(self, place: int) -> None:
        """Show the paper (0), the reason why there is nothing (1) or why it fails (2)."""
        self._stack.setCurrentIndex(place)
        self._controls.setVisible(place == 0)
        self.guard.hide()
        self._tell()

    def _tell(self) -> None:
        """Say where the reader is; a button that can do no more hands the keyboard on."""
        said = _("Page {page} of {count}").format(page=self._page + 1, count=self._count)
        self.words.setText(said if self._count else "")
        self.area.setAccessibleName(f"{self._name}, {said}" if self._count else self._name)
        for button, is_useful in (
            (self.previous, self._page > 0),
            (self.next, self._page + 1 < self._count),
            (self.smaller, self._zoom > 0),
            (self.larger, self._zoom < len(ZOOMS) - 1),
        ):
            if button.hasFocus() and not is_useful:
                self.area.setFocus()
            button.setEnabled(is_useful)

    # Drawing

    def _draw(self) -> None:
        """Ask for the page as wide as it is shown, once it can be seen."""
        data, page = self._data, self._page
        if data is None:
            return
        self._is_due = not self.isVisible()
        if self._is_due:
            return
        width, rotation = self.area.wanted_width(), self._rotation
        if self.area.is_blank:
            self._late.start()
        self._desk.run_quietly(
            lambda: self._piece.draw(data, page, width, rotation),
            self._show_page,
            topic=self._piece,
            failed=self._fail,
        )

    def _sharpen(self) -> None:
        """Draw the page anew when the view has another width than the drawing."""
        if self.area.drawn_width != self.area.wanted_width():
            self._draw()

    def _show_page(self, page: DrawnPage) -> None:
        if self._data is None:
            return
        self._late.stop()
        was_blank, self._count = self.area.is_blank, page.page_count
        self.area.show_page(page.image)
        self.guard.setVisible(page.is_guarded)
        if was_blank:
            self.area.to_top()
        self._mark()
        self._tell()
        self.drawn.emit(self._count)

    def _fail(self, _failure: Failure) -> None:
        self._late.stop()
        told = _("« {name} » may be protected or incomplete. The dossier itself is intact.")
        title = _("This piece can't be shown.")
        self._reason.set_words(title, told.format(name=self._name))
        self._count = 0
        self._show(2)
        self.failed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was waiting to be seen."""
        super().showEvent(event)
        if self._is_due:
            QTimer.singleShot(0, self, self._draw)

    def sizeHint(self) -> QSize:
        """A page at a reading distance."""
        return QSize(self._look.px(320), self._look.px(520))

    def minimumSizeHint(self) -> QSize:
        """Room for the buttons."""
        return QSize(self._controls.minimumSizeHint().width(), self._look.px(160))
