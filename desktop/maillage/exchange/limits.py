"""What no honest file reaches: everything a received file can ask for is bounded."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, datetime

MOST_SEALED = 200 * 1024 * 1024
"""Bytes of a received file."""
MOST_CONTENT = 1024 * 1024 * 1024
"""Bytes it may unfold to."""
MOST_RATIO = 100
"""Times its size that a file may unfold to; records unfold to six times or so."""
MOST_LINE = 1024 * 1024
"""Bytes of one line: one operation, or one content in base64."""
MOST_LINES = 5_000_000
"""Operations, erasures and contents in one file."""
MOST_ATTACHED = 128 * 1024 * 1024
"""Bytes of the contents that one file takes along: two hundred photos or so."""
MOST_NUMBER = 2**53 - 1
EARLIEST = int(datetime(MINYEAR + 1, 1, 1, tzinfo=UTC).timestamp()) * 1000
LATEST = int(datetime(MAXYEAR, 1, 1, tzinfo=UTC).timestamp()) * 1000 - 1
"""Milliseconds: what can be told as a date in any zone."""
LONGEST_NAME = 300
"""Characters in the name of a device."""
MOST_INTRODUCTIONS = 100_000
"""Lines that speak of devices and invitations."""
MOST_AT_HAND = 48 * 1024 * 1024
"""Bytes of unfolded content that wait in memory to be merged; what is beyond is read twice."""
STEP = 1024 * 1024
"""Bytes unfolded at a time."""
