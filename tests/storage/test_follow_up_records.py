"""Findings, funding leads, commitments and letters come back from the disk as they were put."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from euralens_desk.domain.feasibility import Finding, MissingElement
from euralens_desk.domain.follow_up import (
    Commitment,
    CommitmentKind,
    Letter,
    LetterKind,
    Side,
    SupportPlan,
)
from euralens_desk.domain.funding import FundingFit, FundingLead, LeadState
from euralens_desk.domain.messages import message
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.opening import open_campaign

DAY = date(2022, 12, 16)
RECORDS: tuple[object, ...] = (
    Finding(1, 1, "B1", "Plan absent.", 0),
    Finding(1, 1, "B2", "Habitants associés.", None),
    MissingElement(1, 1, "Plan de financement", DAY),
    FundingLead(1, "ADEME", "Fonds chaleur", "Étude", DAY, "https://x.fr", LeadState.ANNOUNCED),
    FundingFit(1, 1, "Chaleur."),
    Commitment(1, 1, CommitmentKind.MILESTONE, Side.POLE, "Revoir", "Pôle", "Ville", DAY, None),
    SupportPlan(1, "Équipe", DAY, "", "Montage"),
    Letter(1, LetterKind.DEFERRED, "Bonjour.", DAY),
)


def test_all_come_back_and_verify_holds_after_an_undo(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    with file.change(message("follow-up")) as work:
        for record in RECORDS:
            work.put(record)
    file.undo()
    assert not any(file.find(type(record)) for record in RECORDS)
    file.redo()
    file.close()
    again = open_campaign(path, station)
    try:
        assert all(again.find(type(record)) for record in RECORDS)
        assert {found for kind in {type(r) for r in RECORDS} for found in again.find(kind)} == set(
            RECORDS
        )
        assert again.verify().problems == ()
    finally:
        again.close()
