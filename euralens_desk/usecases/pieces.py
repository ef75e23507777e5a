"""Keep the pieces of a dossier: add, take out, read again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader

LARGEST_PIECE = 20 * 1024 * 1024
"""Bytes a piece may have (TRUST 2, row 21)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece with its bytes, which are those that were received: their digest was checked."""

    attachment: Attachment
    data: bytes

    @property
    def is_pdf(self) -> bool:
        """Whether it can be shown page by page."""
        return b"%PDF-" in self.data[:1024]

    @property
    def is_picture(self) -> bool:
        """Whether it is shown as one picture."""
        return is_picture(self.data)

    @property
    def is_shown(self) -> bool:
        """Whether the program shows it itself."""
        return self.is_pdf or self.is_picture


def is_picture(data: bytes) -> bool:
    """Whether bytes begin as a PNG, a JPEG or a WebP, whatever their name."""
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or is_webp


def read_piece(campaign: CampaignReader, attachment_id: int) -> Piece:
    """Return a piece; Failure when it was not received, or is no longer what was received."""
    attachment = _the_piece(campaign, attachment_id)
    if not attachment.is_present:
        raise Failure(message("« {name} » was announced, not received.", name=attachment.name))
    data = campaign.content(attachment.sha256)
    if hashlib.sha256(data).hexdigest() != attachment.sha256:
        raise Failure(
            message(
                "« {name} » is no longer what was received: it is not shown. "
                "The last backup holds it.",
                name=attachment.name,
            )
        )
    return Piece(attachment, data)


def _the_piece(campaign: CampaignReader, attachment_id: int) -> Attachment:
    found = campaign.get(Attachment, attachment_id)
    if found is None:
        raise Failure(message("This piece is no longer in the file. Nothing was changed."))
    return found


def attach_piece(
    campaign: CampaignFile, dossier_id: int, name: str, data: bytes, received_on: date | None
) -> ChangeSet:
    """Keep the bytes of a piece with its dossier; an announced piece of that name is fulfilled."""
    dossier = the_dossier(campaign, dossier_id)
    _refuse_bad_piece(name, data)
    awaited = [a for a in campaign.find(Attachment, dossier_id=dossier_id) if a.name == name]
    with campaign.change(message("piece {name}, {title}", name=name, title=dossier.title)) as work:
        piece = awaited[0] if awaited else Attachment(work.new_id(Attachment), dossier_id, name)
        digest = work.put_content(data)
        work.put(replace(piece, sha256=digest, size=len(data), received_on=received_on, note=""))
    return campaign.last_change


def _refuse_bad_piece(name: str, data: bytes) -> None:
    if not data:
        raise Failure(message("« {name} » is empty. The dossier did not change.", name=name))
    if len(data) > LARGEST_PIECE:
        raise Failure(too_large(name))


def too_large(name: str) -> Message:
    """Return what is said of a piece above ``LARGEST_PIECE``."""
    return message("« {name} » exceeds 20 MB. The dossier did not change.", name=name)


def remove_piece(campaign: CampaignFile, attachment_id: int) -> ChangeSet:
    """Take a piece out of its dossier; undo gives it back."""
    piece = _the_piece(campaign, attachment_id)
    title = the_dossier(campaign, piece.dossier_id).title
    with campaign.change(
        message("piece removed, {name}, {title}", name=piece.name, title=title)
    ) as work:
        work.remove(piece)
    return campaign.last_change
