"""Files and decisions, the end of the day, and people recorded twice or erased elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from sample_day import meeting_of

from maillage.ui.session import Session


def exchanges_page(session: Session) -> QWidget:
    """Return the page of files and decisions."""
    from maillage.ui.exchanges.page import ExchangesPage

    return ExchangesPage(session)


def minutes_dialog(_session: Session) -> QWidget:
    """Return what asks how the compte-rendu is to be written."""
    from maillage.ui.exchanges.minutes_dialog import MinutesDialog

    return MinutesDialog(2)


def leaving_page(session: Session) -> QWidget:
    """Return the page at the end of the day."""
    from maillage.ui.leaving.page import LeavingPage

    return LeavingPage(session)


def recorded_twice(session: Session) -> QWidget:
    """Return people recorded twice, side by side."""
    from maillage.actions import duplicate_review, reception
    from maillage.domain.records import Person
    from maillage.domain.vocabulary import Category
    from maillage.ui.exchanges.duplicates_dialog import DuplicatesDialog

    store, known = session.store, session.store.all(Person)[4]
    if not duplicate_review.waiting(store):
        store.change(known.id, email="anne.lemoine@ccas-belleville.example")
        reception.welcome(
            store,
            event=meeting_of(session).id,
            given_name=known.given_name,
            family_name=f"{known.family_name}e",
            organisation="Maison des solidarités de Belleville",
            category=Category.LOCAL_OFFICER,
            contact="anne.lemoine@ccas-belleville.example",
        )
    dialog = DuplicatesDialog(session, duplicate_review.review(store))
    dialog.list.select_first()
    return dialog


def erased_elsewhere(session: Session) -> QWidget:
    """Return somebody whom another laptop has erased under a record that was joined to theirs."""
    from maillage.actions import duplicate_review, duplicates, outliving
    from maillage.domain.records import Person
    from maillage.ui.exchanges.duplicates_dialog import DuplicatesDialog

    store, known = session.store, session.store.all(Person)[7]
    if not outliving.read(store):
        other = store.add(Person(given_name=known.given_name, family_name=known.family_name))
        duplicates.join(store, shown=known.id, other=other.id)
        store.erase(other.id)
    dialog = DuplicatesDialog(session, duplicate_review.review(store))
    dialog.list.select_first()
    return dialog
