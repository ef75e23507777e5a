"""What this computer remembers: language, theme, text size, recent files; no campaign data."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path

import platformdirs

LANGUAGES = ("fr", "en")
THEMES = ("light", "dark", "sunlight", "system")
TEXT_SIZES = (100, 115, 130, 150)
LAYOUTS = ("automatic", "keyboard", "touch")
MOST_RECENT = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A campaign opened here: where it is, when it was last opened and its next meeting (ISO)."""

    path: str
    opened_at: str
    next_meeting: str = ""


@dataclass(frozen=True, slots=True)
class Values:
    """The settings, with their defaults; a value that is not allowed counts as the default."""

    language: str = "fr"
    theme: str = "light"
    text_size: int = 100
    scoring_layout: str = "automatic"
    """How scores are given: many rows under the keyboard, or large levels under a finger."""
    rail_collapsed: bool = False
    folded: tuple[str, ...] = ()
    """The sections of reading panes this person folded."""
    window: str = ""
    """Place and size of the window, as Qt writes them, in base 64."""
    projection_screen: str = ""
    """The screen the projector fills, as the system names it."""
    meeting_place: str = ""
    """Where a meeting that is held was left: file, meeting, item and pane."""
    opened_outside: tuple[str, ...] = ()
    """The endings of the pieces this person agreed to open with another program."""
    recent: tuple[Recent, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting a person chooses on the settings page, and the values it may take."""

    name: str
    values: tuple[str, ...] | tuple[int, ...]


CHOICES = (
    Choice("language", LANGUAGES),
    Choice("theme", THEMES),
    Choice("text_size", TEXT_SIZES),
    Choice("scoring_layout", LAYOUTS),
)
"""The settings page is made of this table; the rest is remembered by itself."""


class Settings:
    """The settings of one person on one computer, kept in a TOML file of ``folder``."""

    def __init__(self, folder: Path | None = None) -> None:
        home = folder or Path(platformdirs.user_config_dir("euralens-desk", appauthor=False))
        self.folder = home
        self._path = home / "settings.toml"
        self.values = _read(self._path)

    def change(self, **changes: object) -> None:
        """Change settings and keep them; a folder that refuses is no reason to stop working."""
        self.values = replace(self.values, **changes)  # type: ignore[arg-type]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part = self._path.with_suffix(".part")
            part.write_text(_as_toml(self.values), encoding="utf-8")
            part.replace(self._path)
        except OSError:
            return

    def remember(self, path: Path, at: datetime, next_meeting: date | None = None) -> None:
        """Put a campaign first among the recent files."""
        kept = [recent for recent in self.values.recent if recent.path != str(path)]
        meeting = next_meeting.isoformat() if next_meeting else ""
        first = Recent(str(path), at.isoformat(timespec="seconds"), meeting)
        self.change(recent=(first, *kept)[:MOST_RECENT])

    def forget(self, path: str) -> None:
        """Take a campaign off the recent files; the file itself is not touched."""
        self.change(recent=tuple(r for r in self.values.recent if r.path != path))


def _read(path: Path) -> Values:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Values()
    known = {field.name for field in fields(Values)} - {"recent"}
    values = Values(**{name: value for name, value in told.items() if name in known})
    for choice in CHOICES:
        if getattr(values, choice.name) not in choice.values:
            values = replace(values, **{choice.name: getattr(Values(), choice.name)})
    recent = [r for r in told.get("recent", []) if isinstance(r, dict) and "path" in r]
    kept = tuple(
        Recent(str(r["path"]), str(r.get("opened_at", "")), str(r.get("next_meeting", "")))
        for r in recent
    )
    return replace(
        values,
        recent=kept,
        rail_collapsed=bool(values.rail_collapsed),
        folded=_texts(told.get("folded")),
        opened_outside=_texts(told.get("opened_outside")),
        window=str(values.window),
        projection_screen=str(values.projection_screen),
        meeting_place=str(values.meeting_place),
    )


def _texts(told: object) -> tuple[str, ...]:
    return tuple(str(text) for text in told) if isinstance(told, list) else ()


def _as_toml(values: Values) -> str:
    """Write the settings: JSON strings, numbers and booleans are TOML too."""
    told = asdict(values)
    recent = told.pop("recent")
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in told.items()]
    for entry in recent:
        lines.append("\n[[recent]]")
        lines += [f"{name} = {json.dumps(v, ensure_ascii=False)}" for name, v in entry.items()]
    return "\n".join(lines) + "\n"
