"""Table plans against the known bound: how good, and how soon."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

from maillage.domain.mixing import Guest
from maillage.domain.seating import propose
from maillage.domain.vocabulary import World

CASES = {
    "60_people_3_rounds": ((30, 20, 10), 25, 10, 3),
    "60_people_6_rounds": ((30, 20, 10), 25, 10, 6),
    "200_people_4_rounds": ((90, 60, 35, 15), 60, 34, 4),
}
"""People of each world, organisations they come from, tables, rounds."""
TARGETS = {
    "60_people_3_rounds": (0, 1.0),
    "60_people_6_rounds": (11, 10.0),
    "200_people_4_rounds": (0, 20.0),
}
"""Pairs that may meet again at most, and seconds it may take."""


def plans(_: Path | None = None) -> dict[str, float]:
    """Return of each case the seconds, and how often pairs, organisations and mixes fail."""
    found: dict[str, float] = {}
    for case, (worlds, organisations, tables, rounds) in CASES.items():
        guests = room(worlds, organisations)
        began = time.perf_counter()
        plan = propose(guests, tables=tables, rounds=rounds)
        found[f"{case}_seconds"] = time.perf_counter() - began
        found[f"{case}_repeats"] = plan.quality.repeats
        found[f"{case}_colleagues"] = plan.quality.same_organisation
        found[f"{case}_uneven"] = plan.quality.balanced.n - plan.quality.balanced.part
    return found


def room(worlds: tuple[int, ...], organisations: int) -> list[Guest]:
    """Return people of each world, each of one organisation drawn at random."""
    chance = Random(1)
    each = [world for world, count in zip(World, worlds, strict=False) for _ in range(count)]
    return [
        Guest(f"g{n:03}", world, frozenset({f"o{chance.randrange(organisations)}"}))
        for n, world in enumerate(each)
    ]


def lines(run: dict[str, float], row: str) -> list[str]:
    """Return the lines of the bench's table: quality, seconds, and what was asked for."""
    said = []
    for case, (repeats, seconds) in TARGETS.items():
        kept = (
            f"{run[f'{case}_repeats']:g} again, {run[f'{case}_colleagues']:g} colleagues,"
            f" {run[f'{case}_uneven']:g} uneven"
        )
        target = f"≤ {repeats} again, 0, 0, < {seconds:g} s"
        name = f"table plan, {case.replace('_', ' ')}: {kept}"
        said.append(row.format(name, f"{run[f'{case}_seconds']:.2f} s", "", target))
    return said
