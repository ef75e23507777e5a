"""Catalogues: compile them, check that every text has its French, list what is missing.

The French of each area stands in ``resources/locale/fr/parts/AREA.po``; all are compiled into one
catalogue. English is the text itself.
"""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale" / "fr"
COMPILED = LOCALE / "LC_MESSAGES" / "euralens_desk.mo"
KEYWORDS = {
    "_": None,
    "ngettext": (1, 2),
    "message": None,
    "plural_message": (1, 2),
}
NARROW, SPACE = "\u202f", "\u00a0"
FAULTS = {
    "a straight apostrophe": re.compile("'"),
    "a plain space before ; ! ?": re.compile(r"(?<![\u202f\W])[;!?](?=\s|$)| [;!?]|\u00a0[;!?]"),
    "no no-break space before a colon": re.compile(r"(?<=[^\W\d])[ \u202f]:(?=\s|$)|(?<=\w):\s"),
    "no narrow space inside « »": re.compile(r"«(?!\u202f)|(?<!\u202f)»"),
    "three full stops": re.compile(r"\.\.\."),
}


def parts() -> Iterator[tuple[Path, Catalog]]:
    """Yield the catalogue of each area."""
    for path in sorted((LOCALE / "parts").glob("*.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale="fr")


def merged() -> Catalog:
    """Return all areas as one catalogue."""
    whole = Catalog(locale="fr", charset="utf-8")
    for _path, catalogue in parts():
        for message in catalogue:
            if message.id and message.string:
                whole[message.id] = Message(message.id, message.string, context=message.context)
    return whole


def compile_all() -> int:
    """Write the compiled catalogue when a part is newer."""
    sources = [path.stat().st_mtime for path in (LOCALE / "parts").glob("*.po")]
    if COMPILED.exists() and COMPILED.stat().st_mtime >= max(sources, default=0):
        return 0
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    with COMPILED.open("wb") as file:
        write_mo(file, merged())
    return 0


def used() -> dict[str, str]:
    """Return every text of the code with the place where it stands first."""
    found: dict[str, str] = {}
    method = [("**.py", "python")]
    options: dict[str, dict[str, object]] = {"**.py": {}}
    for name, line, text, _comments, _context in extract_from_dir(
        ROOT / "euralens_desk", method, options, keywords=KEYWORDS
    ):
        first = text[0] if isinstance(text, tuple) else text
        found.setdefault(first, f"euralens_desk/{name}:{line}")
    found.pop("", None)
    return found


def _identifier(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else str(message.id)


def _strings(message: Message) -> list[str]:
    found = message.string if isinstance(message.string, tuple | list) else [message.string]
    return [text or "" for text in found]


def problems() -> Iterator[str]:
    """Yield what is wrong: missing, left over, told twice, holes that differ, typography."""
    texts = used()
    seen: set[str] = set()
    for path, catalogue in parts():
        for message in catalogue:
            if not message.id:
                continue
            text = _identifier(message)
            if text in seen:
                yield f"{path.name}: in another part already: {text!r}"
            seen.add(text)
            if text not in texts:
                yield f"{path.name}: left over: {text!r}"
            yield from (f"{path.name}: {fault}" for fault in _faults(message))
    for text in texts.keys() - seen:
        yield f"{texts[text]}: no French for {text!r}"


def _faults(message: Message) -> Iterator[str]:
    holes = _holes(_identifier(message))
    for written in _strings(message):
        if not written or message.fuzzy:
            yield f"not translated: {_identifier(message)!r}"
        elif not _holes(written) <= holes | {"count"} or (holes - {"count"}) - _holes(written):
            yield f"other holes in {written!r}"
        for fault, pattern in FAULTS.items():
            if pattern.search(string_without_holes(written)):
                yield f"{fault} in {written!r}"


def string_without_holes(text: str) -> str:
    """Return a text with a plain word in place of each hole."""
    return re.sub(r"\{[^{}]*\}", "mot", text)


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def main(arguments: list[str]) -> int:
    """Compile, check, or list the texts that miss their French."""
    if arguments == ["compile"]:
        return compile_all()
    found = sorted(problems())
    for line in found:
        print(line)
    print(f"{len(used())} texts, {len(found)} problems.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
