"""Where Maillage begins: `maillage`, `python -m maillage`, and the packaged application."""

from __future__ import annotations

import sys

from maillage import app


def main() -> int:
    """Run Maillage with the arguments of this process; return the exit code."""
    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
