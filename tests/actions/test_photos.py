"""Photos of boards through the actions: once each, taken away and back, handed out."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from sqlalchemy import delete
from tests.actions.conftest import Meeting

from maillage import Store
from maillage.actions import deeds, photos
from maillage.domain.errors import Erased, NotAPicture, PhotoMissing
from maillage.domain.records import Attachment, Workshop
from maillage.domain.vocabulary import AttachmentRole
from maillage.store import tables


@pytest.fixture
def store(meeting: Meeting) -> Store:
    return meeting.store


@pytest.fixture
def where(meeting: Meeting) -> dict[str, str]:
    workshop = meeting.store.add(Workshop(event=meeting.event))
    return {"event": meeting.event, "workshop": workshop.id}


@pytest.fixture
def board(tmp_path: Path) -> Path:
    path = tmp_path / "tableau.jpg"
    Image.new("RGB", (640, 480), "white").save(path)
    return path


def test_a_photo_is_taken_in_and_shown_at_the_size_of_the_screen(store, where, board) -> None:
    taken = photos.add(store, board, **where, table=3)
    assert taken.new
    assert photos.photos(store, **where) == [taken.photo]
    assert (taken.photo.table, taken.photo.width, taken.photo.height) == (3, 640, 480)
    assert photos.shown(store, photo=taken.photo.id, side=64).startswith(b"\xff\xd8")
    assert photos.change(store, photo=taken.photo.id, caption="Idées", table=4).caption == "Idées"


def test_the_same_photo_is_one_in_a_workshop_and_another_elsewhere(store, where, board) -> None:
    first = photos.add(store, board, **where)
    again = photos.add(store, board, **where)
    assert (again.photo, again.new) == (first.photo, False)
    elsewhere = photos.add(store, board, event=where["event"])
    assert elsewhere.new
    assert len(photos.photos(store, event=where["event"])) == 2


def test_a_photo_that_is_known_but_has_not_arrived_is_taken_in_from_its_file(
    store, where, board
) -> None:
    """Whoever reads that it is here already throws the file away."""
    photo = photos.add(store, board, **where).photo
    content = store.content(photo.sha256)
    with store.action() as writer:
        writer.connection.execute(delete(tables.attachment_content))
    again = photos.add(store, board, **where)
    assert (again.photo, again.new) == (photo, False)
    assert store.content(photo.sha256) == content


def test_of_the_same_photo_twice_the_one_that_is_shown_is_the_one_that_is_there(
    store, where, board
) -> None:
    """Two laptops took it in, and one of the two was taken away."""
    photo = photos.add(store, board, **where).photo
    twin = store.add(replace(photo, id=""))
    photos.delete(store, photos=[photo.id])
    assert photos.add(store, board, **where).photo == twin
    assert photos.photos(store, **where) == [twin]


def test_a_photo_that_was_taken_away_comes_back_by_undoing_or_by_its_file(
    store, where, board
) -> None:
    photo = photos.add(store, board, **where).photo
    _none, way = deeds.done(store, lambda: photos.delete(store, photos=[photo.id]))
    assert photos.photos(store, **where) == []
    way.undo()
    assert photos.photos(store, **where) == [photo]
    way.redo()
    assert photos.add(store, board, **where).new
    assert photos.photos(store, **where) == [photo]


def test_an_erased_photo_is_nowhere(store, where, board, tmp_path) -> None:
    photo = photos.add(store, board, **where).photo
    photos.save(store, tmp_path / "copie.jpg", photo=photo.id)
    with Image.open(tmp_path / "copie.jpg") as copy:
        assert copy.size == (640, 480)
    photos.erase(store, photo=photo.id)
    assert store.content(photo.sha256) is None
    with pytest.raises(Erased):
        photos.shown(store, photo=photo.id, side=64)
    assert photos.add(store, board, **where).new


def test_what_has_not_arrived_or_is_no_picture_is_said_so(store, where, tmp_path) -> None:
    about = Attachment(**where, role=AttachmentRole.BOARD, sha256="0" * 64)
    missing = store.add(about)
    with pytest.raises(PhotoMissing):
        photos.shown(store, photo=missing.id, side=64)
    odd = store.attach(Attachment(**where, role=AttachmentRole.BOARD), b"<svg/>")
    with pytest.raises(NotAPicture):
        photos.shown(store, photo=odd.id, side=64)
    (tmp_path / "x.jpg").write_bytes(b"no")
    before = store.digest()
    with pytest.raises(NotAPicture):
        photos.add(store, tmp_path / "x.jpg", **where)
    assert store.digest() == before
