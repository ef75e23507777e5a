"""What the page says when there is no sheet to show, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from euralens_desk.domain.people import Member
from euralens_desk.i18n import _, format_date
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, EmptyState
from euralens_desk.usecases.scoring import SheetProgress

Do = Callable[[], object]


def no_expert(look: Appearance, go: Do) -> QWidget:
    """Nobody may score yet."""
    return EmptyState(
        look,
        _("No expert yet"),
        _("Add the members of the committee of experts, or import a file of scores."),
        [_button(look, _("Committees"), go, icon="users")],
    )


def no_dossier(look: Appearance, go: Do) -> QWidget:
    """There is nothing to score yet."""
    return EmptyState(
        look,
        _("No dossier yet"),
        _("Import the workbook of the candidatures: each expert then finds the dossiers here."),
        [_button(look, _("Dossiers"), go, icon="folder-open")],
    )


def not_open(look: Appearance, ask: Do) -> QWidget:
    """Scoring freezes grids and rules, so that it never opens by itself (DESIGN 2.6)."""
    return EmptyState(
        look,
        _("Scoring is not open yet"),
        _("Check the grids and the rules first: they are frozen when scoring opens."),
        [_button(look, _("Open scoring…"), ask, icon="lock-open")],
    )


def plain(look: Appearance, told: str) -> QWidget:
    """Something else stands in the way."""
    return EmptyState(look, told, icon="info")


def recused(look: Appearance, member: Member, sheet: SheetProgress, leave: Do) -> QWidget:
    """The dossier is closed to this member: it can be neither read nor scored."""
    day = "" if sheet.recused_on is None else format_date(sheet.recused_on)
    told = _(
        "{title}: recusal declared on {day}. {member} can neither read nor score this dossier, and "
        "leaves the room while it is examined. A mistake? It is lifted on the page of the "
        "committees."
    ).format(title=sheet.dossier.title, day=day, member=member.name)
    button = _button(look, _("Next dossier"), leave, icon="arrow-right", kind=ButtonKind.SECONDARY)
    title = _("{member} stepped back from this dossier").format(member=member.name)
    return EmptyState(look, title, told, [button], icon="lock", hatched=True)


def _button(
    look: Appearance, text: str, do: Do, *, icon: str, kind: ButtonKind = ButtonKind.PRIMARY
) -> Button:
    button = Button(look, text, kind, icon=icon)
    button.clicked.connect(lambda _checked=False: do())
    return button


def focus_first(notice: QWidget) -> None:
    """Put the keyboard on the first button of a notice."""
    button = notice.findChild(Button)
    if button is not None:
        button.setFocus(Qt.FocusReason.OtherFocusReason)
