"""The compte-rendu tells what was recorded, all of it, and no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from maillage.actions import (
    events,
    forgetting,
    minutes,
    minutes_photos,
    organisations,
    photos,
    pledges,
    reception,
    workshops,
)
from maillage.domain.errors import CannotWrite, NotFound
from maillage.domain.records import Attachment, Organisation, Partner, Person, Registration
from maillage.domain.vocabulary import (
    AttachmentRole,
    BarrierCause,
    Category,
    LegalForm,
    NoteKind,
    PartyRole,
    RegistrationStatus,
    Source,
)
from maillage.language import Language
from maillage.reports.data import Headcount

from .conftest import Meeting


@pytest.fixture
def worked(meeting: Meeting) -> Meeting:
    """A meeting at which something of everything happened."""
    store, event = meeting.store, meeting.event
    for status, comes in (("confirmed", True), ("pending", False), ("cancelled", False)):
        person = store.add(
            Person(given_name="Ada", family_name=status, category=Category.SOCIAL_WORKER)
        )
        registration = store.add(
            Registration(
                event=event,
                person=person.id,
                category=Category.SOCIAL_WORKER,
                status=RegistrationStatus(status),
                source=Source.HELLOASSO,
            )
        )
        if comes:
            reception.check_in(store, registration=registration.id)
    reception.welcome(
        store,
        event=event,
        given_name="Eva",
        family_name="Roy",
        organisation="La Ruche",
        category=Category.SOCIAL_ENTREPRENEUR,
    )
    first, second = workshops.workshops(store, event=event)
    note = workshops.add_note(store, event=event, workshop=first.id, typed="un café @3")
    workshops.vote(store, note=note.id)
    workshops.add_note(
        store,
        event=event,
        workshop=second.id,
        typed="f: méconnaissance",
        cause=BarrierCause.UNFAMILIARITY,
    )
    workshops.add_note(store, event=event, workshop="", typed="v: hors atelier")
    people = [one.id for one in store.all(Person) if one.family_name in ("confirmed", "Roy")]
    pledges.make(
        store,
        event=event,
        what="Se revoir",
        people=people,
        help_needed="Une salle",
        due=date(2022, 1, 31),
        note=note.id,
    )
    return meeting


def test_everything_recorded_is_told(worked: Meeting) -> None:
    ruche = next(one for one in worked.store.all(Organisation) if one.name == "La Ruche")
    worked.store.change(ruche.id, legal_form=LegalForm.COOPERATIVE)
    events.declare_attendance(worked.store, event=worked.event, count=60, source="La presse")
    told = minutes.gather(worked.store, event=worked.event)
    assert (told.title, told.venue, told.tables) == (
        "Grande Rencontre de Paris",
        "CEDIAS-Musée social",
        10,
    )
    assert told.starts is not None
    assert told.starts.hour == 14, "in the time of the place"
    assert told.attendance == {
        Category.SOCIAL_WORKER: Headcount(registered=2, present=1, walk_ins=0),
        Category.SOCIAL_ENTREPRENEUR: Headcount(registered=0, present=1, walk_ins=1),
    }
    assert (told.declared, told.declared_source) == (60, "La presse")
    assert [(one.title, [note.text for note in one.notes]) for one in told.workshops] == [
        ("Se connaître", ["un café"]),
        ("Agir ensemble", ["méconnaissance"]),
        ("", ["hors atelier"]),
    ]
    assert told.territories == {"": 2}
    assert told.colleagues == {("La Ruche", Category.SOCIAL_ENTREPRENEUR): 1}
    (idea,) = told.workshops[0].notes
    assert (idea.votes, idea.table, idea.kind) == (1, 3, NoteKind.IDEA)
    (pledge,) = told.pledges
    assert pledge.idea == idea
    assert pledge.help_needed == "Une salle"
    assert [(one.name, one.role, one.organisation, one.legal_form) for one in pledge.parties] == [
        ("Ada confirmed", PartyRole.LEAD, "", None),
        ("Eva Roy", PartyRole.PARTNER, "La Ruche", LegalForm.COOPERATIVE),
    ]
    assert [one.name for one in told.partners] == ["DGCS", "Ouishare"]
    assert (told.device, told.privacy_contact) == ("Coordination", "donnees@gniac.example")
    assert told.open_conflicts == 0


def test_what_was_deleted_is_not_told_and_what_lost_its_theme_still_is(worked: Meeting) -> None:
    first, second = workshops.workshops(worked.store, event=worked.event)
    (idea,) = workshops.lines(worked.store, event=worked.event, workshop=first.id)
    workshops.delete_note(worked.store, note=idea.note.id)
    worked.store.delete(second.id)
    (partner, *_) = worked.store.all(Partner)
    worked.store.delete(partner.organisation)
    told = minutes.gather(worked.store, event=worked.event)
    assert [(one.title, len(one.notes)) for one in told.workshops] == [("Se connaître", 0), ("", 2)]
    assert told.pledges[0].idea is None
    assert [one.name for one in told.partners] == ["Ouishare"]


def test_whoever_was_erased_is_counted_and_not_named(worked: Meeting) -> None:
    before = minutes.gather(worked.store, event=worked.event)
    for person in worked.store.all(Person):
        forgetting.erase(worked.store, person=person.id)
    told = minutes.gather(worked.store, event=worked.event)
    assert told.attendance == before.attendance
    assert [(one.name, one.category) for one in told.pledges[0].parties] == [
        ("", Category.SOCIAL_WORKER),
        ("", Category.SOCIAL_ENTREPRENEUR),
    ]
    assert all(one.of_person for one in told.pledges[0].parties)
    assert "Ada" not in repr(told)
    assert "Roy" not in repr(told)


def test_another_meeting_is_another_compte_rendu(worked: Meeting) -> None:
    organisations.organisation_named(worked.store, "Autre")
    other = events.create_event(
        worked.store,
        title="Lyon",
        event_kind=None,
        starts=None,  # type: ignore[arg-type]
    )
    told = minutes.gather(worked.store, event=other.id)
    assert (told.title, told.attendance, told.workshops, told.pledges, told.starts) == (
        "Lyon",
        {},
        (),
        (),
        None,
    )


def test_the_pdf_is_written_whole_or_not_at_all(worked: Meeting) -> None:
    path = worked.folder / "compte-rendu.pdf"
    for code in ("fr", "en"):
        written = minutes.write(
            worked.store, path, event=worked.event, names=code == "fr", in_language=Language(code)
        )
        assert path.read_bytes().startswith(b"%PDF-")
        assert written.size == path.stat().st_size
    before = path.read_bytes()
    with pytest.raises(NotFound):
        minutes.write(worked.store, path, event="018f0000-0000-7000-8000-000000000000")
    with pytest.raises(CannotWrite):
        minutes.write(worked.store, worked.folder / "none" / "x.pdf", event=worked.event)
    with pytest.raises(CannotWrite):
        minutes.write(worked.store, worked.folder, event=worked.event)
    assert path.read_bytes() == before
    assert {one.name for one in worked.folder.iterdir()} == {"store", "compte-rendu.pdf"}


def test_photos_are_told_by_workshop_and_those_not_to_be_seen_are_counted(
    worked: Meeting, tmp_path: Path
) -> None:
    store, event = worked.store, worked.event
    first = workshops.workshops(store, event=event)[0]
    Image.new("RGB", (3000, 2000), "white").save(tmp_path / "x.jpg")
    photos.add(store, tmp_path / "x.jpg", event=event)
    photos.add(store, tmp_path / "x.jpg", event=event, workshop=first.id, table=2)
    store.add(Attachment(event=event, role=AttachmentRole.BOARD, sha256="0" * 64))
    told = minutes.gather(store, event=event)
    assert [(one.workshop, one.table) for one in told.photos] == [(first.title, 2), ("", None)]
    assert max(told.photos[0].width, told.photos[0].height) <= 1_400
    assert told.photos_taken == 3
    without = minutes.gather(store, event=event, names=False)
    assert (without.photos, without.photos_taken) == ((), 3)


def test_many_photos_share_the_room_of_a_mail_box(worked: Meeting, tmp_path: Path) -> None:
    noise = Image.effect_noise((1600, 1200), 90)
    noise.save(tmp_path / "x.png")
    photos.add(worked.store, tmp_path / "x.png", event=worked.event)
    (found,) = photos.photos(worked.store, event=worked.event)
    one = next(minutes_photos.gathered(worked.store, [found]))
    (less,) = minutes_photos.gathered(worked.store, [found], room=len(one.content) // 2)
    assert len(less.content) <= len(one.content) // 2
    assert less.width < one.width
