"""Rows, counts and choices: by keyboard, by finger, read aloud, never cut without need."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from tests.ui.shown import LONG, column, show

from maillage.direction import parted
from maillage.ui.look import theme
from maillage.ui.reception.door_list import DoorList
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.conflict import BaseCard, ConflictCard
from maillage.ui.widgets.differences import differing
from maillage.ui.widgets.marked import TextBlock, _cut, _places
from maillage.ui.widgets.row_delegate import RowDelegate
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, RowKind, RowModel, RowRole, State, head
from maillage.ui.widgets.shape import CategoryCount, CategoryCounts, WeaveBar

from .conftest import ROWS


def test_the_arrows_step_over_section_heads(qtbot):
    rows = RowList("Engagements")
    rows.set_rows(ROWS)
    show(qtbot, rows, 400, 500)
    rows.setFocus()
    qtbot.waitUntil(rows.hasFocus)
    seen = [rows.current_key()]
    for _ in range(4):
        qtbot.keyClick(rows, Qt.Key.Key_Down)
        seen.append(rows.current_key())
    assert seen == ["a", "b", "c", "+", "+"]


def click_on(qtbot, rows: RowList, key: str) -> None:
    """Click in the middle of a row."""
    box = rows.visualRect(rows.rows.index(rows.rows.place(key)))
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def test_one_click_checks_in_at_the_door_but_only_selects_elsewhere(qtbot):
    door, other = RowList("Personnes", single_click=True), RowList("Engagements")
    for rows, expected in ((door, ["a", "+"]), (other, ["+"])):
        rows.set_rows(ROWS)
        show(qtbot, rows, 400, 500)
        told: list[str] = []
        rows.activated_row.connect(told.append)
        click_on(qtbot, rows, "a")
        assert rows.current_key() == "a"
        click_on(qtbot, rows, "+")
        assert told == expected


def test_the_current_row_stays_current_when_rows_come_and_go(qtbot):
    rows = RowList("Engagements")
    qtbot.addWidget(rows)
    rows.set_rows(ROWS)
    rows.set_current("b")
    rows.set_rows([head("Nouveaux"), Row("z", "Nouveau"), *ROWS])
    assert rows.current_key() == "b"
    rows.set_rows([row for row in ROWS if row.key != "b"])
    assert rows.current_key() == ""


def test_changed_contents_with_the_same_keys_do_not_reset_the_list(qtbot):
    model = RowModel()
    model.set_rows(ROWS)
    changed = [*ROWS[:-1], Row("+", "Autre chose", kind=RowKind.ACTION)]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as told:
        model.set_rows(changed)
    assert told.args[0].row() == len(ROWS) - 1
    assert model.index(len(ROWS) - 1).data() == "Autre chose"


def test_a_row_is_read_aloud_with_its_category_and_state(qtbot):
    model = RowModel()
    model.set_rows(ROWS)
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Réunir les bailleurs, Travail social, Marie Delorme, 12 nov."
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "En retard, 2"
    assert model.index(1).data(RowRole.KEY) == "a"


def test_a_long_title_wraps_instead_of_being_cut(qtbot):
    rows = RowList("Engagements")
    rows.set_rows([Row("a", LONG, "Marie", "social_work"), Row("b", "Court", "Marie")])
    show(qtbot, rows, 420, 400)
    long, short = (rows.sizeHintForIndex(rows.rows.index(n)).height() for n in (0, 1))
    assert short == 58
    assert long > short
    assert rows.horizontalScrollBar().maximum() == 0


def test_a_fitting_list_is_as_high_as_its_rows(qtbot):
    rows = RowList("Dernières arrivées", passive=True, fit=True)
    box = column(rows)
    box.layout().addStretch(1)
    show(qtbot, box, 400, 600)
    rows.set_rows([Row(str(n), f"Personne {n}", "Ici") for n in range(3)])
    qtbot.waitUntil(lambda: rows.height() == 3 * 58)
    assert rows.verticalScrollBar().maximum() == 0


def test_rows_are_painted_quickly_enough(qtbot):
    rows = RowList("Personnes")
    rows.set_rows([Row(str(n), f"{LONG} {n}", LONG, "other", marks=[(0, 3)]) for n in range(2000)])
    show(qtbot, rows, 500, 700)
    assert rows.grab().width() == round(500 * rows.devicePixelRatio())


def test_rows_never_overlap_after_another_width(qtbot, monkeypatch):
    painted = {}
    paint = RowDelegate.paint

    def watch(self, painter, option, index):
        wanted = self.sizeHint(option, index).height()
        painted[index.row()] = (option.rect.height(), wanted)
        paint(self, painter, option, index)

    monkeypatch.setattr(RowDelegate, "paint", watch)
    door = DoorList()
    people = [Row(f"{n}", "Anne Le Goff", "Ville de Saint-Étienne-des-Oullières") for n in range(9)]
    window = show(qtbot, column(door), 600, 420)
    door.set_rows(people, Row("+", "Quelqu’un d’autre"))
    qtbot.waitUntil(lambda: 3 in painted)
    wide = painted[1][1]
    window.setFixedWidth(240)
    qtbot.waitUntil(lambda: painted[1][1] > wide)
    qtbot.waitUntil(lambda: all(height == wanted for height, wanted in painted.values()))


def test_only_the_row_chosen_makes_room_for_its_hint(qtbot):
    rows = RowList("Personnes")
    hint = State("Entrée pour noter l’arrivée", "check")
    name = "Anne-Sophie de La Rochefoucauld"
    rows.set_rows([Row("a", name, hint=hint), Row("b", name), Row("c", name, hint=hint)])
    # Wide enough for the name alone, too narrow for both.
    show(qtbot, rows, 380, 400)

    def heights():
        return [rows.visualRect(rows.rows.index(n)).height() for n in range(3)]

    # The list starts on its first row.
    rows.clearFocus()
    rows.setCurrentIndex(QModelIndex())
    plain = heights()[1]
    qtbot.waitUntil(lambda: heights() == [plain] * 3)
    rows.set_current("a")
    qtbot.waitUntil(lambda: heights()[0] > plain)
    rows.set_current("c")
    qtbot.waitUntil(lambda: heights()[0] == plain and heights()[2] > plain)


def test_text_is_broken_into_lines_and_the_last_is_cut(qapp):
    font = theme.font("body")
    assert TextBlock("Court", font, 200).lines == 1
    block = TextBlock(LONG, font, 200, lines=2)
    assert block.lines == 2
    assert block.width <= 200
    assert TextBlock("x" * 300, font, 100, lines=3).lines == 3
    assert TextBlock("", font, 100).lines <= 1


@pytest.mark.parametrize("number", ["06 39 98 12 34", "+33 6 39 98 12 34"])
def test_a_telephone_number_stands_on_one_line_however_narrow_the_text(qapp, number):
    font = theme.font("body")
    said, alone = f"Avant, {number}, deux fois", TextBlock(number, font, 1000).width
    for width in range(round(alone) + 10, round(alone) + 200, 5):
        layout = TextBlock(said, font, width, lines=9)._layout
        first = said.index(number)
        lines = [layout.lineForTextPosition(at) for at in (first, first + len(number) - 1)]
        assert len({one.lineNumber() for one in lines}) == 1, width
    alike = TextBlock("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", font, 60, lines=9)
    assert alike._shown.count(" ") == 14, "a list of numbers is broken between them"


def test_the_weave_bar_shows_each_category_present_and_says_it(qtbot):
    bar = WeaveBar()
    qtbot.addWidget(bar)
    bar.set_counts(
        [
            CategoryCount("social_work", "Travail social", 300),
            CategoryCount("social_enterprise", "Entreprise sociale", 1),
            CategoryCount("local_authority", "Collectivité", 0),
            CategoryCount("other", "Autres", 99),
        ]
    )
    widths = bar.widths(400)
    assert len(widths) == 3
    assert sum(widths) + 2 * bar.GAP == pytest.approx(400)
    assert widths[1] >= 22
    assert widths[0] > widths[2] > widths[1]
    assert bar.accessibleName().startswith("Travail social 300, Entreprise sociale 1")


@pytest.mark.parametrize("numbers", [(), (0, 0), (5,), (1, 1, 1, 1), (1, 1000)])
@pytest.mark.parametrize("room", [30, 200])
def test_the_weave_bar_never_overflows(qtbot, numbers, room):
    bar = WeaveBar()
    qtbot.addWidget(bar)
    bar.set_counts([CategoryCount("other", "Autres", number) for number in numbers])
    widths = bar.widths(room)
    assert all(width >= 0 for width in widths)
    assert sum(widths) <= room + bar.GAP * 3
    bar.resize(room, 26)
    bar.grab()


def test_category_counts_follow_what_is_set(qtbot):
    counts = CategoryCounts()
    qtbot.addWidget(counts)
    counts.set_counts([CategoryCount("other", "Autres", 1, 2), CategoryCount("x", "X", 3)])
    assert [row[2].text() for row in counts._rows] == ["1", "3"]
    assert counts._rows[0][3].text() == "/\u00a02"
    counts.set_counts([CategoryCount("other", "Autres", 7)])
    assert counts._rows[1][1].isHidden()


@pytest.mark.parametrize(
    ("base", "value", "marked"),
    [
        ("06 12 44 80 17", "06 12 44 80 71", ["71"]),
        ("06 12 44 80 17", "07 68 03 15 22", ["07 68 03 15 22"]),
        ("Lefevre", "Lefèvre", ["è"]),
        ("Cheffe de service", "Cheffe de grand service", ["grand "]),
        ("Directrice", "Élue", ["Élue"]),
        ("identique", "identique", []),
        ("", "première valeur", []),
        ("quelque chose", "", []),
        ("toutes les deux semaines au moins", "toutes les semaines au moins", ["les semaines"]),
        ("le mardi et le samedi", "le mardi", ["mardi"]),
        ("tenues le mardi", "tenue le mardi", ["tenue"]),
        ("un guichet", "guichet", ["guichet"]),
    ],
)
def test_the_characters_that_differ_are_marked(base, value, marked):
    ranges = differing(base, value)
    assert [value[start : start + length] for start, length in ranges] == marked


def test_a_conflict_card_offers_its_value_and_the_base_offers_nothing(qtbot):
    card = ConflictCard("Sur ce poste", "06 12", "Amina B.", "Garder ce numéro", [(3, 2)])
    base = BaseCard("Avant", "06 11", "import")
    qtbot.addWidget(card)
    qtbot.addWidget(base)
    with qtbot.waitSignal(card.chosen):
        card.button.click()
    assert "06 12" in card.accessibleName()
    assert not base.findChildren(Button)


def test_a_row_that_changes_has_only_itself_drawn_again(qtbot):
    found = RowList("x")
    asked = []

    class Counting(RowDelegate):
        def sizeHint(self, option, index):  # noqa: N802 - Qt's name
            asked.append(index.row())
            return super().sizeHint(option, index)

    found.setItemDelegate(Counting(found))
    rows = [Row(str(n), f"Somebody {n}") for n in range(300)]
    found.set_rows(rows)
    show(qtbot, found, 400, 300)
    qtbot.waitUntil(lambda: len(asked) >= len(rows))
    found.doItemsLayout()
    asked.clear()
    now = [Row("7", "Somebody 7", state=State("Arrived")), *rows]
    assert not found.set_rows([*rows[:7], now[0], *rows[8:]])
    QApplication.processEvents()
    assert set(asked) <= {*range(20), 7}
    before = found.visualRect(found.rows.index(8)).top()
    long = Row("7", "Somebody 7", sub="said at length " * 20)
    found.set_rows([*rows[:7], long, *rows[8:]])
    qtbot.waitUntil(lambda: found.visualRect(found.rows.index(8)).top() > before)


def test_marks_stay_on_their_letters_behind_emoji_and_names_from_the_right():
    typed = "\N{BICYCLE}שרה\u202e · Zoé 12"
    shown = parted(typed)
    places = _places(typed, shown)

    units = shown.encode("utf-16-le")
    at = places[typed.index("Zoé")]
    assert "\u202e" not in shown
    assert units[2 * at : 2 * at + 6].decode("utf-16-le") == "Zoé"
    assert len(places) == len(typed) + 1
    assert _cut("a\N{BICYCLE}b", 3) == ("a\N{BICYCLE}", "b")
