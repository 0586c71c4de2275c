"""The files of a copied laptop: refused, kept aside, and taken in once it has another name."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from tests.stores import COORDINATION, PASSPHRASE, by_hand
from tests.ui.shown import show

from maillage import Store
from maillage.actions import exchanges
from maillage.actions.programme import Opened
from maillage.domain.records import Note
from maillage.ui.background import Worker
from maillage.ui.exchanges.rows import Stage
from maillage.ui.exchanges.undoing import MergesDialog, Past
from maillage.ui.pages import EXCHANGES
from maillage.ui.session import Session
from maillage.ui.shell import Shell

from .conftest import DOOR, approve, looked_at, merge, stages


def test_the_file_of_a_copied_laptop_is_kept_although_it_is_never_merged(
    qtbot, page, session, team, tmp_path
):
    laptop = team.laptops[DOOR]
    backup = laptop.store.backup(tmp_path / "backup")
    laptop.store.add(Note(text="ici"))
    merge(qtbot, page, [laptop.export()])
    with Store.open(by_hand(backup), passphrase=PASSPHRASE) as copy:
        copy.add(Note(text="là"))
        there = copy.export(tmp_path / "copie.maillage").path
    page.take([str(there)])
    looked_at(qtbot, page)
    assert (
        "rien n’est perdu\N{NO-BREAK SPACE}: le fichier est gardé à part"
        in page.files.row(there).accessibleName()
    )
    (kept,) = exchanges.kept_aside(session.store)
    assert kept.read_bytes() == there.read_bytes()


def test_a_copy_goes_on_as_another_laptop_at_a_press_and_its_refused_file_comes_in(
    qtbot, team, tmp_path
):
    laptop, first = team.laptops[DOOR], team.laptops[COORDINATION]
    backup = laptop.store.backup(tmp_path / "backup")
    laptop.store.add(Note(text="ici"))
    first.reads(laptop)
    copy = Store.open(by_hand(backup), passphrase=PASSPHRASE)
    copy.add(Note(text="là"))
    session = Session(Opened(copy), Worker())
    facts = []
    session.told.connect(lambda fact, _undo, _act: facts.append(fact))
    try:
        shell = show(qtbot, Shell(session), 1366, 700)
        assert shell.copied.isHidden()
        shell.show_page(EXCHANGES)
        page = shell.page(EXCHANGES)
        page.take([str(first.export())])
        qtbot.waitUntil(shell.copied.isVisible)
        assert (
            "choisissez de continuer comme un autre poste"
            in page.files.row(first.folder / "1.maillage").accessibleName()
        )
        shell.copied.button.click()
        qtbot.waitUntil(lambda: stages(page) == [Stage.PLANNED])
        assert copy.me.formerly == laptop.device
        assert shell.copied.isHidden()
        assert "continue comme un autre" in facts[-1]
        approve(qtbot, page)
        assert {note.text for note in copy.all(Note)} >= {"ici", "là"}
        assert not first.store.merge([copy.export(tmp_path / "2.maillage").path]).refused
    finally:
        session.close()


def test_files_of_copied_laptops_are_named_and_kept(qtbot, session, tmp_path):
    folder = session.store.path / "quarantine"
    folder.mkdir()
    (folder / "0123.maillage").write_bytes(b"sealed")
    kept = exchanges.kept_aside(session.store)
    assert [path.name for path in kept] == ["0123.maillage"]
    dialog = MergesDialog(Past((), kept))
    qtbot.addWidget(dialog)
    said = " ".join(button.text() for button in dialog.findChildren(QPushButton))
    assert "gardé ici, à part" in said
    assert not dialog.none.isHidden()
