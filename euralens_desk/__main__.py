"""Run the program: ``python -m euralens_desk``."""

from __future__ import annotations

import sys

from euralens_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
