"""The tables: notes begun and corrected, the wall of ideas, the photos of a board."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sample_moments
from PySide6.QtWidgets import QWidget
from sample_day import meeting_of
from settling import settle

from maillage.actions import workshops
from maillage.ui.session import Session

if TYPE_CHECKING:
    from maillage.ui.workshops.page import WorkshopsPage


def workshops_page(session: Session) -> WorkshopsPage:
    """Return the page at the tables."""
    from maillage.ui.workshops.page import WorkshopsPage

    return WorkshopsPage(session)


def ideas_wall(session: Session) -> QWidget:
    """Return what the projector shows of the ideas."""
    from maillage.ui.workshops.wall import IdeasWall

    return IdeasWall(session, meeting_of(session).id)


def workshops_table(session: Session) -> QWidget:
    """Return the page at the tables for a scribe at one whose dots are nearly all put."""
    page = workshops_page(session)
    page.choice._table = 6
    return page


def note_begun(session: Session) -> QWidget:
    """Return the page at the tables with a line that was half typed when the lid was closed."""
    event = meeting_of(session).id
    second = workshops.workshops(session.store, event=event)[1].id
    text = "Un covoiturage entre les structures du quartier #mobilité @"
    begun = {"text": text, "kind": "lever", "workshop": second, "table": 6}
    session.drafts._drafts[f"note {event}"] = begun
    return workshops_page(session)


def note_editor(session: Session) -> QWidget:
    """Return a quote being corrected, said by somebody with a long name who agrees."""
    from maillage.domain.records import Note, Person
    from maillage.domain.vocabulary import Category, NoteKind

    store, page = session.store, workshops_page(session)
    quote = next(one for one in store.all(Note) if one.note_kind is NoteKind.QUOTE)
    if not quote.speaker:
        speaker = store.add(
            Person(
                given_name="Marie-Bénédicte",
                family_name="de Villeneuve-Laroche",
                category=Category.SOCIAL_ENTREPRENEUR,
            )
        )
        workshops.change_note(store, note=quote.id, speaker=speaker.id, may_name=True)
    page._workshop = quote.workshop

    def edited() -> QWidget:
        page.notes.edit(quote.id)
        return page

    sample_moments.AFTERWARDS[page] = edited
    return page


def going_through(session: Session) -> QWidget:
    """Return the notes with a loose end, gone through one after the other."""
    from maillage.actions import leaving
    from maillage.actions.leaving import Loose
    from maillage.ui.leaving.rows import loose_title

    page, event = workshops_page(session), meeting_of(session).id
    place = workshops.workshops(session.store, event=event)[1].id
    if not leaving.departure(session.store, event=event).loose.get(Loose.NO_CAUSE):
        for typed in ("f: les horaires du bus @2", "f: chacun son logiciel @3"):
            workshops.add_note(session.store, event=event, workshop=place, typed=typed)
    rows = leaving.departure(session.store, event=event).loose[Loose.NO_CAUSE]

    def begin() -> QWidget:
        page.go_through(loose_title(Loose.NO_CAUSE, len(rows)), rows)
        return page

    sample_moments.AFTERWARDS[page] = begin
    return page


def photos_page(session: Session) -> QWidget:
    """Return the photos of a workshop's board."""
    from maillage.demo import boards

    boards.take(session.store, event=meeting_of(session).id)
    return no_photos(session)


def no_photos(session: Session) -> QWidget:
    """Return the place of the photos while there is none."""
    from maillage.ui.workshops.page import WorkshopsPage

    page = WorkshopsPage(session)
    page.refresh()
    settle()
    page.show_photos()
    return page
