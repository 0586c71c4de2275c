"""The file of a laptop that was set aside: refused and kept, and looked at again once it counts."""

from __future__ import annotations

from maillage.actions import exchanges, laptops
from maillage.domain.records import Note
from maillage.ui.believing import Believing
from maillage.ui.exchanges.rows import Stage

from .conftest import DOOR, approve, looked_at, merge, stages


def test_it_is_kept_as_its_refusal_says_and_welcome_once_the_laptop_is_believed_again(
    qtbot, page, session, team
):
    store, laptop = session.store, team.laptops[DOOR]
    merge(qtbot, page, [laptop.export()])
    known = next(one for one in laptops.laptops(store) if one.device.id == laptop.device)
    laptops.stop_believing(store, laptop.device, last=laptops.limits(store, known)[0].last)
    laptop.store.add(Note(text="après le vol"))
    file = laptop.export()
    page.take([str(file)])
    looked_at(qtbot, page)
    assert stages(page)[0] is Stage.REFUSED
    assert "une copie du fichier est gardée" in page.files.row(file).accessibleName()
    assert [kept.read_bytes() for kept in exchanges.kept_aside(store)] == [file.read_bytes()]
    Believing(session, page).believe_again(known)
    qtbot.waitUntil(lambda: stages(page)[0] is Stage.PLANNED)
    approve(qtbot, page)
    assert "après le vol" in {note.text for note in store.all(Note)}
