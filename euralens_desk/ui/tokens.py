"""The one table of colours: three themes, the ramp of the scales, and the measure of contrast.

Widgets name a token (``"ink2"``), never a colour. Ratios follow the WCAG 2.1 formula.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

READABLE = 4.5
"""Least ratio between a text and what it is written on (WCAG 2.1 AA)."""


class ThemeName(Enum):
    """The themes a person may choose; the value is the word kept in the settings."""

    LIGHT = "light"
    DARK = "dark"
    SUNLIGHT = "sunlight"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as ``#RRGGBB``. ``ramp`` holds the stops from worst to best."""

    bg: str
    sf: str
    alt: str
    sel: str
    line: str
    line2: str
    ink: str
    ink2: str
    ink3: str
    pri: str
    onpri: str
    brk: str
    brk_tint: str
    brk_line: str
    och: str
    och_tint: str
    ochb: str
    inf: str
    inf_tint: str
    plm: str
    plm_tint: str
    pale: str
    paleb: str
    hat: str
    foc: str
    rail: str
    rail_sel: str
    rail_text: str
    rail_idle: str
    rail_mark: str
    ramp: tuple[str, ...]
    dark: bool = False
    border: int = 1
    """Width in pixels of the border of a control."""

    def colour(self, token: str) -> str:
        """Return the colour of a token; AttributeError names an unknown one."""
        value = getattr(self, token)
        if not isinstance(value, str):
            raise AttributeError(token)
        return value


@dataclass(frozen=True, slots=True)
class Tint:
    """A level of a scale as it is painted: the ground and the text written on it."""

    fill: str
    text: str


LIGHT = Tokens(
    bg="#F1F3EE",
    sf="#FFFFFF",
    alt="#F7F8F4",
    sel="#E8F1EC",
    line="#D8DDD4",
    line2="#76827B",
    ink="#17201C",
    ink2="#414D47",
    ink3="#58645E",
    pri="#0E5E44",
    onpri="#FFFFFF",
    brk="#A0301C",
    brk_tint="#FAE9E4",
    brk_line="#D9A79B",
    och="#7A4F00",
    och_tint="#FBF0D3",
    ochb="#D9B45A",
    inf="#1F5278",
    inf_tint="#E4EEF5",
    plm="#72366F",
    plm_tint="#F4E9F3",
    pale="#E1EFE7",
    paleb="#A9CDBB",
    hat="#E3E6DF",
    foc="#1A5FB4",
    rail="#18221E",
    rail_sel="#2A3A33",
    rail_text="#EAF0EC",
    rail_idle="#AEBBB4",
    rail_mark="#79CBA4",
    ramp=("#F2E8D7", "#D8DFBE", "#A5C69D", "#3A7C5E", "#0B4733"),
)
DARK = Tokens(
    bg="#111714",
    sf="#19211D",
    alt="#1F2924",
    sel="#22302A",
    line="#35423C",
    line2="#85948D",
    ink="#EDF2EF",
    ink2="#C3CEC8",
    ink3="#A5B2AB",
    pri="#79CBA4",
    onpri="#0B1F17",
    brk="#F4A493",
    brk_tint="#42211A",
    brk_line="#8A4A3C",
    och="#F0C76F",
    och_tint="#3B2F14",
    ochb="#7A6327",
    inf="#9AC6EC",
    inf_tint="#1B2F3F",
    plm="#DFAEDB",
    plm_tint="#3A2439",
    pale="#1F3A2E",
    paleb="#3C6B56",
    hat="#2A352F",
    foc="#8ABBFF",
    rail="#0C110F",
    rail_sel="#22302A",
    rail_text="#EAF0EC",
    rail_idle="#AEBBB4",
    rail_mark="#79CBA4",
    ramp=("#3C362B", "#4B5738", "#4A7A5C", "#79BD97", "#B9EFD2"),
    dark=True,
)
SUNLIGHT = replace(LIGHT, ink2="#2F3A35", line2="#55615B", line="#B9C1BB", sel="#DDEBE3", border=2)

THEMES = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK, ThemeName.SUNLIGHT: SUNLIGHT}

TEXT_PAIRS = (
    *((text, ground) for text in ("ink", "ink2", "ink3") for ground in ("sf", "bg", "alt", "sel")),
    *((text, ground) for text in ("pri", "brk", "och", "inf", "plm") for ground in ("sf", "bg")),
    *((text, "sel") for text in ("pri", "och", "inf")),
    ("ink", "paleb"),
    *((text, "alt") for text in ("pri", "och", "inf", "brk", "plm")),
    *((kind, f"{kind}_tint") for kind in ("brk", "och", "inf", "plm")),
    *(("ink", f"{kind}_tint") for kind in ("brk", "och", "inf", "plm")),
    *(("ink2", f"{kind}_tint") for kind in ("brk", "och", "inf")),
    ("pri", "pale"),
    ("ink", "pale"),
    ("onpri", "pri"),
    ("sf", "ink"),
    ("sf", "ink2"),
    ("sf", "brk"),
    ("ink", "hat"),
    ("rail_text", "rail"),
    ("rail_text", "rail_sel"),
    ("rail_idle", "rail"),
    ("rail_mark", "rail"),
)
"""Every (text, ground) the widgets write: each must reach ``READABLE`` in every theme."""

CONTROL_PAIRS = (
    *((token, ground) for token in ("line2", "foc", "pri") for ground in ("sf", "bg")),
    ("foc", "sel"),
)
"""Borders and rings a person must see: at least 3:1."""


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#RRGGBB``, each 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Undo the sRGB curve of one channel."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return the colour at ``share`` (0 to 1) of the way from ``one`` to ``other``."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@cache
def ramp(tokens: Tokens, levels: int) -> tuple[Tint, ...]:
    """Return the tints of a scale of ``levels`` levels (2 or more), worst first.

    Five levels take the stops of the table; other scales interpolate between them, so that
    luminance stays monotone. The text is whichever reads better on the tint.
    """
    return tuple(_tint(tokens, position / (levels - 1)) for position in range(levels))


def _tint(tokens: Tokens, share: float) -> Tint:
    """Return the tint at ``share`` (0 worst, 1 best) of the ramp."""
    place = share * (len(tokens.ramp) - 1)
    below = min(int(place), len(tokens.ramp) - 2)
    fill = _readable_ground(mix(tokens.ramp[below], tokens.ramp[below + 1], place - below))
    return Tint(fill, _text_on(fill))


def _text_on(fill: str) -> str:
    """Return coal or white, whichever reads better on ``fill``."""
    return max((LIGHT.ink, "#FFFFFF"), key=lambda text: contrast(text, fill))


def _readable_ground(fill: str) -> str:
    """Shift a middle tint, on which neither text reads, to the nearest one where white does."""
    while contrast(_text_on(fill), fill) < READABLE:
        fill = mix(fill, "#000000", 0.03)
    return fill
