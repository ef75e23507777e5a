"""Members read from a file: who is new is shown, and nothing is written before a yes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from euralens_desk.domain.member_rows import MemberRow
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.notifier import Question
from euralens_desk.ui.page import PageContext
from euralens_desk.usecases.import_members import MembersPlan, apply_members, plan_members

MOST_NAMES = 12
"""How many names a question lists before it counts the others."""


def choose_members(parent: QWidget, take: Callable[[Path], None]) -> None:
    """Ask for the file that names the members."""
    dialog = FileDialog(parent, _("Import members"))
    dialog.setNameFilter(_("Scores or list of names (*.csv *.txt)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.open()


def import_members(context: PageContext, path: Path, committee_id: int) -> None:
    """Read the members of a file, show them, and ask before anything is written."""
    read = context.services.read_members

    def propose(rows: tuple[MemberRow, ...]) -> None:
        context.desk.ask(
            lambda file: plan_members(file, path.name, rows, committee_id),
            lambda plan: _ask(context, plan),
        )

    title = _("Reading {file}").format(file=path.name)
    context.desk.run_long(title, lambda _task: read(path), propose)


def _ask(context: PageContext, plan: MembersPlan) -> None:
    number = len(plan.new)
    if not number:
        told = [tell(warning) for warning in plan.warnings]
        nobody = _("{file} names nobody new.").format(file=plan.file)
        context.notifier.toast(" ".join([nobody, *told]))
        return
    today = context.services.now().date()
    title = ngettext("Add {count} member?", "Add {count} members?", number)
    context.notifier.ask(
        Question(
            title=title.format(count=number),
            consequence=plan_text(plan),
            verb=ngettext("Add the member", "Add the members", number),
            safe_verb=_("Do not add"),
            do=lambda: context.desk.do(
                lambda file: apply_members(file, plan, today), context.tell_change
            ),
            icon="file-input",
        )
    )


def plan_text(plan: MembersPlan) -> str:
    """Return whom an import would add, and what it leaves, in a few lines."""
    lines = [
        " · ".join(part for part in (new.name, new.code, new.expertise) if part)
        for new in plan.new[:MOST_NAMES]
    ]
    more = len(plan.new) - len(lines)
    if more > 0:
        lines.append(ngettext("and {count} other", "and {count} others", more).format(count=more))
    if plan.known:
        already = ngettext(
            "{count} member is there already and stays as it is.",
            "{count} members are there already and stay as they are.",
            plan.known,
        )
        lines.append(already.format(count=plan.known))
    return "\n".join([*lines, *(tell(warning) for warning in plan.warnings)])
