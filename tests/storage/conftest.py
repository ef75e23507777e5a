"""A campaign on the disk: three experts, three dossiers, one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from storing import CAMPAIGN, START

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.domain.sheet import ScoreSheet
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.opening import create_campaign


@pytest.fixture
def station(tmp_path: Path) -> Station:
    ticks = count()
    return Station(
        "secretariat", "poste", lambda: START + timedelta(seconds=next(ticks)), tmp_path / "b"
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "essai.euralens"


@pytest.fixture
def file(path: Path, station: Station) -> Iterator[SqliteCampaignFile]:
    created = create_campaign(path, CAMPAIGN, station)
    with created.change(message("prepared")) as work:
        work.put(Committee(1, "c", "experts", "Comité d’expertise", CommitteeKind.EXPERT))
        work.put(Committee(2, "l", "lyceens", "Comité lycéen", CommitteeKind.STUDENT))
        work.put_all(Member(i, f"m{i}", 1, f"E{i:02d}", f"Membre {i}") for i in range(1, 4))
        work.put_all(Dossier(i, f"d{i}", f"2022-{i:02d}", f"Projet {i}") for i in range(1, 4))
        work.put(ScoreSheet(1, 1, 1, 1))
    yield created
    created.close()
