"""What the fields of a dossier are called on screen."""

from __future__ import annotations

from euralens_desk.domain.field_names import FIELD_NAMES
from euralens_desk.i18n import tell


def field_labels() -> dict[str, str]:
    """Return the name of each field for the reader."""
    return {name: tell(told) for name, told in FIELD_NAMES.items()}
