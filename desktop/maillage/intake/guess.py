"""What the columns of an unknown list mean: its headers' words first, then what the cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from maillage.intake import normalise
from maillage.intake.category import category
from maillage.intake.meaning import IN_ONE, NAMES, ColumnMap, Meaning, column_map
from maillage.intake.order import first_name_first
from maillage.intake.status import status
from maillage.intake.table import Table
from maillage.intake.wording import LONGEST_HEADER, asks_whether_they_come, by_words, is_second

SAMPLE = 200
"""Rows whose cells are looked at."""
MOST = 0.6
"""Of the cells that say something, how many must look alike for a column to be recognised."""


def guess(table: Table) -> ColumnMap:
    """Return what the columns of a list most likely mean; a person looks at it afterwards."""
    samples = [_sample(table, column) for column in range(len(table.headers))]
    found: dict[Meaning, int] = {}
    # A column that is empty says nothing, so another of the same name is taken if it is not.
    for column in sorted(
        range(len(samples)), key=lambda at: (not samples[at], is_second(table.headers[at]))
    ):
        if meaning := by_words(table.headers[column]):
            found.setdefault(meaning, column)
    taken = set(found.values())
    for meaning, looks_right in _LOOKS:
        for column, cells in enumerate(samples):
            if meaning in found or column in taken or not cells:
                continue
            if sum(map(looks_right, cells)) >= MOST * len(cells):
                found[meaning] = column
                taken.add(column)
    _names(found, samples, taken)
    _order(found, table)
    replies = [
        column
        for column, cells in enumerate(samples)
        if cells and column not in found.values() and asks_whether_they_come(table.headers[column])
        if sum(status(cell) is not None for cell in cells) >= MOST * len(cells)
    ]
    if replies:
        found.setdefault(Meaning.STATUS, replies[0])
    return column_map(found, table.headers)


def _sample(table: Table, column: int) -> list[str]:
    cells = (normalise.said(row.cells[column])[:LONGEST_HEADER] for row in table.rows[:SAMPLE])
    return [cell for cell in cells if cell]


def _names(found: dict[Meaning, int], samples: list[list[str]], taken: set[int]) -> None:
    """Find the names where no header says so, and see whether «Nom» holds both of them."""
    family = found.get(Meaning.FAMILY_NAME)
    if family is not None and Meaning.GIVEN_NAME not in found:
        # An alone «Nom» holds both names unless its cells are mostly single words.
        words = [len(cell.split()) for cell in samples[family]]
        if IN_ONE.isdisjoint(found) and sum(n > 1 for n in words) > MOST * len(words):
            found[Meaning.FULL_NAME] = found.pop(Meaning.FAMILY_NAME)
    if {Meaning.FAMILY_NAME, Meaning.GIVEN_NAME} <= found.keys():
        for both in IN_ONE & found.keys():
            del found[both]
    if not NAMES.isdisjoint(found):
        return
    likely = [
        column
        for column, cells in enumerate(samples)
        if column not in taken and cells and _look_like_names(cells)
    ]
    if likely and sum(len(cell.split()) > 1 for cell in samples[likely[0]]) > MOST * len(
        samples[likely[0]]
    ):
        found[Meaning.FULL_NAME] = likely[0]
    elif likely[1:]:
        family, given = likely[:2]
        if sum(map(str.isupper, samples[given])) > MOST * len(samples[given]):
            family, given = given, family
        found |= {Meaning.FAMILY_NAME: family, Meaning.GIVEN_NAME: given}


def _order(found: dict[Meaning, int], table: Table) -> None:
    """Read a column that asks for the last name first as people filled it in."""
    names = found.get(Meaning.LAST_FIRST)
    if names is None or Meaning.FULL_NAME in found:
        return
    mail = found.get(Meaning.EMAIL)
    rows = [row.cells for row in table.rows[:SAMPLE]]
    if first_name_first((cells[names], "" if mail is None else cells[mail]) for cells in rows):
        found[Meaning.FULL_NAME] = found.pop(Meaning.LAST_FIRST)


def _look_like_names(cells: Iterable[str]) -> bool:
    cells = list(cells)
    right = sum(bool(_NAME.fullmatch(cell)) for cell in cells)
    # A column of choices repeats itself, names hardly do.
    return right >= 0.9 * len(cells) and len(set(cells)) > len(cells) / 2


_NAME = re.compile(r"(?=.{2,60}$)[^\W\d_]+(?:[ '’.-]+[^\W\d_]+){0,3}\.?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"(?=(?:\D*\d){9,13}\D*$)\+?[\d .()/-]{9,22}")
_DIGITS = re.compile(r"\d{13,14}")


def _is_category(cell: str) -> bool:
    return category(cell)[0] is not None


def _is_phone(cell: str) -> bool:
    return bool(_PHONE.fullmatch(cell)) and normalise.phone(cell)[1] is None


_LOOKS: tuple[tuple[Meaning, Callable[[str], bool]], ...] = (
    (Meaning.EMAIL, lambda cell: bool(_EMAIL.fullmatch(cell))),
    (
        Meaning.SIRET,
        lambda cell: (
            bool(_DIGITS.fullmatch(cell.replace(" ", ""))) and normalise.siret(cell)[1] is None
        ),
    ),
    (Meaning.PHONE, _is_phone),
    (Meaning.POSTCODE, lambda cell: normalise.postcode(cell)[1] is None),
    (Meaning.CATEGORY, _is_category),
)
