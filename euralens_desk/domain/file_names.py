"""Names of files that every system takes: Windows, macOS, Linux, a memory stick."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 80
"""Characters of a name: with the folders above, Windows opens it."""
MOST_BYTES = 240
"""Bytes of a name in UTF-8: Linux takes 255, and a second one of that name gets « (2) »."""
_FORBIDDEN = re.compile(r'[<>:"|?*/\\]')
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL
)
"""Names that Windows keeps for itself, whatever follows their first dot."""
_AT_ENDS = ". \u00a0\u202f\u3000"
_LONGEST_SUFFIX = 10


def safe_name(name: str, longest: int = LONGEST_NAME) -> str:
    """Return a name every system takes: no forbidden or invisible sign, not too long, never empty.

    A short suffix stays at the end; ``longest`` counts characters, with it. The name is
    one part of a path: « / » becomes « _ ».
    """
    shown = unicodedata.normalize("NFC", name)
    shown = "".join(" " if _is_break(sign) else sign for sign in shown if not _is_hidden(sign))
    last = _trimmed(_FORBIDDEN.sub("_", shown)) or "_"
    stem, dot, suffix = last.rpartition(".")
    if not (dot and stem and len(suffix) < _LONGEST_SUFFIX):
        stem, suffix = last, ""
    end = f".{suffix}" if suffix else ""
    last = _trimmed(_cut(stem, end, longest)) + end
    return f"_{last}" if _RESERVED.fullmatch(last) or last == end else last


def _is_break(sign: str) -> bool:
    """Whether a sign ends a line or jumps: a tab, an end of line."""
    return sign.isspace() and unicodedata.category(sign) != "Zs"


def _is_hidden(sign: str) -> bool:
    """Whether a sign is seen by nobody, and may turn what follows it round."""
    return not sign.isspace() and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn")


def _trimmed(name: str) -> str:
    """Return a name without the dots and blanks at its ends, which Windows drops."""
    return name.strip(_AT_ENDS)


def _cut(stem: str, end: str, longest: int) -> str:
    """Return the beginning of a name that leaves room for its end."""
    stem = stem[: longest - len(end)]
    while stem and len((stem + end).encode()) > MOST_BYTES:
        stem = stem[:-1]
    return stem
