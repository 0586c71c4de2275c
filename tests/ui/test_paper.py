"""Preparing the papers: choose, look, print, save; and the page before the day."""

from __future__ import annotations

import pypdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QRadioButton,
    QSpinBox,
)
from tests.ui.shown import show

from maillage import Store
from maillage.actions import exchanges, paper, preparing, reception, seating
from maillage.actions.paper import Paper
from maillage.domain.records import Device, Registration
from maillage.domain.vocabulary import Category
from maillage.ui.paper import options, picking
from maillage.ui.paper.dialog import PaperDialog
from maillage.ui.paper.names import file_name
from maillage.ui.paper.printing import printer_for
from maillage.ui.preparing.packing import PackDialog
from maillage.ui.preparing.page import PreparingPage
from maillage.ui.preparing.rows import StepCode, steps


def welcome(store, event, *names):
    with store.action():
        return [
            reception.welcome(
                store, event=event.id, given_name=name, family_name="Durand",
                organisation="CCAS", category=Category.SOCIAL_WORKER,
            ).id
            for name in names
        ]  # fmt: skip


@pytest.fixture
def people(session, meeting):
    return welcome(session.store, meeting, "Ada", "Bea", "Carl")


@pytest.fixture
def dialog(qtbot, session, meeting, people):
    found = show(qtbot, PaperDialog(session, meeting), 1000, 640)
    settle(qtbot, found)
    yield found
    qtbot.waitUntil(lambda: session._worker._open == 0)


def settle(qtbot, dialog, check=lambda: True):
    def still():
        return (
            not dialog.options._still.isActive()
            and dialog._session._worker._open == 0
            and not dialog.preview.canvas.image.isNull()
            and check()
        )

    qtbot.waitUntil(still)


def test_who_cannot_be_printed_is_told_where_names_are(qtbot, session, meeting):
    welcome(session.store, meeting, "Ada", "محمد 🚲", "明")
    found = show(qtbot, PaperDialog(session, meeting), 1000, 640)
    settle(qtbot, found, found.unprintable.isVisible)

    said = found.unprintable.accessibleName()
    assert "明 Durand" in said
    assert "chinois" in said
    assert "Ada" not in said
    found.options.choose(Paper.TABLES)
    settle(qtbot, found, lambda: not found.unprintable.isVisible())


def words(path):
    pages = pypdf.PdfReader(path).pages
    return len(pages), " ".join(" ".join(page.extract_text() for page in pages).split())


def test_badges_are_seen_at_once_and_saved_where_one_says(qtbot, dialog, tmp_path):
    assert dialog.preview.pages == 1
    assert not dialog.preview.canvas.image.isNull()
    dialog.save_to(tmp_path / "badges")
    qtbot.waitUntil(dialog.told.isVisible)  # in the dialog: a toast would stand below it
    assert "badges.pdf" in dialog.told.accessibleName()
    pages, said = words(tmp_path / "badges.pdf")
    assert pages == 1
    assert "Ada" in said
    assert "Carl" in said


def test_another_paper_is_chosen_by_the_keyboard_and_its_pages_are_turned(qtbot, dialog):
    chip = dialog.options.what._chips[Paper.TABLES.value]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    settle(qtbot, dialog, lambda: dialog.preview.pages == 5)  # ten tables, two to the page
    dialog.preview.canvas.setFocus()
    qtbot.keyClick(dialog.preview.canvas, Qt.Key.Key_PageDown)
    assert dialog.preview.page == 1
    assert dialog.preview.words.text() == "Page 2 sur 5"


def test_one_person_at_the_door_has_a_badge_on_the_first_free_label(
    qtbot, session, meeting, people
):
    found = show(qtbot, PaperDialog(session, meeting, people=frozenset(people[1:2])), 1000, 640)
    settle(qtbot, found)
    found.options.start.set_value(7)
    order = found.options.order()
    assert order.people == frozenset(people[1:2])
    assert order.layout.start == 7
    qtbot.waitUntil(lambda: session._worker._open == 0)


def test_who_is_chosen_is_ticked_by_enter_and_nobody_prints_nothing(qtbot, dialog, people):
    dialog.options.who._chips[options.SOME].click()
    qtbot.waitUntil(dialog.nobody.isVisible)
    assert not dialog.print.isEnabled()
    dialog.options.picker.search.setFocus()
    qtbot.keyClicks(dialog.options.picker.search, "bea")
    qtbot.keyClick(dialog.options.picker.search, Qt.Key.Key_Return)
    assert dialog.options.picker.chosen == frozenset(people[1:2])
    settle(qtbot, dialog, dialog.print.isEnabled)


