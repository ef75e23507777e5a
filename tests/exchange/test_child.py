"""A child that a file took over can't run its code in the program, nor take the machine with it."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import resource
import sys
from collections.abc import Callable
from datetime import date
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest

from euralens_desk.domain.messages import Failure
from euralens_desk.exchange import child, pdf_pages, source_files, table_child, windows_job
from euralens_desk.exchange.child import limit_this_process, receive
from euralens_desk.exchange.pdf_pages import PdfPages, answer_all
from euralens_desk.exchange.source_files import as_source, read_source
from euralens_desk.exchange.table_child import PlainFile, PlainTable, answer_once, read_plain
from euralens_desk.resources import resource as path_of

PIECE = path_of("samples", "pieces", "Dossier candidature Tech3E - Univ Artois.pdf")


class Attack:
    """Runs a command when it is unpickled."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, (self.command,)


@pytest.fixture
def pipes() -> tuple[Connection, Connection]:
    return Pipe()


def test_plain_values_and_the_classes_allowed_come_through(
    pipes: tuple[Connection, Connection],
) -> None:
    table = PlainTable("F", [["a", 1, date(2022, 5, 31)]], False, {2}, {3}, [], {}, False)
    pipes[1].send(("read", PlainFile("xlsx", [table])))
    assert receive(pipes[0], PlainFile, PlainTable, date) == ("read", PlainFile("xlsx", [table]))


