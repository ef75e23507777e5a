"""The documents: the minutes of each meeting, in PDF and Excel."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.i18n import _, format_date
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import Page, PageContext
from euralens_desk.ui.tasks import Task
from euralens_desk.ui.widgets.buttons import Button, ButtonKind
from euralens_desk.ui.widgets.labels import Text
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.minutes import meeting_with_code, minutes_snapshot
from euralens_desk.usecases.ports import CampaignFile


class DocumentsPage(Page):
    """Choose a meeting, write its minutes."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self.meetings = QListWidget()
        self.meetings.setAccessibleName(_("Meetings"))
        self._none = Text(_("No meeting yet: minutes are drawn from a meeting."), wrap=True)
        self._buttons = QHBoxLayout()
        for suffix, text, icon, kind in (
            ("pdf", _("Minutes in PDF…"), "file-text", ButtonKind.PRIMARY),
            ("xlsx", _("Minutes in Excel…"), "file-spreadsheet", ButtonKind.SECONDARY),
        ):
            button = Button(look, text, kind, icon=icon)
            button.clicked.connect(partial(self._choose, suffix))
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        box.setSpacing(look.px(12))
        box.addWidget(Text(_("Documents"), Role.TITLE1))
        box.addWidget(self._none)
        box.addWidget(self.meetings, 1)
        box.addLayout(self._buttons)

    def activate(self, target: object = None) -> None:
        """Read the meetings."""
        self.context.desk.ask(lambda file: file.find(Meeting), self._show, topic="meetings")

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read again when a meeting changed."""
        if changes.touches(Meeting):
            self.activate()

    def _show(self, meetings: tuple[Meeting, ...]) -> None:
        self.meetings.clear()
        for meeting in sorted(meetings, key=lambda m: m.code):
            day = format_date(meeting.held_on, "weekday")
            item = QListWidgetItem(f"{day[:1].upper()}{day[1:]}\n{meeting.place}")
            item.setData(Qt.ItemDataRole.UserRole, meeting.code)
            self.meetings.addItem(item)
        self.meetings.setCurrentRow(0)
        self._none.setVisible(not meetings)

    def _choose(self, suffix: str, _checked: bool = False) -> None:
        item = self.meetings.currentItem()
        if item is None:
            self.context.notifier.toast(self._none.text())
            return
        code = item.data(Qt.ItemDataRole.UserRole)
        name = _("Minutes {code}").format(code=code)
        proposed = self.context.services.default_folder() / f"{name}.{suffix}"
        dialog = QFileDialog(self, _("Save the minutes"), str(proposed))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(str(proposed))
        dialog.fileSelected.connect(lambda path: self.write(code, Path(path)))
        dialog.open()

    def write(self, code: str, path: Path) -> None:
        """Draw the minutes of a meeting and write them whole, or not at all."""
        services = self.context.services

        def snapshot(file: CampaignFile) -> MinutesSnapshot:
            return minutes_snapshot(file, meeting_with_code(file, code))

        def draw(loaded: MinutesSnapshot) -> None:
            def work(task: Task) -> Path:
                is_pdf = path.suffix.lower() == ".pdf"
                make = services.minutes_pdf if is_pdf else services.minutes_workbook
                data = make(loaded)
                task.check()
                services.write_file(path, data)
                return path

            self.context.desk.run_long(_("Drawing the minutes"), work, self._written)

        self.context.desk.ask(snapshot, draw)

    def _written(self, path: Path) -> None:
        self.context.notifier.toast(_("{file} is written.").format(file=path.name))
