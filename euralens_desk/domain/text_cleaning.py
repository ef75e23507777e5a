"""Texts as people typed them: cleaned without losing a visible character, and compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MENTION = re.compile(r"(?P<name>[^()]+?)\s*\((?P<said>[^()]+)\)")
_KEPT_CONTROLS = "\n\t"
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff\ufffe\uffff") | _BIDI
_VOID = frozenset(
    (
        "",
        "neant",
        "sans objet",
        "nc",
        "n c",
        "n a",
        "na",
        "non communique",
        "non renseigne",
        "aucun",
    )
) | frozenset(("aucune", "vide", "non concerne", "a completer", "non precise", "rien"))


@dataclass(frozen=True, slots=True)
class CleanText:
    """A cleaned text and how many invisible characters were taken out of it."""

    text: str
    removed: int


def clean(text: str) -> CleanText:
    """Return the text in NFC, trimmed, line ends as \\n, without invisible control characters.

    Spaces inside stay what they are (U+00A0 and U+202F carry French typography).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    kept = "".join(character for character in text if not _is_invisible(character))
    return CleanText(unicodedata.normalize("NFC", kept).strip(), len(text) - len(kept))


def _is_invisible(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return False
    return character in _INVISIBLE or unicodedata.category(character) in ("Cc", "Cs")


def one_line(text: str) -> str:
    """Return the text with each run of blanks and line ends made one space."""
    return " ".join(text.split())


def key(text: str) -> str:
    """Return what two spellings of a text have in common: letters and digits, no accents, no case.

    « L’Écocité du 8 » and « L'ECOCITÉ  DU 8 » have the same key.
    """
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("°", " ")
    bare = unicodedata.normalize("NFKD", text)
    letters = (c for c in bare if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", "".join(letters).casefold()))


def without_mention(text: str) -> str:
    """Return a name without what follows it in brackets: « CALL » for « CALL (à ce stade) ».

    Brackets in capitals are part of the name, as in « Hénin-Carvin (CAHC) ».
    """
    match = _MENTION.fullmatch(text)
    return text if match is None or match["said"].isupper() else match["name"]


def loose_key(text: str) -> str:
    """Return the key without plural marks, so that « commerces » meets « Commerce »."""
    return " ".join(singular(word) for word in key(text).split())


def singular(word: str) -> str:
    """Return a French word, already a key, without its plural mark."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def is_void(text: str) -> bool:
    """Whether a cell says that it says nothing: « néant », « - », « sans objet », « NC »."""
    return key(text) in _VOID


def is_obviously_void(text: str) -> bool:
    """Whether a cell is empty or holds only dashes, dots or slashes."""
    return not key(text)
