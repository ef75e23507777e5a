"""Type, edit and withdraw dossiers by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from euralens_desk.domain.dossier import FIELD_KINDS, Dossier
from euralens_desk.domain.dossier_state import SourceRemark
from euralens_desk.domain.field_names import FIELD_NAMES
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.domain.typed_field import read_typed
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_campaign, the_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader


def next_number(campaign: CampaignReader) -> str:
    """Return the number after the highest of the campaign's year, as wide as those: « 2022-09 »."""
    year = the_campaign(campaign).year
    prefix = f"{year}-"
    numbers = [d.number for d in campaign.find(Dossier) if d.number.startswith(prefix)]
    taken = [number[len(prefix) :] for number in numbers if number[len(prefix) :].isdecimal()]
    highest = max(map(int, taken), default=0)
    width = max(map(len, taken), default=2)
    return f"{prefix}{highest + 1:0{width}d}"


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
    after = replace(before, **changes)
    with campaign.change(_edition(before, after, field)) as work:
        work.put(after)
    return campaign.last_change


def type_field(campaign: CampaignFile, dossier_id: int, field: str, text: str) -> ChangeSet:
    """Replace one field by what was typed; Failure when it can't be read as that field."""
    return edit_dossier(campaign, dossier_id, field, read_typed(field, text))


def _edition(before: Dossier, after: Dossier, field: str) -> Message:
    if field == "title":
        return message(
            "title changed: {before}, now {title}", before=before.title, title=after.title
        )
    return message("{field} edited, {title}", field=FIELD_NAMES[field], title=before.title)


def settle_remark(campaign: CampaignFile, dossier_id: int, remark: SourceRemark) -> ChangeSet:
    """Mark a remark of the source as dealt with; it comes back if the source says otherwise."""
    before = the_dossier(campaign, dossier_id)
    settled = {**before.settled, remark.key: remark.text}
    with campaign.change(message("remark dealt with, {title}", title=before.title)) as work:
        work.put(replace(before, settled=settled))
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
