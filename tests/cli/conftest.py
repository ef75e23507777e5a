"""The command line on a campaign with the dossiers of 2022, run in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from euralens_desk import cli, composition
from euralens_desk.sample import build_sample


@dataclass(frozen=True, slots=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Told]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))

    def ran(*words: object) -> Told:
        capsys.readouterr()
        code = cli.main([str(word) for word in words])
        told = capsys.readouterr()
        return Told(code, told.out, told.err)

    return ran


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample campaign, built once; never open it itself."""
    path = tmp_path_factory.mktemp("sample") / "Promotion 2022.euralens"
    build_sample(path).close()
    return path


@pytest.fixture
def campaign(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "promotion.euralens"))


def head(path: Path) -> str:
    """Return what the journal of a campaign ends with."""
    opened = composition.open_campaign(path, read_only=True)
    try:
        return opened.journal_head
    finally:
        opened.close()
