"""The plan thrown on a wall: as large as the page allows, and turned by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from maillage.ui.seating import projected, wall


def test_the_projected_plan_is_turned_by_keys_and_escape_leaves(qtbot, planned):
    planned._project.trigger()
    shown = planned._projected
    qtbot.waitUntil(shown.isVisible)
    assert "Ada Durand" in shown.board.accessibleName()
    shown.resize(1366, 768)
    qtbot.waitUntil(lambda: shown.buttons.geometry().bottom() < shown.board.geometry().top())
    assert shown.where.text() == ""
    shown.resize(960, 300)
    qtbot.waitUntil(lambda: shown.buttons.geometry().top() > shown.board.geometry().bottom())
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    assert shown.title.text() == "Tour 2"
    qtbot.keyClick(shown, Qt.Key.Key_N)
    assert shown.board.accessibleName().startswith("A: Ada Durand")
    qtbot.keyClick(shown, Qt.Key.Key_I)
    assert "Ada D. " in shown.board.accessibleName()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: planned._projected is None)


def blocks(tables, people):
    return [
        wall.Block(f"Table {n}", tuple(wall.Name("other", f"Nom {n}-{m}") for m in range(people)))
        for n in range(1, tables + 1)
    ]


def width_of(text, size):
    return len(text) * size * 0.5


def test_a_small_plan_is_as_large_as_one_page_allows_and_a_full_one_takes_several():
    room, sizes = (1366.0, 600.0), range(56, 21, -2)
    small = wall.fit(blocks(4, 5), room, width_of, sizes=sizes)
    full = wall.fit(blocks(34, 6), room, width_of, sizes=sizes)
    assert len(small.pages) == 1
    assert small.size > full.size >= 22
    assert len(full.pages) > 1
    for found in (small, full):
        for page in found.pages:
            for placed in page:
                assert placed.y + placed.block.height(found.line) <= room[1] + 1
                assert placed.x + found.column <= room[0] + 1
    shown = [one.name for page in full.pages for placed in page for one in placed.block.names]
    assert len(set(shown)) == 34 * 6


@pytest.mark.parametrize(("tables", "people"), [(2, 6), (10, 6), (34, 6), (25, 8)])
@pytest.mark.parametrize("room", [(1848.0, 964.0), (1294.0, 652.0)])
def test_a_plan_fills_the_screen_it_is_thrown_on(tables, people, room):
    sizes = projected.sizes(round(room[1] + 116))
    found = wall.fit(blocks(tables, people), room, width_of, sizes=sizes)
    first = found.pages[0]
    across = max(placed.x for placed in first) + found.column
    down = max(placed.y + placed.block.height(found.line) for placed in first)
    assert across * down >= 0.8 * room[0] * room[1]
    columns = {placed.x for page in found.pages for placed in page}
    assert len(columns) * found.column == pytest.approx(room[0])
    assert [len(page) for page in found.pages][-1] * 2 >= len(first)


def test_at_200_percent_the_letters_are_as_large_on_the_screen_and_as_few_pages():
    whole = wall.fit(blocks(10, 6), (1294.0, 652.0), width_of, sizes=projected.sizes(768))
    half = wall.fit(blocks(10, 6), (611.0, 254.0), width_of, sizes=projected.sizes(384, 2.0))
    assert projected.sizes(384, 2.0)[-1] * 2 >= projected.sizes(768)[-1] - 1
    assert len(half.pages) == len(whole.pages) == 1


def test_tables_stand_in_the_order_in_which_one_reads():
    tables = [*blocks(10, 6), *blocks(1, 5)]
    found = wall.fit(tables, (1294.0, 652.0), width_of, sizes=projected.sizes(768))
    (page,) = found.pages
    assert [placed.block for placed in page] == tables
    assert [(placed.y, placed.x) for placed in page] == sorted((p.y, p.x) for p in page)
    assert 1 < len({placed.y for placed in page}) < len({placed.x for placed in page})


def test_one_endless_name_does_not_make_the_others_small():
    endless = wall.Block("Table 1", (wall.Name("other", "x" * 10_000),))
    found = wall.fit([endless, *blocks(9, 6)], (1920.0, 900.0), width_of, sizes=range(56, 21, -2))
    assert len(found.pages) == 1
    assert found.size >= 24


def test_a_table_higher_than_the_page_goes_on_in_the_next_column():
    found = wall.fit(blocks(1, 60), (800.0, 400.0), width_of, sizes=[24])
    assert sum(len(placed.block.names) for page in found.pages for placed in page) == 60
