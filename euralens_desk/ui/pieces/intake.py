"""The way of pieces into the campaign: read, matched, reviewed, written in one change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from euralens_desk.domain.attachment_matching import last_name
from euralens_desk.domain.messages import Failure, message
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pieces.review import PieceReview
from euralens_desk.ui.services import FoundPieces
from euralens_desk.usecases.attach_pieces import (
    Decision,
    Fate,
    PiecesPlan,
    apply_pieces,
    plan_pieces,
)
from euralens_desk.usecases.changes import ChangeSet


class _Batch:
    """The pieces under way, and what was decided of them."""

    def __init__(self, pieces: FoundPieces, dossier: str | None) -> None:
        self.pieces = pieces
        self.decisions = {
            file.name: Decision(dossier) for file in pieces.files if dossier is not None
        }
        self.is_for_one = dossier is not None


class PieceIntake(QObject):
    """Takes files, folders and archives; what asks nothing of a person is attached at once."""

    def __init__(self, context: PageContext, home: QWidget) -> None:
        super().__init__(home)
        self._context = context
        self._home = home
        self._review: PieceReview | None = None

    def choose_files(self) -> None:
        """Ask for files and archives."""
        dialog = FileDialog(self._home, _("Attach pieces"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take(map(Path, names)))
        dialog.open()

    def choose_folder(self) -> None:
        """Ask for a folder."""
        dialog = FileDialog(self._home, _("Attach the pieces of a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.take([Path(name)]))
        dialog.open()

    def take(self, paths: Iterable[Path], dossier: str | None = None) -> None:
        """Read the pieces of some places; ``dossier`` is the number of the one they are for."""
        places = tuple(paths)
        if not places or not self._context.desk.can_change:
            return
        gather = self._context.services.gather_pieces
        self._context.desk.run_long(
            _("Reading the pieces"),
            lambda task: gather(places, task.report),
            lambda found: self._listed(_Batch(found, dossier)),
        )

    def _listed(self, batch: _Batch) -> None:
        if not batch.pieces.files:
            self._context.notifier.toast(_("There is no file here: nothing was changed."))
            return
        self._plan(batch)

    def _plan(self, batch: _Batch) -> None:
        self._context.desk.ask(
            lambda file: plan_pieces(file, batch.pieces.files, batch.decisions),
            lambda plan: self._planned(batch, plan),
            topic=(self, "plan"),
        )

    def _planned(self, batch: _Batch, plan: PiecesPlan) -> None:
        if self._review is not None:
            self._review.show_plan(plan)
            return
        if batch.is_for_one and self._settle_at_once(batch, plan):
            return
        review = PieceReview(self._context.look, plan, self._home)
        self._review = review

        def shown(name: str, decision: Decision) -> None:
            batch.decisions[name] = decision
            self._plan(batch)

        def write() -> None:
            self._context.desk.ask(
                lambda file: plan_pieces(file, batch.pieces.files, batch.decisions),
                lambda plan: self._write(batch, plan),
            )

        review.decided.connect(shown)
        review.confirmed.connect(write)
        review.finished.connect(self._forget)
        review.open()

    def _forget(self) -> None:
        self._review = None

    def _settle_at_once(self, batch: _Batch, plan: PiecesPlan) -> bool:
        """Write pieces meant for one dossier when none of them asks anything."""
        fates = {piece.fate for piece in plan.pieces}
        if fates == {Fate.KNOWN}:
            name = last_name(plan.pieces[0].file.name)
            told = _("« {name} » is already there, with the same bytes.").format(name=name)
            self._context.notifier.toast(told)
            return True
        if len(plan.pieces) == 1 and fates == {Fate.REFUSED}:
            self._context.notifier.failure(_refusal(plan))
            return True
        if fates <= {Fate.NEW, Fate.AWAITED, Fate.KNOWN}:
            self._write(batch, plan)
            return True
        return False

    def _write(self, batch: _Batch, plan: PiecesPlan) -> None:
        today, read = self._context.services.now().date(), batch.pieces.read
        self._context.desk.run_long_on_file(
            _("Attaching the pieces"),
            lambda file, task: apply_pieces(file, plan, read, today, task.report),
            lambda changes: self._written(plan, changes),
        )

    def _written(self, plan: PiecesPlan, _changes: ChangeSet) -> None:
        kept = plan.to_write
        if len(kept) == 1:
            text = _("« {name} » is added.").format(name=last_name(kept[0].file.name))
        else:
            text = ngettext("{count} piece attached", "{count} pieces attached", len(kept)).format(
                count=len(kept)
            )
            text = f"{text}."
        self._context.offer_undo(text)


def _refusal(plan: PiecesPlan) -> Failure:
    piece = plan.pieces[0]
    return Failure(
        message(
            "« {name} » was not attached: {reason}. The dossier did not change.",
            name=last_name(piece.file.name),
            reason=piece.told,
        )
    )
