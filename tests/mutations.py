"""Seeded damage to received files, and a bounded process that reads many of them."""

from __future__ import annotations

import io
import multiprocessing
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.messages import Failure
from euralens_desk.exchange import pdf_pages
from euralens_desk.exchange.child import be_silent, grant_time, limit_this_process
from euralens_desk.exchange.source_files import as_source
from euralens_desk.exchange.table_child import CPU_SECONDS, read_plain
from euralens_desk.usecases.import_dossiers import apply, plan_as_json, propose

Damage = Callable[[bytes, random.Random], bytes]
OUTCOMES = ("read", "refused", "ended")

_TAG = re.compile(rb"<[^<>]+>")
_VALUE = re.compile(rb"=\"[^\"]*\"|>[^<>]+<")
_ODD = (
    b"",
    b"0",
    b"-1",
    b"NaN",
    b"1e999",
    b"4294967295",
    b"99999999999999999999",
    b"2958466.5",
    b"-700000",
    b"XFD1048576",
    b"A0",
    b"1048577",
    b"&#x1;",
    b"&#xD800;",
    b"&amp;#0;",
    b"true",
    b"str",
    b"e",
    b"d",
    b"2022-02-30T25:61",
    b"P1DT99999H",
    b"\xff\xfe",
    "\u202e\ufeff".encode(),
    b"x" * 40_000,
)


# Damage -----------------------------------------------------------------------------------------


def flip(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 3, 12, 60))):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def swap(data: bytes, chance: random.Random) -> bytes:
    """Let two blocks change places."""
    size = chance.choice((1, 16, 64, 512))
    one, other = sorted(chance.randrange(len(data)) for _ in range(2))
    middle = data[one + size : other]
    return (
        data[:one]
        + data[other : other + size]
        + middle
        + data[one : one + size]
        + data[other + size :]
    )


def cut(data: bytes, chance: random.Random) -> bytes:
    """Keep the beginning, or leave a hole."""
    start = chance.randrange(1, len(data))
    return data[:start] + (
        b"" if chance.random() < 0.6 else data[start + chance.randrange(1, 900) :]
    )


def insert(data: bytes, chance: random.Random) -> bytes:
    """Put noise, quotes, ends of lines or a copy of a part somewhere."""
    place, start = chance.randrange(len(data)), chance.randrange(len(data))
    more = chance.choice(
        (
            chance.randbytes(chance.randrange(1, 300)),
            b'"',
            b'"\r\n;;"',
            b"\0",
            data[start : start + 999],
        )
    )
    return data[:place] + more + data[place:]


RAW: Sequence[Damage] = (flip, flip, swap, cut, insert)


def raw(data: bytes, chance: random.Random) -> bytes:
    """Damage the bytes as they stand."""
    return chance.choice(RAW)(data, chance)


def inside(data: bytes, chance: random.Random) -> bytes:
    """Damage the XML of an archive that stays whole: values, tags, members."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    weighty = [name for name in parts if re.search(r"sheet|content|Strings|styles|workbook", name)]
    for _ in range(chance.choice((1, 2, 5))):
        name = chance.choice(weighty if chance.random() < 0.9 else list(parts))
        parts[name] = chance.choice((_value, _value, _tag, _twice, raw))(
            parts[name] or b"x", chance
        )
    if chance.random() < 0.05:
        del parts[chance.choice(weighty)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _somewhere(pattern: re.Pattern[bytes], data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    found = pattern.search(data, start) or pattern.search(data)
    return found.span() if found else (start, start)


def _value(data: bytes, chance: random.Random) -> bytes:
    start, end = _somewhere(_VALUE, data, chance)
    if end - start < 2:
        return data
    first = 2 if data[start : start + 1] == b"=" else 1
    return data[: start + first] + chance.choice(_ODD) + data[end - 1 :]


def _tag(data: bytes, chance: random.Random) -> bytes:
    start, end = _somewhere(_TAG, data, chance)
    return data[:start] + data[end:]


def _twice(data: bytes, chance: random.Random) -> bytes:
    start, end = _somewhere(_TAG, data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 3_000)) + data[end:]


# The process ------------------------------------------------------------------------------------


def look(data: bytes, name: str) -> str:
    """Read, recognise and import; « read » or « refused », else what went wrong."""
    try:
        source = as_source(read_plain(data, name), name, "0" * 64, "x")
        campaign = FakeCampaignFile()
        campaign.seed(Campaign("Promotion 2022", 2022))
        plan = propose(campaign, source)
        apply(campaign, plan)
        plan_as_json(plan, str, applied=True)
    except Failure as refusal:
        return "refused" if str(refusal) else "a refusal without words"
    return "read"


def _serve(pipe: Connection) -> None:
    be_silent()
    limit_this_process()
    while True:
        data, name = pipe.recv()
        grant_time(CPU_SECONDS + 1)
        try:
            pipe.send(look(data, name))
        except MemoryError:
            pipe.send("refused")
        except Exception as error:  # whatever it is, it is told
            pipe.send(f"{type(error).__name__}: {error}")


class _Kept:
    """A bounded process asked one thing after the other, begun anew when a file ended it."""

    def __init__(self, serve: Callable[[Connection], None]) -> None:
        self._serve = serve
        self._begin()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._child: BaseProcess = context.Process(target=self._serve, args=(theirs,), daemon=True)
        self._child.start()
        theirs.close()

    def ask(self, question: object) -> Any:
        """Return the answer; « ended » when the process died of it, « a hang » when none came."""
        self._pipe.send(question)
        try:
            return self._pipe.recv() if self._pipe.poll(60) else "a hang"
        except EOFError:
            self.close()
            self._begin()
            return "ended"

    def close(self) -> None:
        """End the process."""
        self._child.kill()
        self._child.join()
        self._pipe.close()


class ManyReader(_Kept):
    """Reads one table after the other."""

    def __init__(self) -> None:
        super().__init__(_serve)

    def outcome(self, data: bytes, name: str) -> str:
        """Return « read », « refused », « ended » (the process died of it), or what went wrong."""
        return str(self.ask((data, name)))


class PdfReader(_Kept):
    """Opens one PDF after the other, draws its first page and searches it."""

    def __init__(self) -> None:
        super().__init__(pdf_pages.serve)

    def outcome(self, data: bytes) -> str:
        """Return « drawn », « refused », « ended » (the process died of it), or what went wrong."""
        for request in (("open", (data,)), ("render", (0, 200, 0)), ("search", ("Bonjour",))):
            answer = self.ask(request)
            if isinstance(answer, str):
                return answer
            if not answer[0]:
                return "refused"
        return "drawn"
