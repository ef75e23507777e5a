"""Settings survive, and a broken file is no reason to stop."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from euralens_desk.settings import MOST_RECENT, Settings, Values

NOW = datetime(2022, 11, 8, tzinfo=UTC)


def test_settings_are_kept(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.change(theme="dark", text_size=130, rail_collapsed=True)
    settings.remember(tmp_path / 'é "x".euralens', NOW)
    assert Settings(tmp_path).values == settings.values


def test_recent_files_are_few_and_once_each(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for turn in range(20):
        settings.remember(tmp_path / f"{turn}.euralens", NOW)
    settings.remember(tmp_path / "15.euralens", NOW)
    paths = [Path(recent.path).stem for recent in settings.values.recent]
    assert (len(paths), paths[:2]) == (MOST_RECENT, ["15", "19"])
    settings.forget(str(tmp_path / "15.euralens"))
    assert Path(Settings(tmp_path).values.recent[0].path).stem == "19"


def test_what_makes_no_sense_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "pink"\ntext_size = 3\nrecent = [1]\n')
    assert Settings(tmp_path).values == Values()
    (tmp_path / "settings.toml").write_text("not toml =")
    assert Settings(tmp_path).values == Values()


def test_a_folder_that_refuses_does_not_stop_the_work(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    settings = Settings(blocked)
    settings.change(theme="dark")
    assert settings.values.theme == "dark"


def test_folded_sections_and_the_layout_are_kept(tmp_path: Path) -> None:
    Settings(tmp_path).change(folded=("opinions", "summary"), scoring_layout="touch")
    kept = Settings(tmp_path).values
    assert (kept.folded, kept.scoring_layout) == (("opinions", "summary"), "touch")


@pytest.mark.parametrize("written", ['folded = "summary"', "folded = 3", "scoring_layout = 1"])
def test_a_folded_list_that_is_none_counts_as_empty(tmp_path: Path, written: str) -> None:
    (tmp_path / "settings.toml").write_text(written, encoding="utf-8")
    kept = Settings(tmp_path).values
    assert (kept.folded, kept.scoring_layout) == ((), "automatic")
