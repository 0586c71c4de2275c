"""Random histories on five laptops, held against an independent model."""

from __future__ import annotations

import faulthandler
import random

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import get_state_machine_test, run_state_machine_as_test
from tests.histories.misfortunes import Misfortunes
from tests.stores import Team

from maillage.exchange import limits


class Histories(Misfortunes):
    """All that people do and all that befalls them; every rule is in tests/histories."""


class LongHistories(Histories):
    """The same, with folders copied and laptops lost again and again."""

    most_copies = most_losses = 50


PARTS = 4
HISTORIES = settings(
    max_examples=200,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be read a few lines at a time, as large ones are."""
    monkeypatch.setattr(limits, "STEP", 2_000)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.usefixtures("in_parts")
def test_two_hundred_random_histories_end_as_the_model_says(team: Team, part: int) -> None:
    """In parts that several processes share, each from a seed of its own.

    A failure is printed as it was found, with what replays it: to look for a shorter one
    takes minutes, and is for the long run.
    """
    each = HISTORIES.max_examples // PARTS
    some = settings(HISTORIES, max_examples=each, phases=[Phase.generate])
    histories = get_state_machine_test(lambda: Histories(team), settings=some)
    seed(f"{random.getrandbits(64)} {part}")(histories)()


@pytest.mark.parametrize("team", ["hub"], indirect=True)
@pytest.mark.usefixtures("in_parts")
def test_a_few_histories_of_laptops_and_hubs_end_as_the_model_says(team: Team) -> None:
    few = settings(HISTORIES, max_examples=3)
    run_state_machine_as_test(lambda: Histories(team), settings=few)


@pytest.mark.long
@pytest.mark.usefixtures("in_parts")
def test_ten_thousand_long_histories_end_as_the_model_says(
    team: Team, request: pytest.FixtureRequest
) -> None:
    """As many as ``--histories`` says; another ``--hypothesis-seed`` makes others."""
    # It takes hours; and to dump where Python stands, asked for after minutes, may end it.
    faulthandler.cancel_dump_traceback_later()
    many = request.config.getoption("--histories")
    run_state_machine_as_test(
        lambda: LongHistories(team),
        settings=settings(HISTORIES, max_examples=many, stateful_step_count=50),
    )
