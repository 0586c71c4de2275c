"""One measurement in a process of its own: python -m tests.bench.one MODULE FUNCTION FOLDER."""

from __future__ import annotations

import importlib
import json
import resource
import sys
from pathlib import Path


def main() -> None:
    """Print what the function found as JSON, and the peak memory of this process in MB."""
    module, function, folder = sys.argv[1:]
    measure = getattr(importlib.import_module(f"tests.bench.{module}"), function)
    found = measure(Path(folder))
    sys.stdout.write(json.dumps({**found, "peak_mb": peak_mb()}) + "\n")


def peak_mb() -> float:
    """Return the most memory this process ever had. ru_maxrss may be its parent's instead."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # macOS says bytes


if __name__ == "__main__":
    main()
