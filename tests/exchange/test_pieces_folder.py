"""Pieces out of folders and archives: listed, refused one by one, never extracted by name."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.attachment_matching import LARGEST, refused
from euralens_desk.domain.messages import Failure
from euralens_desk.exchange.pieces_folder import Pieces, list_pieces, read_piece
from euralens_desk.exchange.zip_members import MOST_FOLD

PDF = b"%PDF-1.7\n" + b"texte " * 40 + b"\n%%EOF\n"
Pack = Callable[[zipfile.ZipFile], None]


def archive(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return path


def told(path: Path) -> dict[str, str]:
    """Return why each file can't be taken; empty when it can."""
    return {file.name: str(refused(file) or "") for file in list_pieces(path)}


def snapshot(folder: Path) -> list[tuple[str, int, float]]:
    return sorted(
        (str(path), path.stat().st_size, path.stat().st_mtime) for path in folder.rglob("*")
    )


def test_a_folder_and_those_inside_it_are_listed_with_their_digest(tmp_path: Path) -> None:
    inner = tmp_path / "export" / "dossier-12345"
    inner.mkdir(parents=True)
    (inner / "plan.pdf").write_bytes(PDF)
    (tmp_path / "lettre.pdf").write_bytes(PDF)
    (tmp_path / ".cache").write_bytes(b"x")
    (tmp_path / "lien.pdf").symlink_to(tmp_path / "lettre.pdf")
    found = list_pieces(tmp_path)
    assert [file.name for file in found] == ["export/dossier-12345/plan.pdf", "lettre.pdf"]
    assert {file.sha256 for file in found} == {hashlib.sha256(PDF).hexdigest()}
    assert read_piece(tmp_path, "export/dossier-12345/plan.pdf") == PDF


def test_an_archive_is_listed_and_read_by_member(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "export.zip",
        ("export/dossier-7/plan-01-06-2022-09-30-77.pdf", PDF),
        ("__MACOSX/._plan.pdf", b"x"),
        ("export/dossier-7/.DS_Store", b"x"),
        ("export/Thumbs.db", b"x"),
        ("export/vide.pdf", b""),
    )
    plan, empty = list_pieces(path)
    assert (plan.name, plan.size, plan.head[:4]) == (
        "export/dossier-7/plan-01-06-2022-09-30-77.pdf",
        len(PDF),
        b"%PDF",
    )
    assert str(refused(empty)) == "the file is empty"
    assert read_piece(path, plan.name) == PDF
    with pytest.raises(Failure, match="can't be read any more"):
        read_piece(path, "export/rien.pdf")


def test_a_name_packed_on_a_mac_keeps_its_accents(tmp_path: Path) -> None:
    path = archive(tmp_path / "mac.zip", ("fore\u0302t é.pdf", PDF))
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(mark) + place
        data[start : start + 2] = b"\0\0"
    path.write_bytes(data)
    (file,) = list_pieces(path)
    assert file.name == "fore\u0302t é.pdf"
    assert read_piece(path, file.name) == PDF


def link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


HOSTILE = [
    ("../dehors.pdf", "outside"),
    ("a/../../dehors.pdf", "outside"),
    ("/etc/dehors.pdf", "outside"),
    ("C:\\Windows\\dehors.pdf", "outside"),
    ("a\\..\\..\\dehors.pdf", "outside"),
    ("CON.pdf", "Windows"),
    ("dossier/aux", "Windows"),
    ("LPT1.pdf", "Windows"),
    ("x" * 300 + ".pdf", "too long"),
    ("tabu\tlation.pdf", "characters"),
    ("paquet.zip", "archive"),
    ("paquet.tar.gz", "archive"),
]


@pytest.mark.parametrize(("name", "reason"), HOSTILE)
def test_a_hostile_name_is_told_and_the_others_go_on(
    name: str, reason: str, tmp_path: Path
) -> None:
    box = tmp_path / "in"
    box.mkdir()
    path = archive(box / "a.zip", (name, PDF), ("sain.pdf", PDF))
    before = snapshot(tmp_path)
    bad, good = list_pieces(path)
    assert reason in str(refused(bad))
    assert refused(good) is None
    assert Pieces([path]).read("sain.pdf") == PDF
    with pytest.raises(Failure):
        read_piece(path, bad.name)
    assert snapshot(tmp_path) == before


