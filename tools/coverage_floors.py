"""Hold the floors of branch coverage."""

from __future__ import annotations

import sys
from contextlib import suppress

from coverage import Coverage
from coverage.exceptions import NoDataError

FLOORS = {
    "euralens_desk/domain/*": 100.0,
    "euralens_desk/usecases/*": 100.0,
    "euralens_desk/exchange/*": 99.0,
    "euralens_desk/storage/*": 95.0,
    "euralens_desk/reports/*": 94.0,
    "euralens_desk/cli.py": 96.0,
    "euralens_desk/*": 92.0,
}
"""What is held today, and only rises: the aim is 100 on the core and exchange, 90 overall."""


def main() -> int:
    """Report each floor; 1 when one is missed."""
    coverage = Coverage()
    with suppress(NoDataError):
        coverage.combine(keep=True)
    coverage.load()
    missed = 0
    for pattern, floor in FLOORS.items():
        reached = coverage.report(include=[pattern], skip_covered=True, show_missing=True)
        print(f"{pattern}: {reached:.2f} %, at least {floor:.0f} %")
        missed += reached < floor
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