def test_what_would_run_code_is_not_heard(
    pipes: tuple[Connection, Connection], tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    pipes[1].send(Attack(f"touch '{trace}'"))
    with pytest.raises(EOFError):
        receive(pipes[0], PlainFile)
    assert not trace.exists()


@pytest.mark.parametrize("data", [b"", b"not a pickle", pickle.dumps(date(2022, 1, 1))[:-4], b"."])
def test_what_is_no_answer_counts_as_none(
    pipes: tuple[Connection, Connection], data: bytes
) -> None:
    pipes[1].send_bytes(data)
    with pytest.raises(EOFError):
        receive(pipes[0])


def test_an_endless_answer_is_not_listened_to(
    pipes: tuple[Connection, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "LONGEST_ANSWER", 100)
    pipes[1].send("x" * 200)
    with pytest.raises(OSError, match="bad message length"):
        receive(pipes[0])


def test_the_child_bounds_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", set_to.__setitem__)
    limit_this_process(5)
    used = set_to[resource.RLIMIT_CPU][0] - 5
    assert 0 <= used <= sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    assert set_to[resource.RLIMIT_FSIZE] == (0, 0)
    assert set_to[resource.RLIMIT_NPROC] == (0, 0)
    assert child.MEMORY < set_to[resource.RLIMIT_AS][0] < child.MEMORY + 16 * 1024**3
    set_to.clear()
    limit_this_process()
    assert resource.RLIMIT_CPU not in set_to


def test_a_child_bounds_itself_where_memory_has_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", set_to.__setitem__)
    monkeypatch.setattr(sys, "platform", "darwin")
    limit_this_process(5)
    assert resource.RLIMIT_CPU in set_to
    assert resource.RLIMIT_AS not in set_to


class WindowsKernel:
    """Remembers what a child asks of Windows."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses = refuses
        self.limits: list[tuple[int, int, int, int]] = []
        self.entered: list[tuple[int, int]] = []

    def CreateJobObjectW(self, _security: None, _name: None) -> int:
        return 0 if self.refuses == "create" else 7

    def SetInformationJobObject(self, job: int, kind: int, given: Any, size: int) -> int:
        limits = ctypes.cast(given, ctypes.POINTER(windows_job.Limits)).contents
        assert (job, kind, size) == (7, 9, ctypes.sizeof(windows_job.Limits))
        basic = limits.basic
        time, alone = basic.process_time, basic.active_processes
        self.limits.append((limits.process_memory, time, alone, basic.flags))
        return int(self.refuses != "set")

    def GetCurrentProcess(self) -> int:
        return -1

    def AssignProcessToJobObject(self, job: int, process: int) -> int:
        self.entered.append((job, process))
        return int(self.refuses != "assign")


@pytest.mark.parametrize(("seconds", "time", "flags"), [(5, 50_000_000, 0x250A), (None, 0, 0x2508)])
def test_a_child_on_windows_enters_a_job(seconds: int | None, time: int, flags: int) -> None:
    system = WindowsKernel()
    windows_job.enter_job(system, 1_000, seconds)
    assert system.limits == [(1_000, time, 1, flags)]
    assert system.entered == [(7, -1)]


@pytest.mark.parametrize("step", ["create", "set", "assign"])
def test_a_child_that_windows_does_not_bound_reads_nothing(step: str) -> None:
    with pytest.raises(OSError, match="not be bounded"):
        windows_job.enter_job(WindowsKernel(step), 1_000, 5)


def test_the_functions_of_windows_take_handles_as_wide_as_pointers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = SimpleNamespace(**{name: SimpleNamespace() for name in SYSTEM})
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_a, **_k: library, raising=False)
    system = windows_job.kernel()
    assert system.CreateJobObjectW.restype is system.GetCurrentProcess.restype is ctypes.c_void_p
    assert len(system.SetInformationJobObject.argtypes) == 4


def test_a_child_on_windows_bounds_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    system = WindowsKernel()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows_job, "kernel", lambda: system)
    limit_this_process(3)
    child.grant_time(3)
    assert system.entered == [(7, -1)]
    assert not child.has_passed_its_limits(-9)


SYSTEM = (
    "CreateJobObjectW",
    "SetInformationJobObject",
    "GetCurrentProcess",
    "AssignProcessToJobObject",
)


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="64 bits")
def test_the_limits_are_laid_out_as_windows_reads_them() -> None:
    assert ctypes.sizeof(windows_job.Limits) == 144
    assert windows_job.Limits.process_memory.offset == 112


def test_a_child_bounds_itself_before_it_sees_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    for module in (table_child, pdf_pages):
        monkeypatch.setattr(module, "be_silent", lambda: done.append("silent"))
    monkeypatch.setattr(table_child, "limit_this_process", done.append)
    monkeypatch.setattr(table_child, "answer_once", done.append)
    monkeypatch.setattr(pdf_pages, "limit_this_process", lambda: done.append("pdf"))
    monkeypatch.setattr(pdf_pages, "grant_time", done.append)

    def answer(pipe: Connection, before_each: Callable[[], None]) -> None:
        before_each()
        done.append(pipe)

    monkeypatch.setattr(pdf_pages, "answer_all", answer)
    ours, theirs = Pipe()
    table_child.serve(theirs)
    pdf_pages.serve(theirs)
    bound = [pdf_pages.CPU_SECONDS, theirs]
    assert done == ["silent", table_child.CPU_SECONDS, theirs, "silent", "pdf", *bound]
    ours.close()


def test_a_child_says_nothing_on_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    child_process = multiprocessing.get_context("spawn").Process(target=speaking)
    child_process.start()
    child_process.join()
    assert (child_process.exitcode, capfd.readouterr().err) == (1, "")


def speaking() -> None:
    """A child whose library says on the screen that it gives up."""
    child.be_silent()
    os.write(2, b"panicked")
    raise SystemError("panicked")


# The table's child, its work done here ----------------------------------------------------------


def answered(name: str, data: bytes) -> Any:
    ours, theirs = Pipe()
    ours.send((name, data))
    answer_once(theirs)
    answer = receive(ours, PlainFile, PlainTable)
    while answer[0] == "rows":
        answer = receive(ours, PlainFile, PlainTable)
    return answer


def test_a_table_is_answered() -> None:
    kind, plain = answered("x.csv", b"a;b\n1;2\n")
    assert (kind, plain.tables[0].rows) == ("read", [["a", "b"], ["1", "2"]])


def test_a_refusal_is_answered() -> None:
    kind, text, *values = answered("x.csv", b"")
    assert (kind, values) == ("refused", [{"file": "x.csv"}, None, None])
    assert "is empty" in text


def test_a_lack_of_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(*_: object) -> PlainFile:
        raise MemoryError

    monkeypatch.setattr(table_child, "read_plain", burst)
    kind, text, *_values = answered("x.csv", b"a")
    assert kind == "refused"
    assert "more memory or time" in text


def test_rows_are_told_as_they_are_read() -> None:
    ours, theirs = Pipe()
    read_plain(b"a;b\n" * 1200, "x.csv", theirs)
    assert [receive(ours) for _ in range(2)] == [("rows", 500), ("rows", 1000)]


def test_a_table_of_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_child, "MOST_CELLS", 25)
    assert read_plain(b"a;b;c\n1;2;3\n", "x.csv").tables[0].rows[1] == ["1", "2", "3"]
    with pytest.raises(Failure, match="more than 25 cells"):
        read_plain(b"a;b;c\n1;2;3\n4;5;6\n", "x.csv")


def test_a_table_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_child, "MOST_ROWS", 300)
    with pytest.raises(Failure, match="more than 300 rows, blank ones included"):
        read_plain(b"a;b\n" + b";\n" * 300 + b"1;2", "x.csv")


def test_reading_stops_at_a_great_gap_and_says_so() -> None:
    cut = read_plain(b"a;b\n" + b";\n" * 300 + b"1;2\n", "x.csv")
    assert (cut.tables[0].is_cut, cut.tables[0].rows) == (True, [["a", "b"]])
    assert as_source(cut, "x.csv", "0", "x").is_cut
    whole = read_plain(b"a;b\n" + b";\n" * 300, "x.csv")
    assert (whole.tables[0].is_cut, len(whole.tables[0].rows)) == (False, 1)


# The parent, when the child misbehaves ----------------------------------------------------------


def silent(pipe: Connection) -> None:
    """A child that the file keeps busy for ever."""
    pipe.recv()
    pipe.recv()


def lying(pipe: Connection) -> None:
    """A child that the file took over."""
    pipe.recv()
    pipe.send(("read", "not a file"))


def dying(pipe: Connection) -> None:
    """A child that the file ends at once."""
    os._exit(1)


def busy(pipe: Connection) -> None:
    """A child that the file keeps at work for ever, until its time is up."""
    limit_this_process(1)
    while True:
        pass


def hungry(pipe: Connection) -> None:
    """A child that the file makes ask for memory without end, as the library does: it aborts."""
    limit_this_process(4)
    held: list[bytearray] = []
    try:
        while len(held) < 100:
            held.append(bytearray(b"x" * 8 * 1024 * 1024))
    except MemoryError:
        os.abort()
    pipe.send(("read", PlainFile("csv", [])))


def aborting(pipe: Connection) -> None:
    """A child in which the library gives up."""
    os.abort()


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        (silent, "more memory or time"),
        (busy, "more memory or time"),
        (hungry, "more memory or time"),
        (aborting, "more memory or time"),
        (dying, "damaged or abnormal"),
    ],
)
def test_a_child_that_hangs_or_dies_is_told(
    behaviour: Any, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(source_files, "serve", behaviour)
    monkeypatch.setattr(source_files, "PATIENCE", 1.0 if behaviour is silent else 60.0)
    (tmp_path / "x.csv").write_bytes(b"a;b")
    with pytest.raises(Failure, match=told):
        read_source(tmp_path / "x.csv")


def test_a_child_that_answers_something_else_is_told_as_damage(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(source_files, "serve", lying)
    (tmp_path / "x.csv").write_bytes(b"a;b")
    with pytest.raises(Failure, match="damaged or abnormal"):
        read_source(tmp_path / "x.csv")


# The child of the PDF, its work done here -------------------------------------------------------


def asked(*requests: tuple[str, tuple[object, ...]]) -> list[Any]:
    ours, theirs = Pipe()
    worker = Thread(target=answer_all, args=(theirs,))
    worker.start()
    answers = []
    for request in requests:
        ours.send(request)
        answers.append(receive(ours))
    ours.close()
    worker.join()
    return answers


def test_pages_are_answered_one_request_after_the_other() -> None:
    opened, size, image, places, unknown = asked(
        ("open", (PIECE.read_bytes(),)),
        ("size", (0,)),
        ("render", (0, 200, 90)),
        ("search", ("Béthune",)),
        ("nothing", ()),
    )
    assert opened == (True, (4, False, True))
    assert [round(side) for side in size[1]] == [595, 842]
    assert image[1][0] == 200
    assert places[1][0][0] == 0
    assert unknown == (False, "KeyError")


def test_a_broken_pdf_is_told() -> None:
    ((is_fine, _kind),) = asked(("open", (b"%PDF",)))
    assert is_fine is False


def test_a_pdf_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with PdfPages(PIECE.read_bytes()) as pages:
        monkeypatch.setattr(pdf_pages, "PATIENCE", 0.0)
        with pytest.raises(Failure, match="can't be shown"):
            pages.render(0, 4000)