def test_those_chosen_come_first_and_typed_words_find_the_others(session, meeting, people):
    guests = paper.guests(session.store, event=meeting.id)
    rows = picking.guest_rows(guests, frozenset(people[2:]), "durand")
    assert [row.title for row in rows] == ["Carl Durand", "Ada Durand", "Bea Durand"]
    assert [bool(row.state) for row in rows] == [True, False, False]


def test_pages_printed_to_a_file_stay_what_they_are(qtbot, dialog, tmp_path):
    dialog.options.choose(Paper.TABLES)
    settle(qtbot, dialog, lambda: dialog.preview.pages == 5)
    dialog.print.click()
    chosen = dialog.findChild(QPrintDialog)
    qtbot.waitUntil(chosen.isVisible)
    chosen.findChild(QLineEdit, "filename").setText(str(tmp_path / "printed.pdf"))
    chosen.findChild(QRadioButton, "printRange").click()
    chosen.findChild(QSpinBox, "to").setValue(2)
    with qtbot.waitSignal(dialog.printing.saved, timeout=20_000) as ended:
        chosen.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    assert ended.args == [tmp_path / "printed.pdf"]
    read = pypdf.PdfReader(tmp_path / "printed.pdf")
    assert len(read.pages) == 2
    assert "Table 3" in read.pages[1].extract_text()  # its words are words, not a picture
    qtbot.waitUntil(dialog.told.isVisible)


def test_pages_are_drawn_for_a_printer_at_their_true_size(qtbot, dialog, tmp_path, monkeypatch):
    dialog.options.choose(Paper.TABLES)
    settle(qtbot, dialog, lambda: dialog.preview.pages == 5)
    pdf, sizes = dialog._made
    printer = printer_for(sizes[0], "Chevalets")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    printer.setFromTo(1, 2)
    # There is no printer here: what Qt draws for one goes to a file, and says that it does not.
    monkeypatch.setattr(printer, "outputFileName", str)
    with qtbot.waitSignal(dialog.printing.finished, timeout=20_000) as ended:
        dialog.printing.print(printer, pdf, sizes)
    assert ended.args == [True]
    read = pypdf.PdfReader(tmp_path / "printed.pdf")
    assert len(read.pages) == 2
    assert [round(float(side)) for side in read.pages[0].mediabox[2:]] == [595, 842]


def test_who_leaves_the_system_s_dialog_prints_nothing(qtbot, dialog):
    dialog.print.click()
    chosen = dialog.findChild(QPrintDialog)
    qtbot.waitUntil(chosen.isVisible)
    with qtbot.assertNotEmitted(dialog.printing.finished):
        chosen.reject()
    assert dialog.print.isEnabled()


def test_the_file_is_named_after_paper_day_and_place(meeting):
    assert file_name("Feuille d’émargement", meeting) == (
        "feuille-d-emargement-2021-12-13-paris.pdf"
    )
    assert file_name("Badges", None) == "badges.pdf"


@pytest.fixture
def page(qtbot, session, meeting):
    found = show(qtbot, PreparingPage(session), 1100, 640)
    session.changed.connect(found.refresh)
    found.refresh()
    qtbot.waitUntil(lambda: bool(found.cards))
    yield found
    session.changed.disconnect(found.refresh)
    qtbot.waitUntil(lambda: session._worker._open == 0)


def let_go(page, *paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with_them = (Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(50, 50), *with_them))
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), *with_them))


def test_lists_dropped_together_are_shown_and_anything_else_says_where_it_belongs(
    qtbot, page, session, tmp_path
):
    told = []
    session.told.connect(lambda fact, *_rest: told.append(fact))
    lists = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in lists:
        path.write_text("Nom;Prénom;Courriel\nLefèvre;Ada;ada@example.org\n")
    let_go(page, *lists)
    for path in lists:
        qtbot.waitUntil(lambda: page.lists.dialog is not None)
        assert path.name in page.lists.dialog.windowTitle()
        with qtbot.waitSignal(page.lists.closed):
            page.lists.dialog.reject()
    assert not told
    words = (("x.maillage", "Échanges"), ("x.jpg", "Ateliers"), ("", "dossier"), ("x.exe", "x.exe"),
             ("x.docx", "d’un tableau"))  # fmt: skip
    for name, said in words:
        let_go(page, tmp_path / name)
        assert said in told.pop()


