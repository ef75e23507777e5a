"""Several items in one cell: lines, bullets, « / », « ; », « | », commas."""

from __future__ import annotations

import re

_BULLET = re.compile(
    r"^\s*(?:[•·●▪■◦‣∙○□➢➤►▶✓✔→\ufffd\uf0b7\uf0a7\u25aa]+\s*|[-–—*+]+\s+|[-–—*](?=[^\W\d_]))"
)
_INLINE = re.compile(r"\s+[•●▪■‣►\ufffd\uf0b7]\s*")
_NUMBERED = re.compile(r"^\s*\(?(\d{1,2})\s*[.)°/-]+\s+(?=\S)")
_STRONG = (r"\s+/\s+", r"\s*;\s*", r"\s*\|\s*")
_COMMA = r",\s+"
_FEW_WORDS = 9
"""Words of the longest item that commas cut: longer ones are sentences."""


_TIGHT = r"(?<=[^\W\d_)])(?<![\s\-][sS])\s*/\s*(?=[^\W\d_a-zà-öø-ÿ])"
"""« Lens/Loos »: before a capital, and not the « s/ » of « Aire s/ Lys »."""


def has_strong_separator(text: str) -> bool:
    """Whether a cell cuts its items by lines, bullets, « / », « ; » or « | »."""
    line = text.strip()
    if "\n" in line or _BULLET.match(line):
        return True
    return any(len(_cut(line, separator)) > 1 for separator in _STRONG)


def split_list(text: str, *, commas: bool = True) -> tuple[str, ...]:
    """Return the items of a cell: lines (with their bullets taken off), « / », « ; », else « , ».

    The strongest separator there is cuts, alone; commas only in a column that has no stronger one
    (``commas``), between short items, and nothing cuts inside brackets, quotes or addresses.
    """
    lines = [line for line in (_bare(line) for line in text.split("\n")) if line]
    if len(lines) != 1:
        return tuple(_unnumbered(lines))
    is_item = _BULLET.match(text) is not None
    inline = [part.strip(" \u00a0,;") for part in _INLINE.split(lines[0])]
    if is_item and len(inline) > 1:
        return tuple(part for part in inline if part)
    for separator in _STRONG:
        parts = _cut(lines[0], separator)
        if len(parts) > 1 or (parts and parts[0] != lines[0] and separator != _STRONG[0]):
            return tuple(parts)
    if commas and not is_item:
        parts = _cut(lines[0], _COMMA)
        if len(parts) > 1 and all(len(part.split()) <= _FEW_WORDS for part in parts):
            return tuple(parts)
    return (lines[0],)


def split_places(text: str, *, commas: bool = True) -> tuple[str, ...]:
    """Return the places of a cell: the items of ``split_list``, cut at « Lens/Loos » as well."""
    items = split_list(text, commas=commas)
    return tuple(part for item in items for part in _cut(item, _TIGHT))


def _bare(line: str) -> str:
    """Return a line without its bullet."""
    return _BULLET.sub("", line).strip()


def _unnumbered(lines: list[str]) -> list[str]:
    """Return lines without the comma that ends them all, and their numbers if all have them."""
    if len(lines) > 1 and all(line.endswith(",") for line in lines[:-1]):
        lines = [line.rstrip(", ") for line in lines]
    found = [_NUMBERED.match(line) for line in lines]
    if lines and all(m and m[1] == str(place) for place, m in enumerate(found, 1)):
        return [_NUMBERED.sub("", line) for line in lines]
    return lines


def _cut(line: str, separator: str) -> list[str]:
    """Return the parts of a line, cut outside brackets and quotes, never inside an address."""
    parts, start, end = [], 0, len(line)
    for match in re.finditer(separator, line):
        if _is_outside(line[: match.start()], in_word=not match[0][:1].isspace()):
            parts.append(line[start : match.start()])
            start = match.end()
    parts.append(line[start:end])
    return [part.strip() for part in parts if part.strip()]


def _is_outside(before: str, *, in_word: bool) -> bool:
    """Whether a place of a line is outside brackets, quotes and web addresses."""
    if any(
        before.count(opening) > before.count(closing) for opening, closing in ("()", "[]", "«»")
    ):
        return False
    return not in_word or "://" not in before.rsplit(maxsplit=1)[-1]