def test_a_link_a_nul_and_a_name_that_stands_twice_are_told(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = archive(
            tmp_path / "a.zip", (link("lien.pdf"), b"/etc/passwd"), ("x.pdf", PDF), ("x.pdf", PDF)
        )
    reasons = [str(refused(file) or "") for file in list_pieces(path)]
    assert reasons == [
        "it is a link, not a file",
        "",
        "another file of the archive has this name",
    ]
    data = archive(tmp_path / "b.zip", ("nXl.pdf", PDF)).read_bytes().replace(b"nXl", b"n\0l")
    (tmp_path / "b.zip").write_bytes(data)
    ((_, reason),) = told(tmp_path / "b.zip").items()
    assert "characters" in reason


def flagged(data: bytes, flag: int = 0, method: int | None = None) -> bytes:
    """Return an archive whose members carry another flag or another packing method."""
    made = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = made.index(mark) + place
        old, packed = struct.unpack_from("<HH", made, start)
        struct.pack_into("<HH", made, start, old | flag, packed if method is None else method)
    return bytes(made)


@pytest.mark.parametrize(
    ("flag", "method", "reason"),
    [(1, None, "password"), (0, 14, "not read here"), (0, 12, "not read here")],
)
def test_a_member_that_can_t_be_unpacked_is_told(
    flag: int, method: int | None, reason: str, tmp_path: Path
) -> None:
    path = archive(tmp_path / "a.zip", ("x.pdf", PDF))
    path.write_bytes(flagged(path.read_bytes(), flag, method))
    assert reason in told(path)["x.pdf"]


def test_a_damaged_member_is_told(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("x.pdf", os.urandom(5_000)))
    data = bytearray(path.read_bytes())
    data[2_000:2_010] = b"\0" * 10
    path.write_bytes(data)
    assert told(path) == {"x.pdf": "it is damaged in the archive"}


def test_a_bomb_is_stopped_early_and_a_large_piece_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked: Counter[str] = Counter()
    read = zipfile.ZipExtFile.read

    def counted(stream: zipfile.ZipExtFile, size: int | None = -1) -> bytes:
        data = read(stream, size)
        unpacked[stream.name] += len(data)
        return data

    path = archive(
        tmp_path / "bombe.zip",
        ("bombe.pdf", b"%PDF" + b"\0" * (LARGEST - 10)),
        ("lourd.pdf", b"%PDF" + os.urandom(LARGEST)),
    )
    with zipfile.ZipFile(path) as packed:
        most = packed.getinfo("bombe.pdf").compress_size * MOST_FOLD
    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    assert told(path) == {
        "bombe.pdf": "it is abnormal: far larger than its packed size",
        "lourd.pdf": "the file exceeds 20 MB",
    }
    assert unpacked == {"bombe.pdf": most + 1, "lourd.pdf": LARGEST + 1}
    assert most + 1 < LARGEST / 4


def test_an_archive_of_too_many_files_or_none_at_all_is_refused(tmp_path: Path) -> None:
    many = archive(tmp_path / "a.zip", *((f"{place}.txt", b"") for place in range(2_001)))
    with pytest.raises(Failure, match="more than 2,000"):
        list_pieces(many)
    fake = tmp_path / "b.zip"
    fake.write_bytes(PDF)
    with pytest.raises(Failure, match="damaged or abnormal"):
        list_pieces(fake)
    cut = tmp_path / "c.zip"
    cut.write_bytes(archive(tmp_path / "d.zip", ("x.pdf", PDF)).read_bytes()[:-30])
    with pytest.raises(Failure, match="damaged or abnormal"):
        list_pieces(cut)
    crowd = tmp_path / "crowd"
    crowd.mkdir()
    for place in range(2_001):
        (crowd / f"{place}.txt").touch()
    with pytest.raises(Failure, match="more than 2,000"):
        list_pieces(crowd)


def test_an_archive_that_lies_about_its_list_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("x.pdf", PDF))
    data = bytearray(path.read_bytes())
    struct.pack_into("<H", data, data.rindex(b"PK\x05\x06") + 10, 60_000)
    path.write_bytes(data)
    with pytest.raises(Failure, match="more than 2,000"):
        list_pieces(path)


def test_the_files_of_several_places_have_names_of_their_own(tmp_path: Path) -> None:
    first, second = tmp_path / "un" / "plan.pdf", tmp_path / "deux" / "plan.pdf"
    for path, data in ((first, PDF), (second, PDF + b"%%EOF")):
        path.parent.mkdir()
        path.write_bytes(data)
    packed = archive(tmp_path / "a.zip", ("plan.pdf", PDF))
    pieces = Pieces([first, second, packed])
    assert [file.name for file in pieces.files][:2] == ["plan.pdf", "deux/plan.pdf"]
    assert pieces.read("deux/plan.pdf") == PDF + b"%%EOF"
    assert len(pieces.files) == 3
    first.write_bytes(PDF + b"autre %%EOF")
    with pytest.raises(Failure, match="changed since"):
        pieces.read("plan.pdf")


def test_listing_can_be_interrupted(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("x.pdf", PDF), ("y.pdf", PDF))

    def stop(done: int, total: int) -> None:
        assert total == 2
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list_pieces(path, stop)


@given(st.binary(max_size=80), st.integers(0, 400))
def test_a_mutated_archive_is_read_or_refused(noise: bytes, place: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("dossier-1/x.pdf", PDF)
    data = made.getvalue()
    place = min(place, len(data))
    path = Path(os.environ["XDG_CACHE_HOME"]) / f"mutated-{os.getpid()}.zip"
    path.write_bytes(data[:place] + noise + data[place + len(noise) :])
    try:
        files = list_pieces(path)
    except Failure:
        return
    assert all(file.problem or len(file.sha256) == 64 for file in files)
