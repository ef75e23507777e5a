"""The one place where the command line and the window join the core to the outside."""

from __future__ import annotations

import getpass
import platform
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from euralens_desk.domain.campaign import Campaign
from euralens_desk.usecases.ports import CampaignFile

if TYPE_CHECKING:
    from euralens_desk.storage.campaign_file import Station

NAME = "euralens-desk"


def open_campaign(path: Path, *, read_only: bool = False) -> CampaignFile:
    """Open a campaign file under the name of the person at this computer."""
    from euralens_desk.storage import opening

    return opening.open_campaign(path, _station(), read_only=read_only)


def create_campaign(path: Path, campaign: Campaign) -> CampaignFile:
    """Create a campaign file; Failure when one is already there."""
    from euralens_desk.storage import opening

    return opening.create_campaign(path, campaign, _station())


def _station() -> Station:
    from euralens_desk.storage.campaign_file import Station

    return Station(person(), platform.node(), now, backups_folder())


def person() -> str:
    """Return the session name of the person at this computer, for the journal."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def now() -> datetime:
    """Return the time of this computer, with its zone."""
    return datetime.now().astimezone()


def backups_folder() -> Path:
    """Return where dated backups are kept, outside the folders people tidy up."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False)) / "backups"
