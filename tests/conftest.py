"""What every test relies on: no display, French, and no warning that passes unseen."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from euralens_desk.i18n import set_language

# The same examples at each run, so that a check tells of the change and not of the draw; new ones are
# looked for on purpose, with --hypothesis-profile=explore.
settings.register_profile("project", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=3000)
settings.load_profile("project")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what the tests, and what they start, write elsewhere in one folder that is removed."""
    home = tempfile.TemporaryDirectory(prefix="euralens-tests-")
    config.add_cleanup(home.cleanup)
    # What the program and its children write for a while goes with them; pytest keeps its own place.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
    Path(home.name).chmod(0o1777)  # as the one it stands for: some tests act as another person
    os.environ["TMPDIR"] = tempfile.tempdir = home.name
    for folder in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[folder] = home.name
    os.environ["LOCALAPPDATA"] = home.name


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the larger sets of the slow tests")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    left_out = [item for item in items if "slow" in item.keywords]
    items[:] = [item for item in items if "slow" not in item.keywords]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(autouse=True)
def _in_french() -> None:
    set_language("fr")


@pytest.fixture(autouse=True)
def _no_unseen_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    unseen = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not unseen, unseen[0].getMessage()
