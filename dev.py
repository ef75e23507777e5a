#!/usr/bin/env python3
"""Set up and drive the project: run, test, check, bench, shots, i18n, lock.

Needs Python 3.11 and pip only. It makes ``.venv`` without pip and aims the system pip at it, so it
works where python3-venv is missing. On Debian, as root, it installs the system libraries of Qt;
otherwise it prints the one line that does.
"""

from __future__ import annotations

import argparse
import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}

LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "glib-2.0": "libglib2.0-0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "xkbcommon": "libxkbcommon0",
}
"""Without these nothing of Qt can be imported on Linux."""
SCREEN_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-shape": "libxcb-shape0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}
"""Needed besides to open a window under X11."""


def main() -> int:
    """Run one verb and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on to the tool")
    options = parser.parse_args()
    return VERBS[options.verb](options.rest)


# Setting up -------------------------------------------------------------------------------------


def prepare(kind: str) -> None:
    """Make the environment of a kind (« run » or « dev ») match its lock file."""
    if sys.version_info < (3, 11):
        sys.exit("Euralens Desk needs Python 3.11 or newer.")
    _install_system_libraries()
    if not PYTHON.exists():
        import venv

        venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(VENV)
    _install_locked(kind)
    _compile_catalogues()


def _install_locked(kind: str) -> None:
    lock = ROOT / LOCKS[kind]
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f".{kind}-stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    print(f"Installing {lock.name} into .venv …", flush=True)
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "--disable-pip-version-check"]
    options = ["--only-binary", ":all:", "--require-hashes", "--no-deps", "--quiet"]
    _call([*pip, "install", *options, "-r", str(lock)])
    stamp.write_text(digest)


def _install_system_libraries() -> None:
    """Install what Qt needs of the system, or say the one line that does."""
    if sys.platform != "linux":
        return
    wanted = LIBRARIES | (SCREEN_LIBRARIES if _has_display() else {})
    missing = [package for name, package in wanted.items() if not ctypes.util.find_library(name)]
    if not _has_pip():
        missing.append("python3-pip")
    if not missing:
        return
    line = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"Some system libraries are missing. Run:\n  sudo {' '.join(line)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _call(["apt-get", "update", "-qq"], environment)
    _call([*line, "-qq"], environment)


def _has_pip() -> bool:
    found = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True)
    return found.returncode == 0


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _call(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    code = subprocess.run(command, env=environment, cwd=ROOT).returncode
    if code:
        sys.exit(f"« {' '.join(command[:4])} … » failed with code {code}.")


def _compile_catalogues() -> None:
    _call([str(PYTHON), "-m", "tools.catalogues", "compile"])


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def _python(*arguments: str, **more: str) -> int:
    command = [str(PYTHON), *arguments]
    return subprocess.run(command, cwd=ROOT, env=_environment(**more)).returncode


# Verbs ------------------------------------------------------------------------------------------


def run(rest: Sequence[str]) -> int:
    """Open the window; without a display, build the sample campaign and its documents."""
    prepare("run")
    if _has_display():
        return _python("-m", "euralens_desk", *rest)
    out = ROOT / "out" / "demo"
    print("No display here: the main job is done without a window.", flush=True)
    done = _python("-m", "euralens_desk", "demo", str(out), QT_QPA_PLATFORM="offscreen")
    pictures = ("-m", "tools.screenshots", str(out / "captures"))
    return done or _python(*pictures, QT_QPA_PLATFORM="offscreen")


def test(rest: Sequence[str]) -> int:
    """Run the tests with pytest, on two workers unless told otherwise."""
    prepare("dev")
    workers = [] if any(word.startswith("-n") for word in rest) else ["-n", "2"]
    return _python("-m", "pytest", "-q", *workers, *rest, QT_QPA_PLATFORM="offscreen")


def check(rest: Sequence[str]) -> int:
    """Check format, lint, types, layers, catalogues, licences and tests; all is always tried."""
    prepare("dev")
    failed = [name for name, step in CHECKS.items() if name not in rest and _step(name, step)]
    print("Everything holds." if not failed else f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


def _step(name: str, arguments: Sequence[str]) -> int:
    print(f"== {name}", flush=True)
    return _python(*arguments, QT_QPA_PLATFORM="offscreen")


LICENCES = (
    "GPL v3;GNU General Public License v3 (GPLv3);GNU Affero General Public License v3;"
    "AGPL-3.0;GPL-3.0-only;GPL-2.0-only"
)

CHECKS = {
    "format": ("-m", "ruff", "format", "--check", "."),
    "lint": ("-m", "ruff", "check", "."),
    "types": ("-m", "mypy"),
    "layers": ("-c", "from importlinter.cli import lint_imports_command as l; l()"),
    "catalogues": ("-m", "tools.catalogues", "check"),
    "licences": ("-m", "piplicenses", "--fail-on", LICENCES, "--summary"),
    "tests": ("-m", "pytest", "-q", "-n", "2", "--cov", "--cov-report=", "--cov-fail-under=0"),
    "coverage": ("-m", "tools.coverage_floors"),
}


def bench(rest: Sequence[str]) -> int:
    """Run the benchmarks: ratios against a floor or a peer in the same run."""
    prepare("dev")
    return _python("-m", "benchmarks", *rest, QT_QPA_PLATFORM="offscreen")


def shots(rest: Sequence[str]) -> int:
    """Take the screenshots of docs/screenshots."""
    prepare("dev")
    return _python("-m", "tools.screenshots", *rest, QT_QPA_PLATFORM="offscreen")


def i18n(rest: Sequence[str]) -> int:
    """Compile the catalogues, or « check » them, or list what « missing » a translation."""
    prepare("dev")
    return _python("-m", "tools.catalogues", *(rest or ["check"]))


def lock(rest: Sequence[str]) -> int:
    """Write the two lock files anew from pyproject.toml."""
    prepare("dev")
    command = ["-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
    first = _python(*command, "pyproject.toml", "-o", LOCKS["run"], *rest)
    return first or _python(*command, "--extra", "dev", "pyproject.toml", "-o", LOCKS["dev"], *rest)


VERBS = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "shots": shots,
    "i18n": i18n,
    "lock": lock,
}

if __name__ == "__main__":
    sys.exit(main())
