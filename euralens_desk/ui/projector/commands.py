"""The commands of the projector, as a page of the secretary gives them."""

from __future__ import annotations

from functools import partial

from euralens_desk.i18n import _
from euralens_desk.ui.page import Page
from euralens_desk.ui.projector.words import time_left, view_word
from euralens_desk.ui.state.projection import View


def add_projector_commands(page: Page) -> None:
    """Give a page the keys of the projector: F6, Maj+F6, B, and the choice of what is shown.

    « B » writes a letter in a field, and blackens the screen anywhere else.
    """
    projector = page.context.projector
    add = page.add_command
    add(_("Show or hide the projection"), projector.toggle, "F6", "monitor-up")
    add(_("Freeze the picture, or follow again"), projector.freeze, "Shift+F6", "pause")
    add(_("Black screen, or lit again"), projector.blank, "B", "monitor-off")
    add(_("Next page of the projection"), partial(projector.step, 1), "Ctrl+PgDown")
    add(_("Previous page of the projection"), partial(projector.step, -1), "Ctrl+PgUp")
    add(_("Debate clock: start, stop, go on"), projector.turn_clock, "Ctrl+T", "clock")
    add(_("Debate clock: remove"), projector.clear_clock)
    for view in View:
        text = _("Project: {page}").format(page=view_word(view))
        add(text, partial(projector.show_view, view))
    add(_("Screen of the projection…"), projector.choose_screen)


def projector_fact(page: Page) -> str:
    """Return what the secretary reads of the projection, empty while it is hidden."""
    projector = page.context.projector
    state, minutes = projector.state, projector.minutes_left
    if not state.is_shown:
        return ""
    said = [_("Projected: {page}").format(page=view_word(state.view))]
    if state.is_frozen:
        said.append(_("Picture frozen"))
    if state.is_black:
        said.append(_("Black screen"))
    if minutes is not None:
        said.append(time_left(minutes))
    return " · ".join(said)
