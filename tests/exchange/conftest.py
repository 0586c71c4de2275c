"""Two laptops of the team by name, and what the tests of this room open beside them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from tests.stores import Laptop, Team, cheap_words

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    """Stores that a test opens beside those of the team, closed after it; words cost it little."""
    with cheap_words(), ExitStack() as stack:
        yield stack


@pytest.fixture
def first(team: Team) -> Laptop:
    """The coordination's laptop."""
    return team.four[0]


@pytest.fixture
def accueil(team: Team) -> Laptop:
    """The laptop at the door."""
    return team.four[1]
