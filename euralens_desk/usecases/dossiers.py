"""Type, edit and withdraw dossiers by hand, and keep their pieces."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from euralens_desk.domain.dossier import FIELD_KINDS, Attachment, Dossier
from euralens_desk.domain.messages import Failure, message
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_campaign, the_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader

LARGEST_PIECE = 20 * 1024 * 1024
"""Bytes a piece may have (TRUST 2, row 21)."""


def next_number(campaign: CampaignReader) -> str:
    """Return the number after the highest of the campaign's year: « 2022-09 »."""
    year = the_campaign(campaign).year
    prefix = f"{year}-"
    taken = [d.number[len(prefix) :] for d in campaign.find(Dossier) if d.number.startswith(prefix)]
    highest = max((int(rest) for rest in taken if rest.isdecimal()), default=0)
    return f"{prefix}{highest + 1:02d}"


def create_dossier(campaign: CampaignFile, title: str) -> ChangeSet:
    """Add an empty dossier under the next number."""
    title = title.strip()
    if not title:
        raise Failure(message("A dossier needs a title. Nothing was changed."))
    number = next_number(campaign)
    with campaign.change(
        message("new dossier {number}, {title}", number=number, title=title)
    ) as work:
        work.put(Dossier(work.new_id(Dossier), work.new_uuid(), number, title))
    return campaign.last_change


def edit_dossier(campaign: CampaignFile, dossier_id: int, field: str, value: object) -> ChangeSet:
    """Replace one field of a dossier by a value already read (see ``FIELD_KINDS``)."""
    before = the_dossier(campaign, dossier_id)
    changes: dict[str, Any] = {field: value}
    if field not in FIELD_KINDS:
        raise KeyError(field)
    if field in ("number", "title") and not value:
        raise Failure(message("A dossier needs a number and a title. Nothing was changed."))
    if field == "number":
        _refuse_taken_number(campaign, before, str(value))
    with campaign.change(message("dossier edited, {title}", title=before.title)) as work:
        work.put(replace(before, **changes))
    return campaign.last_change


def _refuse_taken_number(campaign: CampaignReader, dossier: Dossier, number: str) -> None:
    holders = [d for d in campaign.find(Dossier, number=number) if d.id != dossier.id]
    if holders:
        raise Failure(
            message(
                "The number {number} is already that of {title}. Nothing was changed.",
                number=number,
                title=holders[0].title,
            )
        )


def write_excerpt(campaign: CampaignFile, dossier_id: int, criterion: str, text: str) -> ChangeSet:
    """Write what the dossier says of the sub-criterion ``criterion``; empty text removes it."""
    before = the_dossier(campaign, dossier_id)
    excerpts = {**before.excerpts, criterion: text.strip()}
    kept = {code: said for code, said in excerpts.items() if said}
    with campaign.change(
        message("extract for {code}, {title}", code=criterion, title=before.title)
    ) as work:
        work.put(replace(before, excerpts=kept))
    return campaign.last_change


def withdraw_dossier(campaign: CampaignFile, dossier_id: int, on: date | None) -> ChangeSet:
    """Mark a dossier as withdrawn on a date, or bring it back with None. Nothing is erased."""
    before = the_dossier(campaign, dossier_id)
    action = (
        message("dossier withdrawn, {title}", title=before.title)
        if on
        else message("dossier brought back, {title}", title=before.title)
    )
    with campaign.change(action) as work:
        work.put(replace(before, withdrawn_on=on))
    return campaign.last_change


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
        raise Failure(message("« {name} » exceeds 20 MB. The dossier did not change.", name=name))


def remove_piece(campaign: CampaignFile, attachment_id: int) -> ChangeSet:
    """Take a piece out of its dossier; undo gives it back."""
    piece = campaign.get(Attachment, attachment_id)
    if piece is None:
        raise Failure(message("This piece is no longer in the file. Nothing was changed."))
    with campaign.change(message("piece removed, {name}", name=piece.name)) as work:
        work.remove(piece)
    return campaign.last_change