def test_the_steps_say_what_is_so_and_change_with_it(qtbot, page, session, meeting):
    assert list(page.cards) == list(StepCode)
    assert page.cards[StepCode.LIST].button.hasFocus()  # the first that is not done
    assert "Personne n’est encore inscrit" in page.cards[StepCode.LIST].accessibleName()
    people = welcome(session.store, meeting, "Ada", "Bea")
    with session.store.action():
        from maillage.domain.vocabulary import Source

        for one in people:
            session.store.change(one, source=Source.HELLOASSO)
    page.refresh()
    listed = page.cards[StepCode.LIST]
    qtbot.waitUntil(lambda: "2 personnes inscrites." in listed.accessibleName())
    hall = seating.hall(session.store, event=meeting.id)
    plan = seating.propose(hall, seats=2, rounds=1)
    session.write(lambda: seating.save(session.store, event=meeting.id, sittings=plan.sittings))
    tables = page.cards[StepCode.TABLES]
    qtbot.waitUntil(lambda: "fait, 1 tour est prévu." in tables.accessibleName())


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ({"venue": " "}, "son lieu"),
        ({"commune": ""}, "sa commune"),
        ({"venue": "", "commune": "", "tables": None}, "son lieu, sa commune et le nombre"),
    ],
)
def test_only_what_is_missing_of_a_place_is_said_to_be_missing(session, meeting, gone, said):
    session.store.change(meeting.id, **gone)
    found = preparing.preparation(session.store, event=meeting.id)
    step = next(one for one in steps(found) if one.code is StepCode.MEETING)
    assert not step.done
    assert step.state.startswith(f"Pas encore précisé\N{NO-BREAK SPACE}: {said}")
    assert step.state.count("lieu") + step.state.count("commune") == len(gone.keys() - {"tables"})


def test_a_laptop_that_has_joined_is_sent_for_the_pack_before_it_is_to_give_one(session, meeting):
    session.store.add(Device(name="Coordination"))
    found = preparing.preparation(session.store, event=meeting.id)
    told = {step.code: step.state for step in steps(found)}
    assert "intégrez son paquet" in told[StepCode.LIST]
    assert "attend la liste" in told[StepCode.LAPTOPS]
    assert not any("Donnez" in state for state in told.values())


def test_a_step_elsewhere_leads_to_its_screen(qtbot, page):
    with qtbot.waitSignal(page.wants_page) as asked:
        qtbot.keyClick(page.cards[StepCode.TABLES].button, Qt.Key.Key_Space)
    assert asked.args == ["seating"]


def test_the_pack_for_the_other_laptops_is_written_from_here(
    qtbot, page, session, people, monkeypatch, tmp_path
):
    offered, told = [], []
    session.told.connect(lambda fact, *_more: told.append(fact))

    def where(_parent, _title, path, _kind):
        offered.append(path)
        return str(tmp_path / "paquet"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    qtbot.keyClick(page.cards[StepCode.LAPTOPS].button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PackDialog)))
    dialog = page.window().findChild(PackDialog)
    qtbot.waitUntil(dialog.save.isEnabled)
    words = dialog.words.text()
    dialog.save.click()
    qtbot.waitUntil(dialog.outcome.isVisible)
    session.store.invite(tmp_path / "i.maillage", passphrase=words)
    with Store.join(
        tmp_path / "i.maillage",
        tmp_path / "table",
        invitation_passphrase=words,
        passphrase=words,
        device="Table 1",
    ) as other:
        exchanges.merge(other, [tmp_path / "paquet.maillage"], passphrase=words)
        assert len(other.all(Registration)) == len(session.store.all(Registration)) > 0
    dialog.reject()
    offered.clear()
    session.store.add(Device(name="Accueil"))
    before = exchanges.unsent(session.store)
    qtbot.keyClick(page.cards[StepCode.LAPTOPS].button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(told))
    assert offered[0].endswith("paquet-de-la-rencontre-2021-12-13-paris.maillage")
    assert exchanges.read_back(session.store, tmp_path / "paquet.maillage") > 0
    assert exchanges.unsent(session.store) == before


def test_papers_open_by_the_keyboard_from_the_page(qtbot, page, people):
    qtbot.waitUntil(lambda: page.focusWidget() is not None and page.isActiveWindow())
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PaperDialog)))
    opened = page.window().findChild(PaperDialog)
    qtbot.waitUntil(lambda: opened.preview.pages > 0)
    opened.reject()


def test_without_a_meeting_the_page_offers_to_create_one(qtbot, session):
    found = show(qtbot, PreparingPage(session), 900, 500)
    found.refresh()
    found.focus_first()
    with qtbot.waitSignal(found.wants_meeting):
        qtbot.keyClick(found._no_meeting.action, Qt.Key.Key_Space)
