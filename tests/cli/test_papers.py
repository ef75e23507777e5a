"""The folder of a meeting by the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from euralens_desk.cli import main
from euralens_desk.composition import open_campaign
from euralens_desk.usecases import meetings
from euralens_desk.usecases.lookup import committee_with_code


def test_the_papers_of_a_meeting_go_to_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "Promotion 2022.euralens", tmp_path / "sortie"
    out.mkdir()
    assert main(["create", str(path), "--title", "Promotion 2022", "--year", "2022"]) == 0
    file = open_campaign(path)
    experts = committee_with_code(file, "experts").id
    meetings.prepare_meeting(file, experts, meetings.MeetingDetails(date(2022, 11, 8)))
    file.close()
    capsys.readouterr()
    command = ["papers", str(path), "--meeting", "2022-11-08", "--out", str(out), "--json"]
    assert main(command) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["meeting"] == "2022-11-08"
    assert Path(told["folder"]).parent == out
    assert [Path(name).name[:2] for name in told["files"]] == [f"{n} " for n in range(1, 7)]
    again = tmp_path / "encore"
    again.mkdir()
    assert main([*command[:5], str(again)]) == 0
    assert Path(capsys.readouterr().out.strip()).parent == again
    assert main(command) != 0
    assert "existe déjà" in capsys.readouterr().err
    assert main(["papers", str(path), "--meeting", "2022-12-01", "--out", str(out)]) != 0
