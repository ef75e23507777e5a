"""What is said of pieces under review."""

from __future__ import annotations

from euralens_desk.domain.attachment_matching import last_name
from euralens_desk.domain.dossier import Dossier
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.usecases.attach_pieces import Fate, PiecesPlan, PlannedPiece, Version


def dossier_words(dossier: Dossier | None) -> str:
    """Return how a dossier is named in a list."""
    return f"{dossier.number}  {dossier.title}" if dossier else "–"


def outcome(piece: PlannedPiece) -> str:
    """Return what becomes of a file, and why."""
    told = tell(piece.told)
    if piece.fate is Fate.OTHER_VERSION:
        verb = {
            None: _("New version, or both?"),
            Version.REPLACE: _("Takes the place of the other version"),
            Version.BOTH: _("Is kept beside the other version"),
        }[piece.version]
        return f"{verb} · {told}"
    verb = {
        Fate.NEW: _("Will be attached") if piece.is_sure else _("Will be attached, to confirm"),
        Fate.AWAITED: _("Will be attached: it was awaited"),
        Fate.KNOWN: _("Nothing to do"),
        Fate.UNMATCHED: _("Which dossier?"),
        Fate.LEFT_OUT: _("Left out"),
        Fate.REFUSED: _("Refused"),
    }[piece.fate]
    return f"{verb} · {told}"


def summary(plan: PiecesPlan) -> str:
    """Return what the plan does, in a sentence or two."""
    kept, left = len(plan.to_write), len(plan.pieces) - len(plan.to_write)
    said = [
        ngettext("{count} piece will be attached", "{count} pieces will be attached", kept).format(
            count=kept
        )
    ]
    if left:
        said.append(ngettext("{count} is not", "{count} are not", left).format(count=left))
    if plan.awaited:
        count = len(plan.awaited)
        said.append(
            ngettext("{count} still awaited", "{count} still awaited", count).format(count=count)
        )
    return f"{', '.join(said)}."


def why_not(plan: PiecesPlan) -> str:
    """Return what stands in the way of attaching; empty when nothing does."""
    if plan.open_questions:
        name = last_name(plan.open_questions[0].file.name)
        return _("« {name} »: choose the new version, or both.").format(name=name)
    if plan.to_write:
        return ""
    fates = {piece.fate for piece in plan.pieces}
    if fates == {Fate.KNOWN}:
        return _("Nothing to attach: all are there already.")
    if fates.isdisjoint((Fate.UNMATCHED, Fate.LEFT_OUT)):
        return _("Nothing to attach.")
    return _("Nothing to attach: choose the dossier of a piece.")
