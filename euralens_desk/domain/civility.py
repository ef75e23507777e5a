"""The civility before a name: « Mme Tilleul », « MM. Tilleul et Aulne », « Dr Tilleul ».

« M » and « Mr » without a dot, and « MS », also begin names of firms: they are a civility only
where a name is compared with another one, not where it is judged alone. « M.J.C. » is an acronym.
"""

from __future__ import annotations

import re
import unicodedata

_CIVILITY = re.compile(
    r"(?:"
    r"(?i:mm?|mrs?|ms|dr|pr)\.(?!(?:[^\W\d_]\.){2})\s*"
    r"|(?i:mr?\s+(?:et|ou|&)\s+mmes?)\b\.?\s*"
    r"|(?i:mmes?|mlles?|melles?|mrs|messieurs|monsieur|mesdames|madame|mesdemoiselles|mademoiselle"
    r"|docteure?)\b\.?\s*"
    r"|(?:Dr|Dre|Pr)\s+"
    r")"
)
_BARE = re.compile(r"(?i:mm?|mr|ms|dr|pr)\s+")


def has_civility(name: str) -> bool:
    """Whether a name begins with a civility: it is that of a person."""
    return _CIVILITY.match(_plain(name)) is not None


def without_civility(name: str) -> str:
    """Return the name of a person without the civilities before it; one that is all there is stays.

    « Mme le Dr Tilleul » loses both, « M Tilleul » its letter.
    """
    rest = _plain(name)
    while found := _CIVILITY.match(rest) or _BARE.match(rest):
        left = re.sub(r"^(?:le|la|et|&)\s+", "", rest[found.end() :])
        if not left:
            break
        rest = left
    return rest


def _plain(name: str) -> str:
    """Return a name in ordinary letters: « Mᵐᵉ » is « Mme », a narrow blank is a blank."""
    return unicodedata.normalize("NFKC", name).strip()
