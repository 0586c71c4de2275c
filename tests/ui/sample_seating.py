"""Table plans, their wishes and moves, and what the projector shows of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from sample_day import meeting_of

from maillage.ui.session import Session


def seating_page(session: Session) -> QWidget:
    """Return the page of table plans, for which a plan is made."""
    from maillage.actions import seating, seating_wishes
    from maillage.domain.vocabulary import SeatingWish
    from maillage.ui.seating.page import SeatingPage

    store, event = session.store, meeting_of(session)
    seen = seating.hall(store, event=event.id)
    if not seen.rounds:
        one, other, host = list(seen.people)[:3]
        seating_wishes.add(
            store, event=event.id, kind=SeatingWish.TOGETHER, registration=one, other=other
        )
        seating_wishes.add(store, event=event.id, kind=SeatingWish.HOST, registration=host, table=2)
        seen = seating.hall(store, event=event.id)
        plan = seating.propose(seen, seats=6, rounds=3)
        seating.save(store, event=event.id, sittings=plan.sittings)
    return SeatingPage(session)


def seating_wall(session: Session) -> QWidget:
    """Return what the projector shows of the first round."""
    from maillage.actions import seating
    from maillage.ui.seating.projected import Projected

    seating_page(session).deleteLater()
    return Projected(seating.hall(session.store, event=meeting_of(session).id), 1)


def seating_plan(session: Session) -> QWidget:
    """Return the dialog that asks for a table plan."""
    from maillage.actions import seating
    from maillage.ui.seating.plan_dialog import PlanDialog

    seating_page(session).deleteLater()
    return PlanDialog(seating.hall(session.store, event=meeting_of(session).id), None)


def seating_wishes(session: Session) -> QWidget:
    """Return the dialog of the wishes."""
    from maillage.actions import seating
    from maillage.ui.seating.wishes_dialog import WishesDialog

    seating_page(session).deleteLater()
    return WishesDialog(seating.hall(session.store, event=meeting_of(session).id), 11)


def seating_late(session: Session) -> QWidget:
    """Return the dialog that lists the moves for late arrivals and no-shows."""
    from maillage.actions import seating
    from maillage.ui.seating.late_dialog import LateDialog

    seating_page(session).deleteLater()
    seen = seating.hall(session.store, event=meeting_of(session).id)
    return LateDialog(seen)
