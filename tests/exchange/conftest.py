"""What the tests of this room open, and leave."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    """Stores that a test opens beside those of the team, closed after it."""
    with ExitStack() as stack:
        yield stack
